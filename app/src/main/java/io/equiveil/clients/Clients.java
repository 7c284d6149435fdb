package io.equiveil.clients;

import io.equiveil.clients.ClientRepository.IdentifierKind;
import io.equiveil.consent.BasisNote;
import io.equiveil.consent.Consents;
import io.equiveil.consent.LegalBasis;
import io.equiveil.consent.Means;
import io.equiveil.consent.Notice;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.ServeNotice;
import io.equiveil.consent.ServeResult;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.law.Law;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementTerms;
import io.equiveil.vault.BlindIndexes;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Sealer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: taking clients on, in the order of promise and law.
///
/// A first contact is a name and a mobile number. Then the notice is served, the client–firm confidentiality agreement
/// is signed, a legal basis is recorded per purpose, and only then a section of facts opens; [#intake] says what is
/// missing. Whatever is given is sealed before this returns. Nothing confidential comes out here: ask the gate for the
/// addresses in [ClientFile] and [FactSection].
@Service
public class Clients {

    /// How long a first contact is kept without a mandate.
    private static final String LEAD_LIFE = "RET-LEAD";

    private static final int LONGEST_NAME = 60;

    private static final Set<Role> MAY_ASSIGN = Set.of(Role.OWNER, Role.DEPARTMENT_HEAD, Role.COMPLIANCE_OFFICER);

    private final ClientRepository files;
    private final Assignments assignments;
    private final Aliases aliases;
    private final Consents consents;
    private final FirmAgreements agreements;
    private final People people;
    private final Sealer sealer;
    private final BlindIndexes blindIndexes;
    private final Duplicates duplicates;
    private final SearchTokens search;
    private final KeyCustody keys;
    private final Ledger ledger;
    private final Law law;
    private final Clock clock;

    Clients(
            ClientRepository files,
            Assignments assignments,
            Aliases aliases,
            Consents consents,
            FirmAgreements agreements,
            People people,
            Sealer sealer,
            BlindIndexes blindIndexes,
            Duplicates duplicates,
            SearchTokens search,
            KeyCustody keys,
            Ledger ledger,
            Law law,
            Clock clock) {
        this.files = files;
        this.assignments = assignments;
        this.aliases = aliases;
        this.consents = consents;
        this.agreements = agreements;
        this.people = people;
        this.sealer = sealer;
        this.blindIndexes = blindIndexes;
        this.duplicates = duplicates;
        this.search = search;
        this.keys = keys;
        this.ledger = ledger;
        this.law = law;
        this.clock = clock;
    }

    /// Notes a first contact: a name and a mobile number, nothing else. Whoever notes it is in charge of it.
    @Transactional
    public LeadResult newLead(Requester.SignedIn who, ClientKind kind, Cleartext name, Cleartext mobile) {
        Map<String, IdentifierFault> faults = new LinkedHashMap<>();
        String soundName = sound("name", Identifiers.text(name.revealForDisplay(), LONGEST_NAME), faults);
        String soundMobile = sound("mobile", Identifiers.mobile(mobile.revealForDisplay()), faults);
        if (!faults.isEmpty()) {
            return new LeadResult.Invalid(faults);
        }
        SubjectId subject = SubjectId.random();
        Instant now = clock.instant();
        Instant until = law.keptUntil(LEAD_LIFE, now).orElseThrow();
        ClientFile file =
                new ClientFile(subject, kind, aliases.next(), ClientState.LEAD, now, until, Optional.empty(), Set.of());
        files.add(file);
        sealer.seal(
                ClientFile.leadAddress(subject, InformationClass.BASIC),
                Map.of(file.nameField(), Cleartext.of(soundName)),
                Map.of(file.nameField(), Cleartext.of(Masks.personName(soundName))));
        sealer.seal(
                ClientFile.leadAddress(subject, InformationClass.CONTACT),
                Map.of(file.mobileField(), Cleartext.of(soundMobile)),
                Map.of(file.mobileField(), Cleartext.of(Masks.mobile(soundMobile))));
        ledger.append(Entry.of(who, new ClientFacts.LeadNoted(subject, kind, file.leadUntil())));
        assignments.set(who, subject, who.person(), true, now);
        // Before the notice there is one thing that may be done with it: reaching the person in order to serve it.
        consents.note(who, concluding(subject, Set.of(Purpose.CONTACT)));
        duplicates.index(who, subject, IdentifierKind.LEAD_MOBILE, Duplicate.By.MOBILE, soundMobile);
        search.index(file, soundName, soundMobile);
        return new LeadResult.Submitted(subject, file.alias());
    }

