package io.equiveil.files;

/// What a paper was when it came.
public enum PaperKind {
    /// A PDF, kept as it came.
    PDF,
    /// One or more photographs, made into a PDF of new pictures without anything that the camera noted.
    PHOTOS,
    /// A text of Word or a like program, made into pages.
    TEXT,
    /// Sheets of Excel or a like program, made into pages.
    SHEETS,
    /// Slides of PowerPoint or a like program, made into pages.
    SLIDES
}
