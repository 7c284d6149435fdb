package io.equiveil.messages;

import io.equiveil.identity.spi.CodeDelivery;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Carries one-time codes for signing in.
@Component
class CodesBySms implements CodeDelivery {

    private final Messages messages;

    CodesBySms(Messages messages) {
        this.messages = messages;
    }

    @Override
    public boolean canDeliver() {
        return messages.canSend(Template.SIGN_IN_CODE);
    }

    @Override
    public void deliver(PersonId person, Cleartext code, Duration valid) {
        messages.send(
                person,
                Template.SIGN_IN_CODE,
                Map.of("code", code, "minutes", Cleartext.of(Long.toString(valid.toMinutes()))),
                valid,
                new Requester.Machine(SystemPrincipal.MESSENGER));
    }
}