    /// What would be wrong with a first contact, by field; nothing if it may be noted.
    public static Map<String, IdentifierFault> leadFaults(Cleartext name, Cleartext mobile) {
        Map<String, IdentifierFault> faults = new LinkedHashMap<>();
        sound("name", Identifiers.text(name.revealForDisplay(), LONGEST_NAME), faults);
        sound("mobile", Identifiers.mobile(mobile.revealForDisplay()), faults);
        return faults;
    }

    /// A mobile number in its one spelling; empty if it is none.
    public static Optional<Cleartext> mobile(Cleartext typed) {
        return Identifiers.mobile(typed.revealForDisplay()) instanceof Checked.Good good
                ? Optional.of(Cleartext.of(good.normalised()))
                : Optional.empty();
    }

    /// Which of these numbers belong to clients that the requester may know of. Of others nothing is said: a list of
    /// numbers must not become a way of asking who the clients of colleagues are.
    ///
    /// @param mobiles in their one spelling; at most 1 000
    /// @return their positions, counted from 0
    public Set<Integer> knownAmong(Requester.SignedIn who, List<Cleartext> mobiles) {
        Map<ByteBuffer, Integer> positions = new HashMap<>();
        for (int at = 0; at < mobiles.size(); at++) {
            positions.put(ByteBuffer.wrap(blindIndexes.token("clients.mobile", mobiles.get(at))), at);
        }
        Map<SubjectId, Set<ByteBuffer>> found = files.withMobiles(
                positions.keySet().stream().map(ByteBuffer::array).toList());
        Set<SubjectId> known = oversees(who) ? found.keySet() : assignments.among(who.person(), found.keySet());
        return known.stream()
                .flatMap(subject -> found.getOrDefault(subject, Set.of()).stream())
                .map(positions::get)
                .collect(Collectors.toSet());
    }

    /// The client with this number whom the requester is in charge of, the oldest file if there are several;
    /// says nothing of the clients of colleagues.
    ///
    /// @param mobile in its one spelling ([#mobile])
    public Optional<SubjectId> ownWithMobile(Requester.SignedIn who, Cleartext mobile) {
        Set<SubjectId> found = files.withMobiles(List.of(blindIndexes.token("clients.mobile", mobile)))
                .keySet();
        return files.findAll(assignments.among(who.person(), found)).stream()
                .filter(file -> file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT)
                .min(Comparator.comparing(ClientFile::createdAt))
                .map(ClientFile::subject);
    }

    /// All clients with this number, whosever they are; for rooms that look for conflicts of interest and tell
    /// nobody but compliance.
    ///
    /// @param mobile in its one spelling ([#mobile])
    public Set<SubjectId> withMobile(Cleartext mobile) {
        return files.withMobiles(List.of(blindIndexes.token("clients.mobile", mobile)))
                .keySet();
    }

    /// The same by number of an identity document or credit code.
    ///
    /// @param number in its one spelling ([#identityNumber])
    public Set<SubjectId> withIdentityNumber(Cleartext number) {
        return duplicates.holding(number.revealForDisplay());
    }

    /// Number of an identity document or a unified social credit code in its one spelling; empty if it is
    /// neither.
    public static Optional<Cleartext> identityNumber(Cleartext typed, LocalDate today) {
        return Identifiers.anyIdentity(typed.revealForDisplay(), today).map(Cleartext::of);
    }

    /// A file, for whoever acts for the client, is in charge of it, or oversees.
    public Optional<ClientFile> find(Requester.SignedIn who, SubjectId subject) {
        return mayKnow(who, subject) ? files.find(subject) : Optional.empty();
    }

    /// A unified social credit code in its one spelling, by `docs/spec/identifiers.md`; empty if it is none.
    public static Optional<Cleartext> creditCode(Cleartext typed) {
        return Identifiers.uscc(typed.revealForDisplay()) instanceof Checked.Good good
                ? Optional.of(Cleartext.of(good.normalised()))
                : Optional.empty();
    }

    /// What these clients are, persons or companies; for other rooms.
    public Map<SubjectId, ClientKind> kinds(Collection<SubjectId> subjects) {
        return files.findAll(subjects).stream()
                .collect(java.util.stream.Collectors.toMap(ClientFile::subject, ClientFile::kind));
    }

