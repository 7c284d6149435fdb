package io.equiveil.files;

/// What is kept of files that were sent: always a PDF.
///
/// @param pdf   in memory only, and wiped when the take is closed
/// @param pages at least 1
public record Paper(PaperKind kind, byte[] pdf, int pages) {}
