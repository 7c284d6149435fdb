package io.equiveil.controls;

import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Puts every failing measure on the 今日 of those who have to act: one sentence, one button.
@Component
class RedControls implements Worklist {

    private static final int MOST = 20;

    private final Controls controls;

    private final MessageSource messages;
    private final Display show;

    RedControls(Controls controls, MessageSource messages, Display show) {
        this.controls = controls;
        this.messages = messages;
        this.show = show;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.isStaff()) {
            return List.of();
        }
        return controls.all().stream()
                .filter(state -> state.status() == ControlStatus.FAILS)
                .filter(state -> state.measure().raci().concerns(person.roles()))
                .limit(MOST)
                .map(this::item)
                .toList();
    }

    private Item item(ControlState state) {
        Locale locale = LocaleContextHolder.getLocale();
        String id = state.measure().id().value();
        return new Item(
                Kind.RED,
                "controls.worklist.red",
                List.of(
                        id,
                        state.measure().name(locale),
                        state.evidence().getFirst().say(messages, show, locale)),
                Optional.empty(),
                state.repairPath().orElse("/controls/" + id));
    }
}
