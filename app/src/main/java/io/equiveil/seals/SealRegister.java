package io.equiveil.seals;

import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.nda.AgreementFilter;
import io.equiveil.nda.AgreementQuery;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.seals.SealResult.Fault;
import io.equiveil.seals.SealUse.Paper;
import io.equiveil.seals.SealUse.Seal;
import io.equiveil.seals.SealUse.State;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: the register of uses of the firm's seals.
///
/// Whoever needs a seal asks; a second person agrees; whoever keeps the seal writes down that it was used, and how
/// often. Whoever asked does neither. An approval is good for seven days.
@Service
public class SealRegister {

    /// Lines of one page.
    public static final int PAGE = 50;

    static final Set<Role> DECIDES = Set.of(Role.OWNER, Role.DEPARTMENT_HEAD, Role.COMPLIANCE_OFFICER);
    private static final Set<Role> SEES_ALL =
            Set.of(Role.OWNER, Role.DEPARTMENT_HEAD, Role.COMPLIANCE_OFFICER, Role.AUDITOR);

    private final SealRepository uses;
    private final Agreements agreements;
    private final Rights rights;
    private final Clock clock;

    SealRegister(SealRepository uses, Agreements agreements, Rights rights, Clock clock) {
        this.uses = uses;
        this.agreements = agreements;
        this.rights = rights;
        this.clock = clock;
    }

