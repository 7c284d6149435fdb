package io.equiveil.setup;

/// What came of opening or closing the practice house.
public sealed interface PracticeResult {

    record Begun(PracticeStanding standing) implements PracticeResult {}

    /// It is open, being opened or being closed already; or there is none.
    record NotNow() implements PracticeResult {}

    /// The firm works already: what is practised then is practised on real people.
    record Live() implements PracticeResult {}

    /// The machine has too little memory or disk left for a second house.
    ///
    /// @param mebibytes of memory that are free, or of disk
    record TooSmall(boolean memory, long mebibytes, long wanted) implements PracticeResult {}

    /// Its port is taken.
    record PortTaken(int port) implements PracticeResult {}

    record NotYours() implements PracticeResult {}
}
