package io.equiveil.verifier;

import java.util.List;

/// One check and what it came to.
///
/// @param outcome what it came to
/// @param check   stable name of the check, for scripts: `checkpoint`, `entry`, …
/// @param message key of the sentence in `messages_<lang>.properties`
/// @param facts   what is filled into the sentence; copied
record Finding(Outcome outcome, String check, String message, List<String> facts) {

    Finding {
        facts = List.copyOf(facts);
    }
}
