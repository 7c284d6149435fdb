package io.equiveil.nda;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Recorded;
import io.equiveil.texts.TextLanguage;

/// What is recorded of the firm's own Word templates.
final class WordFacts {

    private WordFacts() {}

    /// A template came in; nothing is written from it yet.
    record WordTemplateKept(AgreementKind kind, TextLanguage language, int number, Digest file) implements Recorded {
        @Override
        public String ledgerKind() {
            return "word-template-kept/v1";
        }
    }

    /// From now on agreements are written from this template.
    record WordTemplateAdopted(AgreementKind kind, TextLanguage language, int number, Digest file) implements Recorded {
        @Override
        public String ledgerKind() {
            return "word-template-adopted/v1";
        }
    }

    /// From now on agreements are written from our own text again.
    record WordTemplateSetAside(AgreementKind kind, TextLanguage language, int number) implements Recorded {
        @Override
        public String ledgerKind() {
            return "word-template-set-aside/v1";
        }
    }
}
