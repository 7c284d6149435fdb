package io.equiveil.nda.web;

import io.equiveil.files.IncomingFiles;
import io.equiveil.nda.AgreementResult;

/// A no, as a page says it.
///
/// @param messageKey the sentence
/// @param state      the agreement's state, where the sentence names it
/// @param bounds     arguments of sentences about files
record NoPage(String messageKey, String state, Object[] bounds) {

    static NoPage of(AgreementResult result) {
        return switch (result) {
            case AgreementResult.Done _ -> throw new IllegalArgumentException("not a no");
            case AgreementResult.Unknown _ -> of("nda.result.unknown");
            case AgreementResult.NotNow(var state) ->
                new NoPage("nda.result.notnow", state.name(), IncomingFiles.bounds());
            case AgreementResult.ProofRefused _ -> of("nda.result.proof");
            case AgreementResult.Refused _ -> of("nda.result.refused");
            case AgreementResult.Unrecorded _ -> of("nda.result.unrecorded");
            case AgreementResult.Unacceptable(var fault) -> of("nda.fault." + fault);
            case AgreementResult.FileRefused(var because) -> of(because.messageKey());
        };
    }

    private static NoPage of(String messageKey) {
        return new NoPage(messageKey, "", IncomingFiles.bounds());
    }
}