    /// A file, for other rooms; they answer for who sees it.
    public Optional<ClientFile> find(SubjectId subject) {
        return files.find(subject);
    }

    /// Files that the requester is in charge of; all of them for compliance and the owner. Newest first.
    ///
    /// @param before only files from before this moment
    public List<ClientFile> page(Requester.SignedIn who, Instant before, int limit) {
        if (oversees(who)) {
            return files.page(before, limit);
        }
        List<ClientFile> page = files.pageOf(who.person(), before, limit);
        Set<SubjectId> mine = assignments.among(
                who.person(), page.stream().map(ClientFile::subject).collect(Collectors.toSet()));
        return page.stream().filter(file -> mine.contains(file.subject())).toList();
    }

    /// Living files that the requester is in charge of, newest first.
    List<ClientFile> inChargeOf(Requester.SignedIn who, int limit) {
        List<ClientFile> page = files.pageOf(who.person(), clock.instant().plusSeconds(1), limit);
        Set<SubjectId> mine = assignments.among(
                who.person(), page.stream().map(ClientFile::subject).collect(Collectors.toSet()));
        return page.stream()
                .filter(file -> file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT)
                .filter(file -> mine.contains(file.subject()))
                .toList();
    }

    /// The files of those for whom a client's signer acts.
    public List<ClientFile> filesOf(Requester.SignedIn client) {
        return files.findAll(client.actsFor());
    }

    /// People in charge of a file.
    public Set<PersonId> inCharge(SubjectId subject) {
        return assignments.inCharge(subject);
    }

    /// Whether this person is in charge of a file.
    public boolean isInCharge(PersonId person, SubjectId subject) {
        return assignments.inCharge(subject).contains(person);
    }

    /// Whether it is certain that this person is not in charge, so that it is a second person.
    boolean isSurelyNotInCharge(PersonId person, SubjectId subject) {
        return assignments.isSurelyNot(person, subject);
    }

    /// Puts somebody in charge of a file, or ends it. For the owner, a department head or compliance; whoever is in
    /// charge may hand the file on.
    ///
    /// @return false if the requester may not, there is no such file, or the other is not an active advisor
    @Transactional
    public boolean assign(Requester.SignedIn who, SubjectId subject, PersonId person, boolean inCharge) {
        boolean may = who.roles().stream().anyMatch(MAY_ASSIGN::contains) || isInCharge(who.person(), subject);
        boolean fit = !inCharge
                || people.find(person)
                        .filter(colleague -> colleague.isActive())
                        .filter(colleague -> colleague.has(Role.ADVISOR)
                                || colleague.has(Role.DEPARTMENT_HEAD)
                                || colleague.has(Role.OWNER))
                        .isPresent();
        if (!may || !fit || files.find(subject).isEmpty()) {
            return false;
        }
        assignments.set(who, subject, person, inCharge, clock.instant());
        return true;
    }

    /// Changes what a first contact is, as long as no fact was given.
    @Transactional
    public boolean changeKind(Requester.SignedIn who, SubjectId subject, ClientKind kind) {
        if (!mayGive(who, subject) || !files.lock(subject)) {
            return false;
        }
        ClientFile file = files.find(subject).orElseThrow();
        if (file.state() != ClientState.LEAD || !file.given().isEmpty()) {
            return false;
        }
        if (file.kind() != kind) {
            ledger.append(Entry.of(who, new ClientFacts.KindChanged(subject, kind)));
            files.kind(subject, kind);
        }
        return true;
    }

    /// The notice that this client has to be served.
    public Optional<Notice> notice(SubjectId subject, NoticeLanguage language) {
        return files.find(subject).flatMap(file -> consents.notice(noticeOf(file.kind()), language));
    }

    /// Records that the client was shown its notice, with the words as shown.
    ///
    /// @param shown content hash of what was shown
    @Transactional
    public ServeResult serveNotice(
            Requester.SignedIn who, SubjectId subject, NoticeLanguage language, Digest shown, Means means) {
        Optional<Notice> notice = notice(subject, language);
        if (notice.isEmpty() || !isOpen(subject)) {
            return new ServeResult.NotYours();
        }
        ServeResult served = consents.serve(
                who,
                new ServeNotice(
                        Owner.of(subject),
                        subject,
                        notice.get().id(),
                        language,
                        shown,
                        means,
                        Optional.empty(),
                        Map.of()));
        if (served instanceof ServeResult.Served) {
            // What comes next is concluding contracts: name and number may now be used for that as well.
            consents.note(who, concluding(subject, Set.of(Purpose.CONTACT, Purpose.NOTIFICATION, Purpose.AGREEMENT)));
        }
        return served;
    }

