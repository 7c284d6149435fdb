package io.equiveil.matters;

import io.equiveil.frame.Display;
import io.equiveil.identity.Department;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.spi.Duty;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The open matters that somebody of the firm has to do with, with what comes next in each. Asks as many questions for
/// two hundred matters as for one.
@Component
class Board {

    private static final Comparator<BoardCard> NEXT_DATE_FIRST = Comparator.comparing(
                    (BoardCard card) -> card.due().orElse(LocalDate.MAX))
            .thenComparing(card -> card.matter().openedAt(), Comparator.reverseOrder());

    private final Involvement involvement;
    private final Summaries summaries;
    private final Stages stages;
    private final Duties duties;
    private final People people;
    private final Clock clock;

    Board(Involvement involvement, Summaries summaries, Stages stages, Duties duties, People people, Clock clock) {
        this.involvement = involvement;
        this.summaries = summaries;
        this.stages = stages;
        this.duties = duties;
        this.people = people;
        this.clock = clock;
    }

    /// Those with a date first, the earliest on top.
    List<BoardCard> cards(Requester.SignedIn who, Whose whose) {
        List<MatterRow> rows = involvement.openRows(who);
        List<MatterSummary> matters = summaries.of(rows);
        Map<MatterId, Matters.NextStage> next = stages.next(rows);
        Map<MatterId, List<Duty>> steps = duties.of(matters);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
        return only(
                who,
                whose,
                matters.stream()
                        .map(matter -> card(
                                matter,
                                Optional.ofNullable(next.get(matter.id())),
                                steps.getOrDefault(matter.id(), List.of()),
                                today))
                        .sorted(NEXT_DATE_FIRST)
                        .toList());
    }

    private List<BoardCard> only(Requester.SignedIn who, Whose whose, List<BoardCard> cards) {
        return switch (whose) {
            case ALL -> cards;
            case MINE ->
                cards.stream().filter(card -> isLed(card, who.person())).toList();
            case DEPARTMENT -> {
                Map<PersonId, Department> departments = people.colleagues().stream()
                        .filter(person -> person.department().isPresent())
                        .collect(Collectors.toMap(
                                Person::id, person -> person.department().orElseThrow()));
                Department own = departments.get(who.person());
                yield cards.stream()
                        .filter(card -> isLed(card, who.person())
                                || own != null
                                        && card.lead()
                                                .map(departments::get)
                                                .filter(lead -> Objects.equals(own, lead))
                                                .isPresent())
                        .toList();
            }
        };
    }

    private static boolean isLed(BoardCard card, PersonId person) {
        return card.lead().filter(person::equals).isPresent();
    }

    static BoardCard card(MatterSummary matter, Optional<Matters.NextStage> next, List<Duty> duties, LocalDate today) {
        Optional<Blocker> obstacle = next.flatMap(stage -> stage.blockers().stream()
                .filter(blocker -> blocker != Blocker.STEPS_OPEN)
                .findFirst());
        Optional<Duty> step = duties.stream()
                .filter(duty -> !duty.isDone() && duty.due().isPresent())
                .min(Comparator.comparing(duty -> duty.due().orElseThrow()))
                .or(() -> duties.stream()
                        .filter(duty -> !duty.isDone() && duty.stage() == matter.stage())
                        .findFirst());
        BoardCard card = new BoardCard(
                matter,
                next.map(Matters.NextStage::stage),
                obstacle,
                step,
                step.filter(duty -> duty.isLate(today)).isPresent(),
                obstacle.map(Waiting::about).orElse(Waiting.US),
                Optional.empty());
        Optional<PersonId> named = obstacle.isPresent() ? Optional.empty() : step.flatMap(Duty::responsible);
        return new BoardCard(matter, card.to(), obstacle, step, card.late(), card.waiting(), named.or(card::lead));
    }
}
