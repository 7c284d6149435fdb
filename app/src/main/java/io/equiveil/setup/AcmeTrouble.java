package io.equiveil.setup;

import java.time.Instant;
import java.util.Optional;

/// What went wrong between this server and a certificate authority.
///
/// @param said  the authority's own words, at most 300 characters; empty if it said nothing
/// @param after before this moment it need not be tried again
public record AcmeTrouble(AcmeFault fault, String said, Optional<Instant> after) {

    private static final int LONGEST = 300;

    public AcmeTrouble {
        String plain = said.replaceAll("\\p{Cntrl}+", " ").strip();
        said = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }

    static AcmeTrouble of(AcmeFault fault) {
        return new AcmeTrouble(fault, "", Optional.empty());
    }

    /// Carries it out of a conversation.
    static final class Met extends Exception {

        private final transient AcmeTrouble trouble;

        Met(AcmeTrouble trouble) {
            super("the authority issued nothing: " + trouble.fault());
            this.trouble = trouble;
        }

        AcmeTrouble trouble() {
            return trouble;
        }
    }
}
