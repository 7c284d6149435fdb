package io.equiveil.supervision;

/// What came of an act on a sample.
public sealed interface SampleResult {

    /// Done.
    record Done(SampleId sample) implements SampleResult {}

    /// Nothing was changed.
    record Refused(Fault fault) implements SampleResult {}

    /// There is no such sample, or no such access in it, for this person.
    record Unknown() implements SampleResult {}

    /// Why not.
    enum Fault {
        /// One to 100 accesses.
        COUNT,
        /// The days are missing, turned round, or outside the invitation.
        PERIOD,
        /// A seed has 4 to 40 letters and digits.
        SEED,
        /// Nobody saw anything then.
        NOTHING,
        /// A question needs a note of at most 1,000 characters.
        NOTE,
        /// The row is not what was written.
        TOUCHED
    }
}
