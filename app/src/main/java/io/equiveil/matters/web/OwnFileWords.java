package io.equiveil.matters.web;

import io.equiveil.frame.Display;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.law.Law;
import io.equiveil.matters.OwnFileClock;
import io.equiveil.matters.OwnFileHold;
import io.equiveil.matters.OwnFiles;
import io.equiveil.matters.RetentionClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What keeps a client's own file, in words that a client can read.
@Component
class OwnFileWords {

    private final Law law;
    private final MessageSource messages;
    private final Clock clock;

    OwnFileWords(Law law, MessageSource messages, Clock clock) {
        this.law = law;
        this.messages = messages;
        this.clock = clock;
    }

    /// One group of the file.
    ///
    /// @param why   the rule that keeps it longest, in the law's own words as this product holds them
    /// @param holds what keeps it beyond that, or keeps the clock from starting
    public record Line(
            RetentionGroup group,
            RetentionClock.State state,
            @Nullable Instant keptUntil,
            List<String> rules,
            @Nullable String why,
            List<String> holds) {}

    List<Line> lines(OwnFiles.Standing standing, Locale locale) {
        return standing.clocks().stream().map(each -> line(each, locale)).toList();
    }

    private Line line(OwnFileClock each, Locale locale) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
        return new Line(
                each.group(),
                each.state(),
                each.keptUntil().orElse(null),
                each.rule().map(List::of).orElse(each.rules()),
                each.rule()
                        .flatMap(rule -> law.find(rule, today))
                        .map(rule -> rule.duty(locale))
                        .orElse(null),
                each.holds().stream().map(hold -> hold(hold, locale)).distinct().toList());
    }

    String hold(OwnFileHold hold, Locale locale) {
        if (hold.kind() == OwnFileHold.Kind.LEGAL_HOLD && hold.name().isEmpty()) {
            return messages.getMessage("matters.own-file.hold.by-law", null, locale);
        }
        String reason = hold.reason()
                .map(why -> messages.getMessage("matters.hold.reason." + why, null, locale))
                .orElseGet(() -> messages.getMessage("matters.own-file.hold.no-reason", null, locale));
        return messages.getMessage(
                "matters.own-file.hold." + hold.kind(),
                new Object[] {hold.name().orElse(""), reason},
                locale);
    }
}
