package io.equiveil.kernel;

/// A whole number of shares of one class.
///
/// Whole shares only: the register that this product writes to has no fractions, so a split that would leave one is
/// refused where it is proposed, not rounded here.
///
/// @param units number of shares; at least 1
public record ShareQuantity(long units) {

    /// @throws IllegalArgumentException if `units` is zero or negative
    public ShareQuantity {
        if (units < 1) {
            throw new IllegalArgumentException("share quantity must be at least 1 but was " + units);
        }
    }

    /// Adds two quantities.
    ///
    /// @throws ArithmeticException if the sum does not fit in 63 bits; it never wraps round
    public ShareQuantity plus(ShareQuantity other) {
        return new ShareQuantity(Math.addExact(units, other.units));
    }
}
