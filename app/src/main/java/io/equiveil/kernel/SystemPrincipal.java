package io.equiveil.kernel;

/// The machine's own readers: a closed list. What each may read, and why, stands in room `access`.
public enum SystemPrincipal {
    /// Reads the address of a message in order to send it.
    MESSENGER,
    /// Filled in texts in earlier versions, and stands in their logs; opens nothing: names are read for whom they are
    /// shown to.
    AGREEMENT_RENDERER,
    /// Reads deal facts in order to coarsen them into a teaser.
    TEASER_WRITER,
    /// Compares what clients would buy with a deal, for the advisor of both.
    MATCHER,
    /// Reads lists that are brought in, row by row.
    LIST_READER,
    /// Burns the viewer's name into a page.
    WATERMARKER,
    /// Destroys what is past its retention; opens nothing.
    RETENTION_CLOCK,
    /// Starts, stops, migrates and checks; opens nothing.
    HOUSEKEEPER
}
