package io.equiveil.frame;

/// The firm that runs this installation, as agreements, notices and pages name it.
///
/// @param name the registered name; set by `equiveil.firm.name`
public record Firm(String name) {

    /// @throws IllegalArgumentException if the name is blank or longer than 80 characters
    public Firm {
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("equiveil.firm.name must have 1 to 80 characters");
        }
    }
}
