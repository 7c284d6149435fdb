package io.equiveil.files;

/// What a document was when it came.
public enum PaperKind {
    /// A PDF, kept as it came.
    PDF,
    /// One or more photographs, made into a PDF of new pictures without anything that the camera noted.
    PHOTOS
}
