package io.equiveil.matters.web;

import io.equiveil.frame.Display;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.BoardCard;
import io.equiveil.matters.ListSetting;
import io.equiveil.matters.ListView;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Waiting;
import io.equiveil.matters.Whose;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// The open matters as a list or as a board, in words.
@Component
class BoardPages {

    private final Matters matters;
    private final People people;
    private final Display display;
    private final MessageSource messages;

    BoardPages(Matters matters, People people, Display display, MessageSource messages) {
        this.matters = matters;
        this.people = people;
        this.display = display;
        this.messages = messages;
    }

    /// A matter as it is read.
    ///
    /// @param next    what comes next
    /// @param nextAt  the page where that is done
    /// @param dated   what has the next date, if that is something else
    /// @param due     the next date
    /// @param waiting for whom it waits
    /// @param lead    code name of who leads it
    record Line(
            BoardCard card,
            String next,
            String nextAt,
            @Nullable String dated,
            @Nullable String due,
            String waiting,
            String lead) {}

    /// A stage with the matters that stand in it.
    record Column(MatterStage stage, List<Line> lines) {

        public boolean isEmpty() {
            return lines.isEmpty();
        }
    }

    ModelAndView page(Requester.SignedIn who, ListSetting shown, Locale locale) {
        Map<PersonId, String> names = people.colleagues().stream()
                .filter(person -> person.codeName().isPresent())
                .collect(
                        Collectors.toMap(Person::id, person -> person.codeName().orElseThrow()));
        List<Line> lines = matters.board(who, shown.whose()).stream()
                .map(card -> line(card, names, locale))
                .toList();
        return new ModelAndView(shown.view() == ListView.BOARD ? "matters/board" : "matters/index")
                .addObject("lines", lines)
                .addObject("columns", columns(lines))
                .addObject("shown", shown)
                .addObject("views", ListView.values())
                .addObject("whoses", Whose.values());
    }

    private static List<Column> columns(List<Line> lines) {
        Map<MatterStage, List<Line>> byStage = lines.stream()
                .collect(Collectors.groupingBy(line -> line.card().matter().stage()));
        return Arrays.stream(MatterStage.values())
                .filter(stage -> stage != MatterStage.CLOSED && stage != MatterStage.ABANDONED)
                .map(stage -> new Column(stage, byStage.getOrDefault(stage, List.of())))
                .toList();
    }

    private Line line(BoardCard card, Map<PersonId, String> names, Locale locale) {
        String page = "/matters/" + card.matter().id();
        Optional<String> step = card.step().map(duty -> text(duty.messageKey(), locale));
        String next = card.obstacle()
                .map(blocker -> text("matters.board.next." + blocker, locale))
                .or(() -> step)
                .or(() -> card.to().map(stage -> text("matters.show.advance", locale, stageName(stage, locale))))
                .orElseGet(() -> text("matters.board.next.close", locale));
        boolean isStep = card.obstacle().isEmpty() && step.isPresent();
        return new Line(
                card,
                next,
                isStep ? card.step().orElseThrow().path() : page,
                isStep || card.due().isEmpty() ? null : step.orElse(null),
                card.due().map(display::date).orElse(null),
                waiting(card, names, locale),
                name(card.lead(), names, locale));
    }

    private String waiting(BoardCard card, Map<PersonId, String> names, Locale locale) {
        return card.waiting() == Waiting.US
                ? text("matters.board.waits", locale, name(card.whose(), names, locale))
                : text("matters.board.waits." + card.waiting(), locale);
    }

    private String name(Optional<PersonId> person, Map<PersonId, String> names, Locale locale) {
        return person.map(names::get).orElseGet(() -> text("matters.board.nobody", locale));
    }

    private String stageName(MatterStage stage, Locale locale) {
        return text("matters.stage." + stage, locale);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