    /// Asks for a seal.
    ///
    /// @param number for an agreement its number, of one that whoever asks may know of; for other papers left empty
    /// @param copies 1 to 99
    @Transactional
    public SealResult ask(Requester.SignedIn who, Seal seal, Paper paper, String number, int copies) {
        if (copies < 1 || copies > 99) {
            return new SealResult.Refused(Fault.COPIES);
        }
        Optional<AgreementId> agreement = paper == Paper.AGREEMENT ? agreement(who, number) : Optional.empty();
        if (paper == Paper.AGREEMENT && agreement.isEmpty()) {
            return new SealResult.Refused(Fault.AGREEMENT);
        }
        SealUse use = new SealUse(
                SealUseId.random(),
                seal,
                paper,
                agreement,
                copies,
                Optional.empty(),
                State.ASKED,
                who.person(),
                now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
        uses.write(
                use, Entry.of(who, new SealFacts.SealAsked(use.id(), seal, paper, agreement, copies, matterOf(use))));
        return new SealResult.Done(use.id());
    }

    private Optional<AgreementId> agreement(Requester.SignedIn who, String number) {
        return AgreementQuery.number(number)
                .map(digits -> agreements
                        .list(
                                who,
                                new AgreementQuery(
                                        AgreementFilter.ALL, Optional.empty(), Optional.of(digits), Optional.empty()))
                        .agreements())
                .filter(found -> found.size() == 1)
                .map(found -> found.getFirst().id());
    }

    /// Agrees, or does not: the owner, a department head or the compliance officer, or in time the deputy of one, and
    /// never whoever asked.
    @Transactional
    public SealResult decide(Requester.SignedIn who, SealUseId id, boolean approved) {
        Optional<SealUse> asked = uses.locked(id).filter(SealUse::genuine);
        Optional<Right> deputy = asked.flatMap(use -> right(who, use)).filter(right -> !right.isOwn());
        if (asked.isPresent() && deputy.isPresent()) {
            uses.write(
                    asked.get().decided(approved ? State.APPROVED : State.REFUSED, who.person(), now()),
                    Entry.of(who, new SealFacts.SealDecided(id, approved, matterOf(asked.get()))));
            rights.used(who, deputy.get(), ApprovalKind.SEAL, new ApprovalId(id.value()));
            return new SealResult.Done(id);
        }
        return change(
                who,
                id,
                use -> use.state() != State.ASKED
                        ? Optional.of(Fault.NOT_NOW)
                        : use.askedBy().equals(who.person()) ? Optional.of(Fault.SECOND_PERSON) : Optional.empty(),
                use -> use.decided(approved ? State.APPROVED : State.REFUSED, who.person(), now()),
                matter -> new SealFacts.SealDecided(id, approved, matter),
                DECIDES);
    }

    /// Writes down that the seal was put on the paper; whoever keeps it does so, not whoever asked.
    ///
    /// @param imprints how often, seams included; 1 to 999
    @Transactional
    public SealResult use(Requester.SignedIn who, SealUseId id, int imprints) {
        if (imprints < 1 || imprints > 999) {
            return new SealResult.Refused(Fault.IMPRINTS);
        }
        return change(
                who,
                id,
                use -> use.state() != State.APPROVED
                        ? Optional.of(Fault.NOT_NOW)
                        : use.lapsedAt(clock.instant())
                                ? Optional.of(Fault.LAPSED)
                                : use.askedBy().equals(who.person())
                                        ? Optional.of(Fault.SECOND_PERSON)
                                        : Optional.empty(),
                use -> use.used(imprints, who.person(), now()),
                matter -> new SealFacts.SealUsed(id, imprints, matter),
                DECIDES);
    }

    private Optional<MatterId> matterOf(SealUse use) {
        return use.agreement().flatMap(agreements::matterOf);
    }

    /// Whoever asked does not need it any more. An approval that lapsed can also be cleared away by whoever decides.
    @Transactional
    public SealResult withdraw(Requester.SignedIn who, SealUseId id) {
        return change(
                who,
                id,
                use -> mayWithdraw(who, use) ? Optional.empty() : Optional.of(Fault.NOT_NOW),
                use -> use.withdrawn(),
                matter -> new SealFacts.SealWithdrawn(id, matter),
                Set.of());
    }

    private SealResult change(
            Requester.SignedIn who,
            SealUseId id,
            Function<SealUse, Optional<Fault>> why,
            Function<SealUse, SealUse> change,
            Function<Optional<MatterId>, Recorded> fact,
            Set<Role> roles) {
        Optional<SealUse> found = uses.locked(id).filter(use -> maySee(who, use));
        if (found.isEmpty() || !roles.isEmpty() && Collections.disjoint(who.roles(), roles)) {
            return new SealResult.Unknown();
        }
        if (!found.get().genuine()) {
            return new SealResult.Refused(Fault.TOUCHED);
        }
        Optional<Fault> fault = why.apply(found.get());
        if (fault.isPresent()) {
            return new SealResult.Refused(fault.get());
        }
        uses.write(change.apply(found.get()), Entry.of(who, fact.apply(matterOf(found.get()))));
        return new SealResult.Done(id);
    }

    /// Lines of the register, newest first: all of them for whoever decides or audits, the own ones for others.
    ///
    /// @param onlyOpen only what waits for a decision or for its use; an approval that lapsed waits for nothing
    public List<SealUse> page(Requester.SignedIn who, boolean onlyOpen, Instant before) {
        return auditable(who, readPage(who, onlyOpen, before));
    }

    /// An auditor sees what was asked for in the time of the invitation, and only if it covers all matters: a line may
    /// be about an agreement of any of them.
    private static List<SealUse> auditable(Requester.SignedIn who, List<SealUse> found) {
        return found.stream().filter(use -> isAuditable(who, use)).toList();
    }

    private static boolean isAuditable(Requester.SignedIn who, SealUse use) {
        return !who.has(Role.AUDITOR)
                || who.audits(use.askedAt())
                        && who.scope().filter(AuditScope::everyMatter).isPresent();
    }

    private List<SealUse> readPage(Requester.SignedIn who, boolean onlyOpen, Instant before) {
        return uses.page(
                seesAll(who) ? Optional.empty() : Optional.of(who.person()),
                onlyOpen ? Optional.of(clock.instant()) : Optional.empty(),
                before,
                PAGE);
    }

    /// One line, for whoever decides or audits, and for whoever asked.
    public Optional<SealUse> find(Requester.SignedIn who, SealUseId id) {
        return uses.find(id).filter(use -> maySee(who, use) && isAuditable(who, use));
    }

    /// What waits for this person's decision, the longest waiting first; at most [#PAGE] of them.
    public List<SealUse> toDecide(Requester.SignedIn who) {
        return Collections.disjoint(who.roles(), DECIDES)
                ? List.of()
                : uses.asked(who.person(), PAGE).stream()
                        .filter(use -> mayDecide(who, use))
                        .toList();
    }

    /// In whose right this person may decide about a line now.
    Optional<Right> right(Requester.SignedIn who, SealUse use) {
        return use.state() != State.ASKED
                ? Optional.empty()
                : rights.of(who, use.askedAt(), Optional.empty()).stream()
                        .filter(right -> right.isOfOne(DECIDES) && right.isApartFrom(use.askedBy()))
                        .findFirst();
    }

    /// What waits for anybody's decision, the longest waiting first; at most [#PAGE] of them.
    List<SealUse> asked() {
        return uses.asked(PAGE).stream().filter(SealUse::genuine).toList();
    }

    /// Whether this person may decide about a line now, in its own right.
    public boolean mayDecide(Requester.SignedIn who, SealUse use) {
        return use.genuine()
                && use.state() == State.ASKED
                && !use.askedBy().equals(who.person())
                && !Collections.disjoint(who.roles(), DECIDES);
    }

    /// Whether this person may write down the use of a line now.
    public boolean mayUse(Requester.SignedIn who, SealUse use) {
        return use.genuine()
                && use.state() == State.APPROVED
                && !use.lapsedAt(clock.instant())
                && !use.askedBy().equals(who.person())
                && !Collections.disjoint(who.roles(), DECIDES);
    }

    /// Whether this person may take a request back now: its own, or one that nobody used in time.
    public boolean mayWithdraw(Requester.SignedIn who, SealUse use) {
        boolean own = use.askedBy().equals(who.person());
        return use.genuine()
                && switch (use.state()) {
                    case ASKED -> own;
                    case APPROVED ->
                        own || use.lapsedAt(clock.instant()) && !Collections.disjoint(who.roles(), DECIDES);
                    case REFUSED, WITHDRAWN, USED -> false;
                };
    }

    /// The number of the agreement that a line is about, as people say it.
    public static Optional<String> numberOf(SealUse use) {
        return use.agreement().map(AgreementSummary::numberOf);
    }

    private static boolean maySee(Requester.SignedIn who, SealUse use) {
        return seesAll(who) || use.askedBy().equals(who.person());
    }

    private static boolean seesAll(Requester.SignedIn who) {
        return !Collections.disjoint(who.roles(), SEES_ALL);
    }

    /// What the columns keep.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
