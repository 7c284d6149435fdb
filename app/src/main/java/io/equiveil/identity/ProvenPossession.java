package io.equiveil.identity;

import io.equiveil.kernel.PersonId;
import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;

/// That somebody holds a client's telephone or a link the advisor showed: the first of two factors. Kept in the sealed
/// session between the page for the code and the page for the PIN.
public final class ProvenPossession implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final UUID person;
    private final CodeChannel channel;
    private final UUID token;

    ProvenPossession(PersonId person, CodeChannel channel, UUID token) {
        this.person = person.value();
        this.channel = channel;
        this.token = token;
    }

    PersonId person() {
        return new PersonId(person);
    }

    CodeChannel channel() {
        return channel;
    }

    /// The code or link.
    UUID token() {
        return token;
    }

    SignInMethod method() {
        return switch (channel) {
            case SMS -> SignInMethod.SMS_CODE_AND_PIN;
            case FACE_TO_FACE -> SignInMethod.FACE_TO_FACE_CODE_AND_PIN;
        };
    }
}
