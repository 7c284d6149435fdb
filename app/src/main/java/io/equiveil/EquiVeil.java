package io.equiveil;

/// Placeholder replaced within minutes.
public final class EquiVeil {
    private EquiVeil() {}

    public static void main(String[] arguments) {}
}
