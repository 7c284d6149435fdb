package io.equiveil.consent;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: notices as shown, answers to them, other legal bases, and taking an answer back.
///
/// For other rooms:
///
/// - A contract that makes handling lawful: [#note] with [BasisNote#contract]; its end: [#end].
/// - A named buyer: serve the notice `buyer-disclosure` with the buyer as [RecipientId] and its name
///   ([ServeNotice#named]), then [#answer] per question. The gate lets this buyer see what the consent names.
/// - Whether something stands: [#stands]. Only for screens; the gate asks for itself.
///
/// Guarantees: no consent before its notice; nothing is overwritten; a withdrawal raises the epochs of the subject and
/// the owner in the same transaction, so that no release that was decided before it can be recorded after it.
@Service
public class Consents {

    static final RecordType NAMED = new RecordType("consent.named_notice");

    private final ConsentRepository records;
    private final NoticeCatalogue notices;
    private final OwnerSeals seals;
    private final Standing standing;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Sealer sealer;
    private final Clock clock;

    Consents(
            ConsentRepository records,
            NoticeCatalogue notices,
            OwnerSeals seals,
            Standing standing,
            Ledger ledger,
            GateRows gateRows,
            Sealer sealer,
            Clock clock) {
        this.records = records;
        this.notices = notices;
        this.seals = seals;
        this.standing = standing;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// The current version of every notice.
    public List<Notice> notices(NoticeLanguage language) {
        return notices.all(language);
    }

    /// The current version of one notice.
    public Optional<Notice> notice(String id, NoticeLanguage language) {
        return notices.find(id, language);
    }

    /// Records that a notice was shown, with its words.
    @Transactional
    public ServeResult serve(Requester who, ServeNotice request) {
        Optional<Notice> found = notices.find(request.notice(), request.language());
        if (found.isEmpty()) {
            return new ServeResult.UnknownNotice();
        }
        Notice notice = found.get();
        if (!mayAct(who, request.owner(), request.subject())) {
            return new ServeResult.NotYours();
        }
        if (notice.named() != request.recipient().isPresent()
                || notice.named() != request.named().containsKey("recipientName")) {
            return new ServeResult.RecipientMissing();
        }
        if (!notices.handlerNamed()) {
            return new ServeResult.HandlerUnnamed();
        }
        if (!notice.contentHash().equals(request.shown())) {
            return new ServeResult.Changed(notice);
        }
        ServedNotice served = new ServedNotice(
                ServedNoticeId.random(),
                request.owner(),
                request.subject(),
                request.recipient(),
                notice.id(),
                notice.version(),
                notice.language(),
                notice.contentHash(),
                notice.content(),
                request.means(),
                person(who),
                clock.instant());
        var receipt = ledger.append(Entry.of(
                        who,
                        new NoticeServed(
                                served.id(),
                                served.subject(),
                                served.owner(),
                                served.recipient(),
                                served.contentHash(),
                                served.means(),
                                served.at()))
                .about("consent.served_notices/" + served.id(), 1));
        records.keepText(notice, served.content(), served.contentHash(), notices.firmVersion(), served.at());
        records.add(served, receipt.leafHash(), gateRows.mac(OwnerSeals.row(served, receipt.leafHash())));
        if (!request.named().isEmpty()) {
            Map<String, Cleartext> masks = new HashMap<>();
            request.named().keySet().forEach(field -> masks.put(field, Cleartext.of("***")));
            sealer.seal(namedAt(served), request.named(), masks);
        }
        return new ServeResult.Served(served);
    }

    /// Records an answer to one question of a notice that was served: one answer, one purpose.
    @Transactional
    public AnswerResult answer(Requester who, Answer answer) {
        Optional<ServedNotice> found = genuineNotice(answer.notice());
        if (found.isEmpty()) {
            return new AnswerResult.NoticeNotServed();
        }
        ServedNotice served = found.get();
        if (!mayAnswer(who, served.owner(), served.subject(), answer.means())) {
            return new AnswerResult.NotYours();
        }
        Optional<Notice.Item> asked = notices.find(served.notice(), served.language())
                .filter(notice -> notice.version() == served.noticeVersion())
                .flatMap(notice -> notice.item(answer.item()));
        if (asked.isEmpty()) {
            return new AnswerResult.UnknownItem();
        }
        Notice.Item item = asked.get();
        if (answer.yes() && !answer.kind().suffices(item.kind())) {
            return new AnswerResult.FormTooWeak(item.kind());
        }
        records.lock(served.owner());
        ConsentRecord blank = new ConsentRecord(
                ConsentRecordId.random(),
                1,
                served.owner(),
                served.subject(),
                item.purpose(),
                served.recipient(),
                LegalBasis.CONSENT,
                Optional.of(answer.yes() ? answer.kind() : item.kind()),
                item.classes(),
                answer.yes() ? ConsentState.GIVEN : ConsentState.REFUSED,
                Optional.of(served.id()),
                Optional.of(item.name()),
                List.of(LegalBasis.CONSENT.ruleId()),
                Optional.empty(),
                Optional.of(answer.means()),
                person(who),
                clock.instant(),
                answer.yes() ? answer.until() : Optional.empty());
        Optional<ConsentRecord> before = sameQuestion(blank);
        if (!answer.yes() && before.filter(ConsentRecord::isWithdrawable).isPresent()) {
            return new AnswerResult.Answered(takeBack(who, before.get(), answer.means()));
        }
        ConsentRecord state = before.map(earlier -> following(earlier, blank)).orElse(blank);
        seals.add(who, state, answered(state, served.id(), answer.means()));
        return new AnswerResult.Answered(state);
    }

    /// Takes a consent back. As many steps as giving it: one.
    @Transactional
    public WithdrawResult withdraw(Requester who, ConsentRecordId id, Means means) {
        List<ConsentRecord> states = records.history(id);
        if (states.isEmpty()) {
            return new WithdrawResult.NotYours();
        }
        ConsentRecord first = states.getLast();
        if (!mayAnswer(who, first.owner(), first.subject(), means)) {
            return new WithdrawResult.NotYours();
        }
        if (first.basis() != LegalBasis.CONSENT) {
            return new WithdrawResult.NotByConsent(first.basis());
        }
        records.lock(first.owner());
        // Read again under the lock: somebody may have answered meanwhile.
        ConsentRecord present = records.history(id).getLast();
        if (!present.isWithdrawable()) {
            return new WithdrawResult.NothingToWithdraw();
        }
        ConsentRecord withdrawn = takeBack(who, present, means);
        List<ConsentRecord> remaining = records.present(List.of(present.owner())).stream()
                .filter(record -> record.subject().equals(present.subject()))
                .filter(record -> record.purpose() == present.purpose())
                .filter(record -> record.standsAt(clock.instant()))
                .toList();
        return new WithdrawResult.Withdrawn(withdrawn, remaining);
    }

    /// Records another basis than consent, one record per purpose. Repeating it renews what is there.
    @Transactional
    public BasisResult note(Requester who, BasisNote note) {
        Optional<ServedNotice> told = latestNotice(note.subject());
        boolean firstContact = note.basis() == LegalBasis.CONCLUDING_CONTRACT
                && note.purposes().equals(Set.of(Purpose.CONTACT));
        if (told.isEmpty() && !firstContact) {
            return new BasisResult.NoticeNotServed();
        }
        records.lock(note.owner());
        List<ConsentRecord> noted = new ArrayList<>();
        for (Purpose purpose : EnumSet.copyOf(note.purposes())) {
            List<String> rules = new ArrayList<>(List.of(note.basis().ruleId()));
            rules.addAll(note.rules());
            ConsentRecord blank = new ConsentRecord(
                    ConsentRecordId.random(),
                    1,
                    note.owner(),
                    note.subject(),
                    purpose,
                    note.recipient(),
                    note.basis(),
                    Optional.empty(),
                    note.classes(),
                    ConsentState.RECORDED,
                    told.map(ServedNotice::id),
                    Optional.empty(),
                    rules,
                    note.agreement(),
                    Optional.empty(),
                    person(who),
                    clock.instant(),
                    note.until());
            ConsentRecord state = sameQuestion(blank)
                    .map(earlier -> following(earlier, blank))
                    .orElse(blank);
            seals.add(
                    who,
                    state,
                    new ConsentChanged.BasisRecorded(
                            state.id(),
                            state.subject(),
                            state.owner(),
                            purpose,
                            state.recipient(),
                            state.basis(),
                            state.classes(),
                            state.agreement(),
                            state.notice(),
                            state.at()));
            noted.add(state);
        }
        return new BasisResult.Noted(noted);
    }

    /// Ends another basis than consent: the contract is over, the duty done. Nothing happens if it has ended
    /// before.
    @Transactional
    public void end(Requester who, ConsentRecordId id) {
        List<ConsentRecord> states = records.history(id);
        if (states.isEmpty() || states.getLast().basis() == LegalBasis.CONSENT) {
            return;
        }
        records.lock(states.getLast().owner());
        ConsentRecord present = records.history(id).getLast();
        if (present.state() != ConsentState.RECORDED) {
            return;
        }
        ConsentRecord ended = next(present, ConsentState.ENDED, Optional.empty(), person(who));
        seals.add(
                who,
                ended,
                new ConsentChanged.BasisEnded(
                        ended.id(), ended.subject(), ended.owner(), ended.purpose(), ended.basis(), ended.at()),
                scopes(ended));
    }

    /// Marks what has run out as expired. The gate looks at the end date itself; this only writes it down.
    ///
    /// @return how many
    @Transactional
    public int expireLapsed(Requester who) {
        List<ConsentRecord> lapsed = records.lapsed(clock.instant());
        int expired = 0;
        for (ConsentRecord candidate : lapsed) {
            records.lock(candidate.owner());
            ConsentRecord present = records.history(candidate.id()).getLast();
            if (!present.state().stands() || present.standsAt(clock.instant())) {
                continue;
            }
            boolean consent = present.basis() == LegalBasis.CONSENT;
            ConsentRecord over = next(
                    present, consent ? ConsentState.EXPIRED : ConsentState.ENDED, Optional.empty(), Optional.empty());
            Recorded fact = consent
                    ? new ConsentChanged.Expired(over.id(), over.subject(), over.owner(), over.purpose(), over.at())
                    : new ConsentChanged.BasisEnded(
                            over.id(), over.subject(), over.owner(), over.purpose(), over.basis(), over.at());
            seals.add(who, over, fact, scopes(over));
            expired++;
        }
        return expired;
    }

    /// Present states of all records of a subject, its own and those in matters, newest first.
    public List<ConsentRecord> recordsOf(SubjectId subject) {
        return records.presentOf(subject).stream()
                .sorted(Comparator.comparing(ConsentRecord::at).reversed())
                .toList();
    }

    /// The same for many subjects at once.
    public Map<SubjectId, List<ConsentRecord>> recordsOf(Collection<SubjectId> subjects) {
        return records.presentOf(subjects).stream()
                .sorted(Comparator.comparing(ConsentRecord::at).reversed())
                .collect(Collectors.groupingBy(ConsentRecord::subject));
    }

    /// All states of one record, oldest first; empty if there is no such record.
    public List<ConsentRecord> history(ConsentRecordId id) {
        return records.history(id);
    }

    /// Every showing of a notice to a subject, newest first.
    public List<ServedNotice> servedTo(SubjectId subject) {
        return records.servedTo(subject).stream()
                .map(ConsentRepository.ServedRow::notice)
                .toList();
    }

    /// One showing.
    public Optional<ServedNotice> served(ServedNoticeId id) {
        return records.served(id).map(ConsentRepository.ServedRow::notice);
    }

    /// Whether facts of a class may be handled by the firm for a purpose at this moment. For screens and for
    /// locks on input; whether a value is released is the gate's decision.
    public boolean stands(Owner owner, Purpose purpose, InformationClass informationClass) {
        Instant now = clock.instant();
        return Optional.ofNullable(seals.genuine(List.of(owner)).get(owner)).stream()
                .flatMap(List::stream)
                .filter(record ->
                        record.purpose() == purpose && record.recipient().isEmpty())
                .filter(record -> record.classes().contains(informationClass))
                .filter(record -> record.notice().isPresent())
                .anyMatch(record -> record.standsAt(now));
    }

    /// Whether this requester may see and record consents of this subject: acts for it, or is in charge of it.
    public boolean mayAct(Requester who, Owner owner, SubjectId subject) {
        return standing.isSelf(who, subject) || standing.isInCharge(who, owner, subject);
    }

    /// A receipt of the present state of a record, for the subject to keep.
    public Optional<ConsentReceipt> receipt(ConsentRecordId id) {
        List<ConsentRecord> states = records.history(id);
        return states.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ConsentReceipt(states, states.getLast().notice().flatMap(this::served)));
    }

