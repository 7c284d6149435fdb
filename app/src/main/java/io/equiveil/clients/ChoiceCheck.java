package io.equiveil.clients;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/// Measure 14.1: every field says in both languages why it is asked for, no optional section is needed for
/// anything, and what was left out or taken back is not kept.
@Component
class ChoiceCheck implements ControlCheck {

    private static final int SAMPLE = 200;
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final ClientRepository files;
    private final Sealer sealer;
    private final MessageSource messages;
    private final Clock clock;

    ChoiceCheck(ClientRepository files, Sealer sealer, MessageSource messages, Clock clock) {
        this.files = files;
        this.sealer = sealer;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("14.1");
    }

    @Override
    public Outcome check() {
        int unexplained = 0;
        int punished = 0;
        int fields = 0;
        for (FactSection section : FactSection.values()) {
            punished += section.isOptional() && section.needed() ? 1 : 0;
            for (FactField field : section.fields()) {
                fields++;
                unexplained += isExplained(field) ? 0 : 1;
            }
        }
        if (unexplained + punished > 0) {
            return new Outcome.Fails("/clients", "clients.control.choice.unexplained", unexplained + punished);
        }
        long kept = files.page(clock.instant().plusSeconds(1), SAMPLE).stream()
                .filter(file -> file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT)
                .filter(file -> FactSection.of(file.kind()).stream()
                        .filter(FactSection::isOptional)
                        .filter(section -> !file.given().contains(section))
                        .anyMatch(section -> sealer.holds(section.addressOf(file.subject()))))
                .count();
        return kept > 0
                ? new Outcome.Fails("/clients", "clients.control.choice.kept", kept)
                : new Outcome.Holds("clients.control.choice.holds", fields);
    }

    private boolean isExplained(FactField field) {
        try {
            for (Locale language : LANGUAGES) {
                if (messages.getMessage("clients.why." + field.name(), null, language)
                        .isBlank()) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchMessageException e) {
            return false;
        }
    }
}
