package io.equiveil.kernel;

/// A confidential value in the clear, held for as short a time as the caller can manage.
///
/// It does not print itself: a stack trace, a log line or a failed assertion shows only its length. Not a record,
/// because records print. Equality is identity, so that it never becomes a key of a map by accident.
public final class Cleartext {

    private final String value;

    private Cleartext(String value) {
        this.value = value;
    }

    /// Wraps a value; the empty text is a value too.
    public static Cleartext of(String value) {
        return new Cleartext(value);
    }

    /// Returns the value itself. The name is long on purpose, so that a reviewer can search for every use.
    public String revealForDisplay() {
        return value;
    }

    /// Whether nothing but white space is in it.
    public boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return "Cleartext[" + value.length() + " chars]";
    }
}