    private boolean mayAnswer(Requester who, Owner owner, SubjectId subject, Means means) {
        return standing.isSelf(who, subject) || means != Means.SCREEN && standing.isInCharge(who, owner, subject);
    }

    private ConsentRecord takeBack(Requester who, ConsentRecord present, Means means) {
        ConsentRecord withdrawn = next(present, ConsentState.WITHDRAWN, Optional.of(means), person(who));
        seals.add(
                who,
                withdrawn,
                new ConsentChanged.Withdrawn(
                        withdrawn.id(),
                        withdrawn.subject(),
                        withdrawn.owner(),
                        withdrawn.purpose(),
                        withdrawn.recipient(),
                        means,
                        withdrawn.at()),
                scopes(withdrawn));
        return withdrawn;
    }

    private static Scope[] scopes(ConsentRecord record) {
        Scope ofOwner = record.owner().scope();
        Scope ofSubject = Scope.of(record.subject());
        return ofOwner.equals(ofSubject) ? new Scope[] {ofOwner} : new Scope[] {ofOwner, ofSubject};
    }

    private static Recorded answered(ConsentRecord state, ServedNoticeId notice, Means means) {
        return state.state() == ConsentState.GIVEN
                ? new ConsentChanged.Given(
                        state.id(),
                        state.subject(),
                        state.owner(),
                        state.purpose(),
                        state.recipient(),
                        state.kind().orElseThrow(),
                        state.classes(),
                        notice,
                        means,
                        state.at())
                : new ConsentChanged.Refused(
                        state.id(),
                        state.subject(),
                        state.owner(),
                        state.purpose(),
                        state.recipient(),
                        notice,
                        means,
                        state.at());
    }

