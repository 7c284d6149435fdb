package io.equiveil.clients;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// Code names of files: `C-` and five characters that are not mistaken for one another when read aloud. Random, so that
/// they do not say how many clients there are.
@Component
class Aliases {

    private static final String CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 5;

    private final SecureRandom random = new SecureRandom();
    private final ClientRepository files;

    Aliases(ClientRepository files) {
        this.files = files;
    }

    String next() {
        while (true) {
            StringBuilder alias = new StringBuilder("C-");
            for (int i = 0; i < LENGTH; i++) {
                alias.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            if (!files.aliasTaken(alias.toString())) {
                return alias.toString();
            }
        }
    }
}
