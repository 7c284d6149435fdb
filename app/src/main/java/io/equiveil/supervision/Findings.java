package io.equiveil.supervision;

import io.equiveil.controls.Controls;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.supervision.Finding.Saying;
import io.equiveil.supervision.Finding.Severity;
import io.equiveil.supervision.Finding.State;
import io.equiveil.supervision.Finding.Step;
import io.equiveil.supervision.Finding.Words;
import io.equiveil.supervision.FindingResult.Done;
import io.equiveil.supervision.FindingResult.Fault;
import io.equiveil.supervision.FindingResult.Refused;
import io.equiveil.supervision.FindingResult.Unknown;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to findings: filed by whoever audits, answered and mended by the firm, and closed by whoever filed.
///
/// Two people at every turn: whoever filed a finding neither answers nor mends it, and whoever answered does not agree
/// to the answer. Where the audit is over before its finding is closed, owner or compliance officer decide in the
/// auditor's place, never whoever of them said the last word.
@Service
public class Findings {

    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_TEXT = 2_000;
    private static final Set<Role> FILES = Set.of(Role.AUDITOR, Role.COMPLIANCE_OFFICER);
    private static final Set<Role> ANSWERS = Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER);

    private final FindingRepository findings;
    private final Controls controls;
    private final People people;
    private final Ledger ledger;
    private final Clock clock;

    Findings(FindingRepository findings, Controls controls, People people, Ledger ledger, Clock clock) {
        this.findings = findings;
        this.controls = controls;
        this.people = people;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Files a finding.
    ///
    /// @param control number of the measure that it is about
    /// @param index   the entry of the log that it is about, if it is about one
    @Transactional
    public FindingResult file(
            Requester.SignedIn who,
            String control,
            Severity severity,
            Optional<Long> index,
            Cleartext title,
            Cleartext text) {
        if (!mayFile(who)) {
            return new Unknown();
        }
        String headline = title.revealForDisplay().strip();
        if (headline.isEmpty() || headline.length() > LONGEST_TITLE) {
            return new Refused(Fault.TITLE);
        }
        if (!isSaid(text)) {
            return new Refused(Fault.TEXT);
        }
        Optional<ControlId> measure = controls.all().stream()
                .map(state -> state.measure().id())
                .filter(id -> id.value().equals(control.strip()))
                .findFirst();
        if (measure.isEmpty()) {
            return new Refused(Fault.CONTROL);
        }
        Instant now = now();
        Finding finding = new Finding(
                FindingId.random(),
                findings.nextNumber(),
                measure.get(),
                severity,
                State.FILED,
                index,
                who.person(),
                now,
                Optional.empty(),
                Optional.empty(),
                now,
                new Words(Cleartext.of(headline), List.of(said(Step.FILED, who, now, text))),
                true);
        findings.write(
                finding, Entry.of(who, new SupervisionFacts.FindingFiled(finding.id(), finding.control(), severity)));
        return new Done(finding.id());
    }

    /// The firm says what it will do, and by when.
    @Transactional
    public FindingResult answer(
            Requester.SignedIn who, FindingId id, Cleartext measure, LocalDate due, LocalDate today) {
        if (due.isBefore(today) || due.isAfter(today.plusDays(366))) {
            return new Refused(Fault.DUE);
        }
        return byTheFirm(
                who,
                id,
                State.FILED,
                measure,
                finding -> finding.with(
                        State.ANSWERED,
                        Optional.of(who.person()),
                        Optional.of(due),
                        said(Step.ANSWERED, who, now(), measure)),
                new SupervisionFacts.FindingAnswered(id, due));
    }

    /// The firm says that it is done.
    @Transactional
    public FindingResult mended(Requester.SignedIn who, FindingId id, Cleartext what) {
        return byTheFirm(
                who,
                id,
                State.ACCEPTED,
                what,
                finding -> finding.with(
                        State.MENDED, finding.answeredBy(), finding.due(), said(Step.MENDED, who, now(), what)),
                new SupervisionFacts.FindingMended(id));
    }

    private FindingResult byTheFirm(
            Requester.SignedIn who,
            FindingId id,
            State in,
            Cleartext words,
            Function<Finding, Finding> change,
            Recorded fact) {
        Optional<Finding> found = findings.locked(id).filter(finding -> maySee(who, finding));
        if (found.isEmpty() || Collections.disjoint(who.roles(), ANSWERS)) {
            return new Unknown();
        }
        Finding finding = found.get();
        Optional<Fault> fault = !finding.genuine()
                ? Optional.of(Fault.TOUCHED)
                : finding.state() != in
                        ? Optional.of(Fault.NOT_NOW)
                        : finding.filedBy().equals(who.person())
                                ? Optional.of(Fault.SECOND_PERSON)
                                : isSaid(words) ? Optional.empty() : Optional.of(Fault.TEXT);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        findings.write(change.apply(finding), Entry.of(who, fact));
        return new Done(id);
    }

    /// Agrees to what the firm said last, or says why not. Agreeing to the answer lets the firm begin, agreeing that
    /// it is done closes the finding; a no leads back.
    ///
    /// @param why may be blank when agreeing
    @Transactional
    public FindingResult decide(Requester.SignedIn who, FindingId id, boolean agreed, Cleartext why) {
        Optional<Finding> found = findings.locked(id).filter(finding -> maySee(who, finding));
        if (found.isEmpty()) {
            return new Unknown();
        }
        Finding finding = found.get();
        if (!finding.genuine()) {
            return new Refused(Fault.TOUCHED);
        }
        if (finding.state() != State.ANSWERED && finding.state() != State.MENDED) {
            return new Refused(Fault.NOT_NOW);
        }
        if (!decides(who, finding)) {
            return new Refused(Fault.SECOND_PERSON);
        }
        if (!agreed && !isSaid(why) || why.revealForDisplay().length() > LONGEST_TEXT) {
            return new Refused(Fault.TEXT);
        }
        boolean answer = finding.state() == State.ANSWERED;
        State next = answer ? (agreed ? State.ACCEPTED : State.FILED) : agreed ? State.CLOSED : State.ACCEPTED;
        findings.write(
                finding.with(
                        next,
                        finding.answeredBy(),
                        next == State.FILED ? Optional.empty() : finding.due(),
                        said(agreed ? Step.AGREED : Step.REJECTED, who, now(), why)),
                Entry.of(who, new SupervisionFacts.FindingDecided(id, agreed, next)));
        return new Done(id);
    }

    /// What this person may know of, what is open first: all for those who answer, one's own for an auditor.
    public List<Finding> of(Requester.SignedIn who) {
        if (!Collections.disjoint(who.roles(), ANSWERS)) {
            return findings.all(Optional.empty());
        }
        return mayFile(who) ? findings.all(Optional.of(who.person())) : List.of();
    }

    /// One finding with its words. Reading is recorded first.
    ///
    /// @return empty if there is none for this person, or the log cannot record that somebody reads
    public Optional<Finding> read(Requester.SignedIn who, FindingId id) {
        return findings.find(id)
                .filter(finding -> maySee(who, finding))
                .filter(_ -> ledger.record(who, new SupervisionFacts.FindingRead(id)) instanceof Recording.Done);
    }

    /// Whether this person may answer now.
    public boolean mayAnswer(Requester.SignedIn who, Finding finding) {
        return finding.state() == State.FILED && isOfTheFirm(who, finding);
    }

    /// Whether this person may say now that it is done.
    public boolean mayMend(Requester.SignedIn who, Finding finding) {
        return finding.state() == State.ACCEPTED && isOfTheFirm(who, finding);
    }

    private static boolean isOfTheFirm(Requester.SignedIn who, Finding finding) {
        return finding.genuine()
                && !Collections.disjoint(who.roles(), ANSWERS)
                && !finding.filedBy().equals(who.person());
    }

    /// Whether this person may agree now to what the firm said.
    public boolean mayDecide(Requester.SignedIn who, Finding finding) {
        return finding.genuine()
                && (finding.state() == State.ANSWERED || finding.state() == State.MENDED)
                && decides(who, finding);
    }

    /// Every finding, for checks that show none.
    List<Finding> all() {
        return findings.all(Optional.empty());
    }

    /// Whether this person may file a finding.
    public static boolean mayFile(Requester.SignedIn who) {
        return !Collections.disjoint(who.roles(), FILES);
    }

    private boolean decides(Requester.SignedIn who, Finding finding) {
        boolean gone = people.find(finding.filedBy())
                .filter(person -> person.letsInAt(clock.instant()))
                .isEmpty();
        boolean anotherSaid = finding.words().said().stream()
                .reduce((_, later) -> later)
                .filter(last -> !last.by().equals(who.person()))
                .isPresent();
        return finding.filedBy().equals(who.person())
                || gone && anotherSaid && !Collections.disjoint(who.roles(), ANSWERS);
    }

    private static boolean maySee(Requester.SignedIn who, Finding finding) {
        return !Collections.disjoint(who.roles(), ANSWERS)
                || mayFile(who) && finding.filedBy().equals(who.person());
    }

    private static boolean isSaid(Cleartext text) {
        String words = text.revealForDisplay();
        return !words.isBlank() && words.length() <= LONGEST_TEXT;
    }

    private static Saying said(Step step, Requester.SignedIn who, Instant at, Cleartext text) {
        return new Saying(
                step, who.person(), at, Cleartext.of(text.revealForDisplay().strip()));
    }

    /// What the columns keep, and the sealed words as well.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
