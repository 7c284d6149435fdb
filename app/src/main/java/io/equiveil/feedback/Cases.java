package io.equiveil.feedback;

import io.equiveil.clients.Clients;
import io.equiveil.feedback.CaseResult.Fault;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: what clients hold against the firm or want of it.
///
/// A client opens a case in its portal, or says it on the telephone and somebody writes it down. A compliance officer
/// or
/// an owner whom it is not about answers; the client agrees or does not. Nothing else closes a case: not the firm, and
/// no clock. Of whoever has no account, a person who did not answer writes the yes down.
@Service
public class Cases {

    /// Longest text, in code points.
    public static final int LONGEST = 2_000;

    /// Longest name of a caller, in code points.
    public static final int LONGEST_CALLER = 60;

    /// Cases of one client that may be open at once.
    public static final int MOST_OPEN = 20;

    private final CaseRepository cases;
    private final CaseWords words;
    private final CasePeriods periods;
    private final CaseReviewers reviewers;
    private final Clients clients;
    private final People people;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Cases(
            CaseRepository cases,
            CaseWords words,
            CasePeriods periods,
            CaseReviewers reviewers,
            Clients clients,
            People people,
            Messages messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.cases = cases;
        this.words = words;
        this.periods = periods;
        this.reviewers = reviewers;
        this.clients = clients;
        this.people = people;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A client opens a case.
    ///
    /// @param subject for whom, among those that the client acts for
    /// @param about   one of [#mayBeAbout], or nobody in particular
    public CaseResult open(
            Requester.SignedIn who, SubjectId subject, CaseKind kind, Optional<PersonId> about, Cleartext text) {
        if (!who.actsFor().contains(subject)) {
            return new CaseResult.Unknown();
        }
        if (about.filter(person -> !mayBeAbout(subject).contains(person)).isPresent()) {
            return new CaseResult.Refused(Fault.ABOUT);
        }
        return opened(who, subject, false, kind, CaseWay.PORTAL, about, text, Optional.empty());
    }

    /// Whom a client may name: those in charge of its file and those who answer cases.
    public List<PersonId> mayBeAbout(SubjectId subject) {
        Set<PersonId> all = reviewers.all();
        all.addAll(clients.inCharge(subject));
        return all.stream()
                .sorted((one, other) -> people.codeName(one).compareTo(people.codeName(other)))
                .toList();
    }

    /// What was said on the telephone, written down by a colleague.
    ///
    /// @param client the client who called; empty for somebody who is none
    /// @param caller who called, in words; needed if it is no client
    public record Call(Optional<SubjectId> client, Cleartext caller, CaseKind kind, Cleartext text) {}

    /// Writes a call down. The client, if it has an account, is told and finds it in its portal.
    public CaseResult writeDown(Requester.SignedIn who, Call call) {
        if (!who.isStaff()) {
            return new CaseResult.Unknown();
        }
        if (call.client().filter(client -> clients.find(who, client).isEmpty()).isPresent()) {
            return new CaseResult.Unknown();
        }
        String name = call.caller().revealForDisplay().strip();
        if (call.client().isEmpty() && (name.isEmpty() || length(name) > LONGEST_CALLER)) {
            return new CaseResult.Refused(Fault.CALLER);
        }
        return opened(
                who,
                call.client().orElseGet(SubjectId::random),
                call.client().isEmpty(),
                call.kind(),
                CaseWay.PHONE,
                Optional.empty(),
                call.text(),
                call.client().isEmpty() ? Optional.of(Cleartext.of(name)) : Optional.empty());
    }

    private CaseResult opened(
            Requester.SignedIn who,
            SubjectId subject,
            boolean caller,
            CaseKind kind,
            CaseWay way,
            Optional<PersonId> about,
            Cleartext text,
            Optional<Cleartext> name) {
        String said = text.revealForDisplay().strip();
        if (said.isEmpty() && (kind.needsWords() || way == CaseWay.PHONE) || length(said) > LONGEST) {
            return new CaseResult.Refused(Fault.TEXT);
        }
        long open = cases.ofSubjects(Set.of(subject)).stream()
                .filter(one -> one.state() != CaseState.CLOSED)
                .count();
        if (open >= MOST_OPEN) {
            return new CaseResult.Refused(Fault.TOO_MANY);
        }
        Instant now = now();
        CasePeriods.Period period = periods.from(kind, subject, now);
        return inOne(() -> {
            Case one = new Case(
                    CaseId.random(),
                    cases.nextNumber(),
                    kind,
                    way,
                    subject,
                    caller,
                    who.person(),
                    about,
                    CaseState.OPENED,
                    period.rule(),
                    now,
                    period.until(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    now,
                    1,
                    true);
            keep(
                    who,
                    one,
                    CaseStep.OPENED,
                    Cleartext.of(said),
                    name,
                    saying -> new CaseFacts.CaseOpened(
                            one.id(), CaseWords.address(one, saying.id()), kind, way, one.due()));
            if (way == CaseWay.PHONE) {
                tell(who, one);
            }
            return new CaseResult.Done(one.id(), one.number());
        });
    }

    /// The firm answers. The client is told that there is news, not what.
    public CaseResult answer(Requester.SignedIn who, CaseId id, Cleartext text) {
        return change(
                who,
                id,
                text,
                true,
                one -> {
                    if (!reviewers.of(one).contains(who.person())) {
                        return Optional.of(new CaseResult.Unknown());
                    }
                    if (!one.waitsForFirm()) {
                        return Optional.of(new CaseResult.Refused(Fault.NOT_NOW));
                    }
                    return one.wantsAnotherThan(who.person())
                            ? Optional.of(new CaseResult.Refused(Fault.SECOND_PERSON))
                            : Optional.empty();
                },
                (one, said) -> {
                    Case answered = one.answered(who.person(), now());
                    keep(
                            who,
                            answered,
                            CaseStep.ANSWERED,
                            said,
                            Optional.empty(),
                            saying -> new CaseFacts.CaseAnswered(one.id(), CaseWords.address(one, saying.id())));
                    tell(who, one);
                    return answered;
                });
    }

    /// The client agrees that it is settled.
    public CaseResult agree(Requester.SignedIn who, CaseId id) {
        return change(who, id, Cleartext.of(""), false, one -> objectionOfOwn(who, one), (one, said) -> {
            Case closed = one.closed(who.person(), CaseWay.PORTAL, now());
            close(who, closed, said);
            return closed;
        });
    }

    /// The client does not agree: the firm has to answer again, in the same period.
    ///
    /// @param second whether somebody else has to answer
    public CaseResult contest(Requester.SignedIn who, CaseId id, Cleartext text, boolean second) {
        return change(
                who,
                id,
                text,
                true,
                one -> objectionOfOwn(who, one)
                        .or(() -> second && !reviewers.canAnotherAnswer(one)
                                ? Optional.of(new CaseResult.Refused(Fault.SECOND_PERSON))
                                : Optional.empty()),
                (one, said) -> {
                    CasePeriods.Period again = periods.from(one.kind(), one.subject(), now());
                    Case contested = one.contested(second, again.until(), now());
                    keep(
                            who,
                            contested,
                            CaseStep.CONTESTED,
                            said,
                            Optional.empty(),
                            saying -> new CaseFacts.CaseContested(
                                    one.id(), CaseWords.address(one, saying.id()), second, again.until()));
                    return contested;
                });
    }

    /// Whoever called agreed on the telephone. Only where nobody has an account to say so, and written down by
    /// somebody who did not answer.
    ///
    /// @param text what was said; may be empty
    public CaseResult agreedOnTheTelephone(Requester.SignedIn who, CaseId id, Cleartext text) {
        return change(
                who,
                id,
                text,
                false,
                one -> {
                    if (!reviewers.of(one).contains(who.person())) {
                        return Optional.of(new CaseResult.Unknown());
                    }
                    if (one.state() != CaseState.ANSWERED) {
                        return Optional.of(new CaseResult.Refused(Fault.NOT_NOW));
                    }
                    if (!people.actingFor(one.subject()).isEmpty() || one.way() != CaseWay.PHONE) {
                        return Optional.of(new CaseResult.Refused(Fault.OWN_HAND));
                    }
                    return one.answeredBy().filter(who.person()::equals).isPresent()
                            ? Optional.of(new CaseResult.Refused(Fault.SECOND_PERSON))
                            : Optional.empty();
                },
                (one, said) -> {
                    Case closed = one.closed(who.person(), CaseWay.PHONE, now());
                    close(who, closed, said);
                    return closed;
                });
    }

    private void close(Requester.SignedIn who, Case closed, Cleartext said) {
        keep(
                who,
                closed,
                CaseStep.AGREED,
                said,
                Optional.empty(),
                saying -> new CaseFacts.CaseClosed(
                        closed.id(),
                        CaseWords.address(closed, saying.id()),
                        closed.agreed().orElseThrow()));
    }

    private static Optional<CaseResult> objectionOfOwn(Requester.SignedIn who, Case one) {
        if (!who.actsFor().contains(one.subject())) {
            return Optional.of(new CaseResult.Unknown());
        }
        return one.state() == CaseState.ANSWERED
                ? Optional.empty()
                : Optional.of(new CaseResult.Refused(Fault.NOT_NOW));
    }

    /// What is done with a case that may be changed.
    private interface Act {
        Case on(Case one, Cleartext said);
    }

    private CaseResult change(
            Requester.SignedIn who,
            CaseId id,
            Cleartext text,
            boolean wordsNeeded,
            Function<Case, Optional<CaseResult>> objection,
            Act act) {
        String said = text.revealForDisplay().strip();
        return inOne(() -> {
            Optional<Case> found = cases.locked(id);
            if (found.isEmpty()) {
                return new CaseResult.Unknown();
            }
            Case one = found.get();
            if (!one.genuine()) {
                return who.actsFor().contains(one.subject()) || reviewers.all().contains(who.person())
                        ? new CaseResult.Refused(Fault.TOUCHED)
                        : new CaseResult.Unknown();
            }
            Optional<CaseResult> no = objection.apply(one);
            if (no.isPresent()) {
                return no.get();
            }
            if (said.isEmpty() && wordsNeeded || length(said) > LONGEST) {
                return new CaseResult.Refused(Fault.TEXT);
            }
            act.on(one, Cleartext.of(said));
            return new CaseResult.Done(one.id(), one.number());
        });
    }

    private CaseResult inOne(Supplier<CaseResult> act) {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> act.get()));
        } catch (Sealer.KeyDestroyed destroyed) {
            return new CaseResult.Refused(Fault.KEY_DESTROYED);
        }
    }

    private void keep(
            Requester.SignedIn who,
            Case one,
            CaseStep step,
            Cleartext text,
            Optional<Cleartext> caller,
            Function<Saying, Recorded> fact) {
        Saying said = new Saying(UUID.randomUUID(), one.id(), step, who.person(), one.changed());
        words.seal(one, said, text, caller);
        cases.write(one, said, Entry.of(who, fact.apply(said)));
    }

    private void tell(Requester.SignedIn who, Case one) {
        people.actingFor(one.subject())
                .forEach(person -> messages.announce(
                        person,
                        Template.CASE_MOVED,
                        Map.of(),
                        Optional.of(one.id().value()),
                        who));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
