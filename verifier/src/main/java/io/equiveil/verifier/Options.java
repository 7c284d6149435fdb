package io.equiveil.verifier;

import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.proofs.WitnessQuorum;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the caller asked for.
///
/// @param target   evidence file, folder or address
/// @param key      the expected key of the log; never taken from the target
/// @param quorum   witnesses asked for
/// @param since    an earlier checkpoint, saved by the caller
/// @param save     where to save the checkpoint if everything holds
/// @param ca       certificates to trust for TLS beside those of the JDK
/// @param show     whether to print what the open parts say
/// @param json     whether to print JSON
record Options(
        String target,
        VerifierKey key,
        WitnessQuorum quorum,
        Optional<Path> since,
        Optional<Path> save,
        Optional<Path> ca,
        boolean show,
        boolean json) {

    /// The command line cannot be carried out as it stands.
    static final class WrongException extends Exception {

        private static final long serialVersionUID = 1L;
        private final String message;
        private final String fact;

        /// @param message key of the sentence
        WrongException(String message, String fact) {
            super(message + ": " + fact);
            this.message = message;
            this.fact = fact;
        }

        String message() {
            return message;
        }

        String fact() {
            return fact;
        }
    }

    /// The language asked for, else that of the system: Chinese or English. Looked up first, so that errors speak
    /// it too.
    static String language(List<String> arguments, Locale system) {
        int at = arguments.indexOf("--lang");
        if (at >= 0 && at + 1 < arguments.size() && List.of("zh", "en").contains(arguments.get(at + 1))) {
            return arguments.get(at + 1);
        }
        return system.getLanguage().equals("zh") ? "zh" : "en";
    }

    static Options parse(List<String> arguments) throws WrongException {
        List<String> targets = new ArrayList<>();
        List<VerifierKey> keys = new ArrayList<>();
        List<VerifierKey> witnesses = new ArrayList<>();
        Optional<Integer> quorum = Optional.empty();
        Optional<Path> since = Optional.empty();
        Optional<Path> save = Optional.empty();
        Optional<Path> ca = Optional.empty();
        boolean show = false;
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--show")) {
                show = true;
            } else if (!argument.startsWith("--")) {
                targets.add(argument);
            } else if (i + 1 == arguments.size()) {
                throw new WrongException("usage.value", argument);
            } else {
                String value = arguments.get(++i);
                if (argument.equals("--key")) {
                    keys.add(key(value, VerifierKey.Algorithm.ED25519));
                } else if (argument.equals("--witness")) {
                    witnesses.add(key(value, VerifierKey.Algorithm.COSIGNATURE_V1));
                } else if (argument.equals("--quorum") && value.matches("[0-9]{1,3}")) {
                    quorum = Optional.of(Integer.valueOf(value));
                } else if (argument.equals("--since")) {
                    since = Optional.of(path(value));
                } else if (argument.equals("--save")) {
                    save = Optional.of(path(value));
                } else if (argument.equals("--ca")) {
                    ca = Optional.of(path(value));
                } else if (!argument.equals("--lang") || !List.of("zh", "en").contains(value)) {
                    throw new WrongException("usage.option", argument + " " + value);
                }
            }
        }
        if (targets.size() != 1) {
            throw new WrongException("usage.target", String.valueOf(targets.size()));
        }
        if (keys.size() != 1) {
            throw new WrongException("usage.key", String.valueOf(keys.size()));
        }
        for (VerifierKey witness : witnesses) {
            // The log vouching for itself is no witness.
            if (witness.sameKeyAs(keys.get(0))) {
                throw new WrongException("usage.witnesses", witness.name());
            }
        }
        try {
            WitnessQuorum asked = new WitnessQuorum(quorum.orElse(witnesses.size()), witnesses);
            return new Options(targets.get(0), keys.get(0), asked, since, save, ca, show, json);
        } catch (IllegalArgumentException cannotBeMet) {
            throw new WrongException("usage.witnesses", String.valueOf(cannotBeMet.getMessage()));
        }
    }

    private static VerifierKey key(String value, VerifierKey.Algorithm algorithm) throws WrongException {
        try {
            VerifierKey key = VerifierKey.parse(value.strip());
            if (key.algorithm() == algorithm) {
                return key;
            }
        } catch (MalformedException notAKey) {
            throw new WrongException("usage.key.form", notAKey.fault().name());
        }
        throw new WrongException("usage.key.form", "KEY_ALGORITHM");
    }

    private static Path path(String value) throws WrongException {
        try {
            return Path.of(value);
        } catch (InvalidPathException notAPath) {
            throw new WrongException("usage.option", value);
        }
    }
}
