package io.equiveil.files;

/// Hears how far the making of a paper has come.
@FunctionalInterface
public interface Progress {

    /// Nobody listens.
    Progress UNHEARD = (_, _, _) -> {};

    /// What is being done.
    enum Step {
        /// Waiting for a place, or being looked at.
        CHECKING,
        /// Being made into pages.
        CONVERTING,
        /// Being encrypted and entered.
        SEALING
    }

    /// @param done how many of the files are done with
    /// @param of   how many there are
    void at(Step step, int done, int of);
}
