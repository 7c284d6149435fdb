package io.equiveil.matters.web;

import org.jspecify.annotations.Nullable;

/// What is typed to take a matter from the old books up. Does not print itself.
///
/// @param ownInterest whether the one who takes it up has an interest of its own in it
record TakingUpForm(
        @Nullable String targetName,
        @Nullable String targetCode,
        @Nullable Boolean ownInterest) {

    @Override
    public String toString() {
        return "TakingUpForm[]";
    }
}
