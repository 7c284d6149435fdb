package io.equiveil.files;

/// What came of taking in a Word document with places to fill in.
public sealed interface WordResult {

    /// It can be filled in. Nothing is kept here; the caller keeps [WordTemplate#file].
    record Taken(WordTemplate template) implements WordResult {}

    /// It is not taken in; nothing of it is kept.
    record Refused(FileRefusal because) implements WordResult {}
}
