package io.equiveil.files;

import io.equiveil.frame.StreamedForm;
import io.equiveil.frame.StreamedForm.FilePart;
import java.io.IOException;
import java.util.Optional;

/// A form with files, read as far as its first file, so that its fields are known; the files follow as they come.
public final class SentForm implements SentFiles {

    // What a browser may still be sending when the answer is already a refusal.
    private static final long MOST_PASSED_OVER = 200L << 20;

    private final StreamedForm form;
    private Optional<FilePart> first;

    private SentForm(StreamedForm form, Optional<FilePart> first) {
        this.form = form;
        this.first = first;
    }

    /// Reads the fields.
    public static SentForm of(StreamedForm form) throws IOException {
        return new SentForm(form, form.nextFile());
    }

    /// A field that came before the files; empty if it did not.
    public String field(String name) {
        return form.field(name).orElse("");
    }

    /// A field that came before the files.
    ///
    /// @param otherwise if it did not come
    public String field(String name, String otherwise) {
        return form.field(name).orElse(otherwise);
    }

    @Override
    public Optional<SentFile> next() throws IOException {
        Optional<FilePart> file = first.isPresent() ? first : form.nextFile();
        first = Optional.empty();
        return file.map(part -> new SentFile(part.fileName(), part.content()));
    }

    /// Passes over the rest, so that whoever is still sending can read the answer.
    public void passOver() throws IOException {
        form.passOver(MOST_PASSED_OVER);
    }
}
