package io.equiveil.dataroom;

/// What a document was when it came.
public enum DocumentKind {
    /// A PDF, kept as it came.
    PDF,
    /// One or more photographs, made into a PDF of new pictures without anything that the camera noted.
    PHOTOS
}
