package io.equiveil.matters;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// Makes code names for matters that nobody named.
@Component
class FreeCodeNames {

    private static final String CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 5;

    private final MatterRepository matters;
    private final SecureRandom random = new SecureRandom();

    FreeCodeNames(MatterRepository matters) {
        this.matters = matters;
    }

    /// One that no matter has.
    String free() {
        while (true) {
            StringBuilder name = new StringBuilder("M-");
            for (int i = 0; i < LENGTH; i++) {
                name.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            if (!matters.codeNameTaken(name.toString())) {
                return name.toString();
            }
        }
    }
}