    private Optional<ConsentRecord> sameQuestion(ConsentRecord blank) {
        return records.present(List.of(blank.owner())).stream()
                .filter(record -> record.isAboutTheSameAs(blank))
                .findFirst();
    }

    private static ConsentRecord following(ConsentRecord earlier, ConsentRecord blank) {
        return new ConsentRecord(
                earlier.id(),
                earlier.version() + 1,
                blank.owner(),
                blank.subject(),
                blank.purpose(),
                blank.recipient(),
                blank.basis(),
                blank.kind(),
                blank.classes(),
                blank.state(),
                blank.notice(),
                blank.item(),
                blank.rules(),
                blank.agreement(),
                blank.means(),
                blank.recordedBy(),
                blank.at(),
                blank.until());
    }

    private ConsentRecord next(
            ConsentRecord present, ConsentState state, Optional<Means> means, Optional<PersonId> by) {
        return new ConsentRecord(
                present.id(),
                present.version() + 1,
                present.owner(),
                present.subject(),
                present.purpose(),
                present.recipient(),
                present.basis(),
                present.kind(),
                present.classes(),
                state,
                present.notice(),
                present.item(),
                present.rules(),
                present.agreement(),
                means,
                by,
                clock.instant(),
                present.until());
    }

    private Optional<ServedNotice> latestNotice(SubjectId subject) {
        return records.servedTo(subject).stream()
                .filter(row -> genuine(row))
                .map(ConsentRepository.ServedRow::notice)
                .findFirst();
    }

    private Optional<ServedNotice> genuineNotice(ServedNoticeId id) {
        return records.served(id).filter(this::genuine).map(ConsentRepository.ServedRow::notice);
    }

    private boolean genuine(ConsentRepository.ServedRow row) {
        return gateRows.genuine(OwnerSeals.row(row.notice(), row.leaf()), row.mac());
    }

    private static Address namedAt(ServedNotice served) {
        return new Address(
                served.owner(), RetentionGroup.RELATION, NAMED, served.id().value(), InformationClass.DEAL_DETAIL);
    }

    private static Optional<PersonId> person(Requester who) {
        return who instanceof Requester.SignedIn person ? Optional.of(person.person()) : Optional.empty();
    }
}
