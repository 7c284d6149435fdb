package io.equiveil.transfers;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.frame.Display;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.law.Due;
import io.equiveil.law.Law;
import io.equiveil.matters.MatterSummary;
import io.equiveil.transfers.Checklist.Deadline;
import io.equiveil.transfers.Checklist.Step;
import io.equiveil.transfers.Shareholder.Standing;
import io.equiveil.transfers.ShareholderRepository.PreemptionRow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Puts the legal steps of a matter together: which it needs, by when by the law of the day, and how they
/// stand.
@Component
class Checklists {

    private static final String TIME_TO_ANSWER = "DL-PREEMPT";

    private final StepRules rules;
    private final StepRepository steps;
    private final ShareholderRepository shareholders;
    private final Clients clients;
    private final DataRoom room;
    private final Law law;
    private final Clock clock;

    Checklists(
            StepRules rules,
            StepRepository steps,
            ShareholderRepository shareholders,
            Clients clients,
            DataRoom room,
            Law law,
            Clock clock) {
        this.rules = rules;
        this.steps = steps;
        this.shareholders = shareholders;
        this.clients = clients;
        this.room = room;
        this.law = law;
        this.clock = clock;
    }

    Checklist of(MatterSummary matter) {
        Map<TransferStep, List<DocumentId>> documents = steps.documents(matter.id());
        return Objects.requireNonNull(withoutDocuments(List.of(matter)).get(matter.id()))
                .with(step -> step.with(present(matter.id(), documents.getOrDefault(step.step(), List.of()))));
    }

    /// The checklists of many matters at once, without the documents that show that steps were done.
    Map<MatterId, Checklist> withoutDocuments(Collection<MatterSummary> matters) {
        List<MatterId> ids = matters.stream().map(MatterSummary::id).toList();
        Map<MatterId, Map<TransferStep, StepRow>> touched = steps.of(ids);
        Map<MatterId, List<ShareholderRow>> others = shareholders.of(ids);
        Map<MatterId, PreemptionRow> preemptions = shareholders.preemptions(ids);
        Map<SubjectId, ClientKind> sellers = clients.kinds(
                matters.stream().flatMap(matter -> matter.seller().stream()).toList());
        LocalDate today = today();
        return matters.stream().collect(Collectors.toMap(MatterSummary::id, matter -> {
            MatterId id = matter.id();
            Map<TransferStep, StepRow> rows = touched.getOrDefault(id, Map.of());
            List<Shareholder> asked = others.getOrDefault(id, List.of()).stream()
                    .map(row -> shareholder(row, today))
                    .toList();
            Preemption preemption = Optional.ofNullable(preemptions.get(id))
                    .map(PreemptionRow::preemption)
                    .orElse(Preemption.STATUTORY);
            ClientKind seller = matter.seller().map(sellers::get).orElse(ClientKind.PERSON);
            return new Checklist(
                    id,
                    preemption,
                    rules.of(matter.form(), seller).stream()
                            .map(rule -> step(
                                    rule,
                                    rows.getOrDefault(rule.step(), StepRow.untouched(id, rule.step())),
                                    deadline(rule, rows, asked),
                                    List.of(),
                                    preemption))
                            .toList(),
                    asked);
        }));
    }

    /// What the seller is decides about taxes; a matter without a seller is treated as a person's, which asks
    /// for more.
    ClientKind sellerOf(MatterSummary matter) {
        return matter.seller().flatMap(clients::find).map(ClientFile::kind).orElse(ClientKind.PERSON);
    }

    private static Step step(
            StepRule rule, StepRow row, Optional<Deadline> byLaw, List<DocumentId> documents, Preemption preemption) {
        Optional<Deadline> agreed = row.due().map(day -> new Deadline(day, Optional.empty(), true));
        Optional<Deadline> first = agreed.filter(day ->
                        byLaw.filter(law -> law.day().isBefore(day.day())).isEmpty())
                .or(() -> byLaw);
        return new Step(
                rule.step(),
                rule.stage(),
                rule.rules(),
                first,
                row.responsible(),
                row.done(),
                row.doneBy(),
                needsDocument(rule, preemption),
                documents);
    }

    /// Proof of the notice is asked for where there is a notice, and the articles where they decide.
    static boolean needsDocument(StepRule rule, Preemption preemption) {
        if (rule.step() != TransferStep.SHAREHOLDERS_NOTIFIED) {
            return rule.documentRequired();
        }
        return switch (preemption.basis()) {
            case STATUTORY, ARTICLES_DIFFER -> true;
            case BETWEEN_SHAREHOLDERS, SOLE_SHAREHOLDER -> false;
        };
    }

    private List<DocumentId> present(MatterId matter, List<DocumentId> documents) {
        return documents.stream().filter(each -> room.holds(matter, each)).toList();
    }

    /// The law's own deadline, once its clock runs.
    private Optional<Deadline> deadline(StepRule rule, Map<TransferStep, StepRow> touched, List<Shareholder> others) {
        if (rule.step() == TransferStep.SHAREHOLDERS_ANSWERED) {
            return others.stream()
                    .filter(other -> other.answerBy().isPresent())
                    .max(Comparator.comparing(other -> other.answerBy().orElseThrow()))
                    .map(last ->
                            new Deadline(last.answerBy().orElseThrow(), Optional.of(TIME_TO_ANSWER), last.certain()));
        }
        return rule.deadline()
                .flatMap(citation -> rule.after()
                        .map(touched::get)
                        .flatMap(StepRow::done)
                        .map(day -> law.due(citation, day))
                        .map(due -> new Deadline(due.lastDay(), Optional.of(citation), due.certain())));
    }

    List<Shareholder> shareholders(MatterId matter) {
        LocalDate today = today();
        return shareholders.of(matter).stream()
                .map(row -> shareholder(row, today))
                .toList();
    }

    private Shareholder shareholder(ShareholderRow row, LocalDate today) {
        Optional<Due> due = row.received().map(day -> law.due(TIME_TO_ANSWER, day));
        return new Shareholder(
                row.id(),
                row.sent(),
                row.received(),
                due.map(Due::lastDay),
                due.map(Due::certain).orElse(true),
                row.replied(),
                standing(row, due, today));
    }

    /// Silence is waiver, once the last day is over; a day that may still move is waited for as well.
    private static Standing standing(ShareholderRow row, Optional<Due> due, LocalDate today) {
        if (row.reply().isPresent()) {
            return switch (row.reply().get()) {
                case WAIVES -> Standing.WAIVED;
                case EXERCISES -> Standing.EXERCISES;
            };
        }
        if (row.sent().isEmpty()) {
            return Standing.NOT_NOTIFIED;
        }
        return due.map(last -> today.isAfter(last.lastDay()) ? Standing.SILENT : Standing.MAY_ANSWER)
                .orElse(Standing.SENT);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }
}