    /// Prepares the client–firm confidentiality agreement; room `nda` has it signed.
    public AgreementResult prepareAgreement(Requester.SignedIn who, SubjectId subject, Locale language) {
        return prepareAgreement(who, subject, language, AgreementTerms.usual());
    }

    /// The same with other terms than the usual ones.
    public AgreementResult prepareAgreement(
            Requester.SignedIn who, SubjectId subject, Locale language, AgreementTerms terms) {
        Optional<ClientFile> file = mayGive(who, subject) ? files.find(subject) : Optional.empty();
        return file.filter(found -> !consents.servedTo(subject).isEmpty())
                .map(found -> agreements.prepare(who, found, language, terms))
                .orElseGet(AgreementResult.Unknown::new);
    }

    /// Takes in a signed paper whose text the client wrote, with what it says. Only after the notice: it says who the
    /// client is.
    ///
    /// @throws IOException if the files cannot be read to their end; nothing is kept
    public AgreementResult takeInTheirs(
            Requester.SignedIn who,
            SubjectId subject,
            AgreementTerms terms,
            Locale language,
            SentFiles files,
            LocalDate signedOn,
            Cleartext place)
            throws IOException {
        if (!who.isStaff() || !mayGive(who, subject) || this.files.find(subject).isEmpty()) {
            return new AgreementResult.Unknown();
        }
        return consents.servedTo(subject).isEmpty()
                ? new AgreementResult.Unacceptable(AgreementResult.Fault.NOTICE_FIRST)
                : agreements.takeInTheirs(who, subject, terms, language, files, signedOn, place);
    }

    /// How far the taking-on has come, for whoever may know of the file.
    public Optional<Intake> intake(Requester.SignedIn who, SubjectId subject) {
        return find(who, subject).map(this::intake);
    }

    Intake intake(ClientFile file) {
        SubjectId subject = file.subject();
        boolean served = !consents.servedTo(subject).isEmpty();
        boolean signed = agreements.inForce(subject);
        boolean open = file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT;
        boolean optionalGone = !(keys.destruction(Owner.of(subject), RetentionGroup.OPTIONAL)
                instanceof KeyCustody.Destruction.NotDestroyed);
        Map<FactSection, List<Lock>> locks = new EnumMap<>(FactSection.class);
        for (FactSection section : FactSection.of(file.kind())) {
            List<Lock> missing = new ArrayList<>();
            if (!open) {
                missing.add(Lock.FILE_CLOSED);
            }
            if (!served) {
                missing.add(Lock.NOTICE);
            }
            if (!signed) {
                missing.add(Lock.AGREEMENT);
            }
            if (!consents.stands(Owner.of(subject), section.purpose(), section.informationClass())) {
                missing.add(Lock.BASIS);
            }
            if (section.isOptional() && optionalGone) {
                missing.add(Lock.DESTROYED);
            }
            locks.put(section, List.copyOf(missing));
        }
        return new Intake(served, signed, locks, file.given());
    }

    private boolean isOpen(SubjectId subject) {
        return files.find(subject)
                .filter(file -> file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT)
                .isPresent();
    }

    boolean mayGive(Requester.SignedIn who, SubjectId subject) {
        return who.actsFor().contains(subject) || who.isStaff() && isInCharge(who.person(), subject);
    }

    boolean mayKnow(Requester.SignedIn who, SubjectId subject) {
        return mayGive(who, subject) || oversees(who);
    }

    static boolean oversees(Requester.SignedIn who) {
        return who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.OWNER);
    }

    private static BasisNote concluding(SubjectId subject, Set<Purpose> purposes) {
        return new BasisNote(
                Owner.of(subject),
                subject,
                purposes,
                LegalBasis.CONCLUDING_CONTRACT,
                Set.of(InformationClass.BASIC, InformationClass.CONTACT, InformationClass.DOCUMENT),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static String noticeOf(ClientKind kind) {
        return switch (kind) {
            case PERSON -> "client-intake";
            case COMPANY -> "company-intake";
        };
    }

    static String sound(String field, Checked checked, Map<String, IdentifierFault> faults) {
        return switch (checked) {
            case Checked.Good good -> good.normalised();
            case Checked.Bad(var fault) -> {
                faults.put(field, fault);
                yield "";
            }
        };
    }
}
