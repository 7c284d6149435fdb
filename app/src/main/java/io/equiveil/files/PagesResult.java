package io.equiveil.files;

/// What came of making pages of a Word document.
public sealed interface PagesResult {

    /// @param pdf looked at like one that was sent
    record Made(byte[] pdf, int pages) implements PagesResult {}

    /// There are no pages, and why.
    record Refused(FileRefusal because) implements PagesResult {}
}
