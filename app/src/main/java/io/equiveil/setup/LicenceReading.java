package io.equiveil.setup;

/// What the QR code on a business licence says.
public sealed interface LicenceReading {

    /// It names the firm.
    ///
    /// @param creditCode upper case
    /// @param name       the registered name; empty if the code does not say it
    /// @param checks     whether the check digit is right (GB 32100); a few codes of the first years are not
    record Read(String creditCode, String name, boolean checks) implements LicenceReading {}

    /// There is a code, and it only leads to the register of companies: it does not say the credit code itself.
    record OnlyALink() implements LicenceReading {}

    /// No QR code was found.
    record NoCode() implements LicenceReading {}

    /// The file was not taken in.
    ///
    /// @param messageKey why
    record NotTaken(String messageKey) implements LicenceReading {}
}
