package io.equiveil.kernel;

import java.math.BigDecimal;
import java.util.Currency;

/// An amount of money to the smallest unit of its currency.
///
/// @param minorUnits for the renminbi: fen; negative amounts are allowed (a difference can be one)
/// @param currency   ISO 4217
public record Money(long minorUnits, Currency currency) {

    /// The renminbi.
    public static final Currency CNY = Currency.getInstance("CNY");

    /// Yuan from a decimal.
    ///
    /// @throws ArithmeticException if there are more than two decimal places, or too many digits
    public static Money yuan(BigDecimal yuan) {
        return new Money(yuan.movePointRight(2).longValueExact(), CNY);
    }

    /// Adds two amounts.
    ///
    /// @throws IllegalArgumentException if the currencies differ
    /// @throws ArithmeticException      if the sum does not fit in 63 bits
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /// The amount as a decimal with the currency's number of places.
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minorUnits, Math.max(0, currency.getDefaultFractionDigits()));
    }

    /// Says the currency only, for an amount is a confidential fact.
    @Override
    public String toString() {
        return "Money[" + currency + "]";
    }
}
