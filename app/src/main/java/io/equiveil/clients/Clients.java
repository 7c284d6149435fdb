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
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.ClientAccount;
import io.equiveil.identity.People;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.law.Law;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementTerms;
import io.equiveil.subjects.spi.LegalStops;
import io.equiveil.vault.BlindIndexes;
import io.equiveil.vault.Sealer;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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

    // A decision of the gate takes 256 addresses.
    private static final int MOST_NAMES = 200;

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Set<Role> MAY_ASSIGN = Set.of(Role.OWNER, Role.DEPARTMENT_HEAD, Role.COMPLIANCE_OFFICER);

    private final ClientRepository files;
    private final Assignments assignments;
    private final Aliases aliases;
    private final Consents consents;
    private final FirmAgreements agreements;
    private final People people;
    private final Disclosures disclosures;
    private final Sealer sealer;
    private final BlindIndexes blindIndexes;
    private final Ledger ledger;
    private final Law law;
    private final LegalStops stops;
    private final Clock clock;

    Clients(
            ClientRepository files,
            Assignments assignments,
            Aliases aliases,
            Consents consents,
            FirmAgreements agreements,
            People people,
            Disclosures disclosures,
            Sealer sealer,
            BlindIndexes blindIndexes,
            Ledger ledger,
            Law law,
            LegalStops stops,
            Clock clock) {
        this.files = files;
        this.assignments = assignments;
        this.aliases = aliases;
        this.consents = consents;
        this.agreements = agreements;
        this.people = people;
        this.disclosures = disclosures;
        this.sealer = sealer;
        this.blindIndexes = blindIndexes;
        this.ledger = ledger;
        this.law = law;
        this.stops = stops;
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
        index(who, subject, IdentifierKind.LEAD_MOBILE, Duplicate.By.MOBILE, soundMobile);
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

    /// Files whose code name begins so, of those that the requester may know of; newest first.
    ///
    /// @param words the code name or its beginning, with or without `C-`
    List<ClientFile> called(Requester.SignedIn who, String words, int limit) {
        String typed = words.toUpperCase(Locale.ROOT);
        String alias = typed.startsWith("C-") ? typed : "C-" + typed;
        if (!alias.matches("C-[0-9A-Z]{1,5}")) {
            return List.of();
        }
        return mayKnow(
                who, files.aliasBegins(alias, limit, oversees(who) ? Optional.empty() : Optional.of(who.person())));
    }

    /// Files with this number, of those that the requester may know of. That somebody asked is recorded before the
    /// answer.
    ///
    /// @param mobile in its one spelling
    List<ClientFile> withMobile(Requester.SignedIn who, Cleartext mobile, int limit) {
        Set<SubjectId> found = files.withMobiles(List.of(blindIndexes.token("clients.mobile", mobile)))
                .keySet();
        List<ClientFile> known =
                mayKnow(who, files.findAll(found)).stream().limit(limit).toList();
        // That a number is a client's is a fact about somebody: who asked for it, and how many were found, stays.
        return ledger.record(who, new ClientFacts.SearchedByNumber(known.size())) instanceof Ledger.Recording.Done
                ? known
                : List.of();
    }

    private List<ClientFile> mayKnow(Requester.SignedIn who, List<ClientFile> found) {
        Set<SubjectId> mine = oversees(who)
                ? Set.of()
                : assignments.among(
                        who.person(), found.stream().map(ClientFile::subject).collect(Collectors.toSet()));
        return found.stream()
                .filter(file -> oversees(who) || mine.contains(file.subject()))
                .toList();
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

    /// How far the taking-on has come, for whoever may know of the file.
    public Optional<Intake> intake(Requester.SignedIn who, SubjectId subject) {
        return find(who, subject).map(this::intake);
    }

    /// When each section was given, and what remains to be confirmed.
    public Map<FactSection, GivenSection> given(Requester.SignedIn who, SubjectId subject) {
        return mayKnow(who, subject) ? files.given(subject) : Map.of();
    }

    /// Gives a section of facts, or gives it anew as a whole. Sealed on arrival, masks apart, under the section's
    /// own retention group. Refused as long as anything is missing that comes before.
    @Transactional
    public GiveResult give(
            Requester.SignedIn who, SubjectId subject, FactSection section, Map<String, Cleartext> typed) {
        if (!mayGive(who, subject) || !files.lock(subject)) {
            return new GiveResult.NotYours();
        }
        ClientFile file = files.find(subject).orElseThrow();
        Intake intake = intake(file);
        if (!intake.isOpen(section)) {
            return new GiveResult.Locked(intake.locks().getOrDefault(section, List.of(Lock.FILE_CLOSED)));
        }
        return switch (GivenFacts.check(section, typed, LocalDate.now(clock.withZone(SHANGHAI)))) {
            case GivenFacts.Faulty(var faults) -> new GiveResult.Invalid(faults);
            case GivenFacts.Sound sound -> keep(who, file, section, sound);
        };
    }

    private GiveResult keep(Requester.SignedIn who, ClientFile file, FactSection section, GivenFacts.Sound sound) {
        SubjectId subject = file.subject();
        Address address = section.addressOf(subject);
        sealer.seal(address, sound.fields(), sound.masks());
        files.given(subject, section, sound.warnings(), who.person(), clock.instant());
        ledger.append(Entry.of(who, new ClientFacts.FactsGiven(subject, section, address)));
        if (file.state() == ClientState.LEAD) {
            files.state(subject, ClientState.CLIENT);
        }
        indexOf(section).forEach((kind, field) -> {
            Cleartext value = sound.fields().get(field);
            if (value != null) {
                String qualified = kind == IdentifierKind.DOCUMENT
                        ? documentType(sound) + ":" + value.revealForDisplay()
                        : value.revealForDisplay();
                index(who, subject, kind, Duplicate.By.valueOf(kind.name()), qualified);
            }
        });
        return new GiveResult.Kept(sound.warnings());
    }

    /// Takes an optional section back: its sealed value is gone at once. As many steps as giving it: one.
    ///
    /// Under a legal hold of a matter of the client's it stays.
    @Transactional
    public TakenBack takeBack(Requester.SignedIn who, SubjectId subject, FactSection section) {
        if (!section.isOptional() || !mayGive(who, subject) || !files.lock(subject)) {
            return TakenBack.NOTHING;
        }
        ClientFile file = files.find(subject).orElseThrow();
        if (!file.given().contains(section)) {
            return TakenBack.NOTHING;
        }
        if (stops.isHeld(subject)) {
            return TakenBack.KEPT_BY_LAW;
        }
        sealer.remove(section.addressOf(subject));
        files.takenBack(subject, section);
        ledger.append(Entry.of(who, new ClientFacts.FactsTakenBack(subject, section, section.addressOf(subject)))
                .raising(Owner.of(subject).scope()));
        return TakenBack.GONE;
    }

    /// Opens the portal for the client and makes a code and a link to show across the table. Name and number are
    /// read through the gate in the requester's name.
    public AccessResult openPortal(Requester.SignedIn who, SubjectId subject) {
        Optional<ClientFile> found = isInCharge(who.person(), subject) ? files.find(subject) : Optional.empty();
        if (found.isEmpty()) {
            return new AccessResult.NotYours();
        }
        Set<PersonId> signers = people.actingFor(subject);
        if (!signers.isEmpty()) {
            return people.faceToFaceCode(signers.iterator().next(), who)
                    .<AccessResult>map(AccessResult.Ready::new)
                    .orElseGet(AccessResult.Unavailable::new);
        }
        ClientFile file = found.get();
        Disclosure opened = disclosures.open(
                who,
                List.of(
                        Wanted.value(file.nameAddress(), file.nameField()),
                        Wanted.value(file.mobileAddress(), file.mobileField())),
                Why.of(Purpose.CONTACT));
        return switch (opened) {
            case Disclosure.Unrecorded _ -> new AccessResult.Unrecorded();
            case Disclosure.Answered answer
            when !answer.refused().isEmpty() ->
                new AccessResult.Refused(answer.refused().values().iterator().next());
            case Disclosure.Answered answer ->
                account(
                        who,
                        file,
                        answer.field(file.nameAddress(), file.nameField()),
                        answer.field(file.mobileAddress(), file.mobileField()));
        };
    }

    private AccessResult account(
            Requester.SignedIn who, ClientFile file, Optional<Cleartext> name, Optional<Cleartext> mobile) {
        if (name.isEmpty() || mobile.isEmpty()) {
            return new AccessResult.Unavailable();
        }
        // Somebody who signs for a company is not the company, and has a file of its own.
        SubjectId signer = file.kind() == ClientKind.PERSON ? file.subject() : SubjectId.random();
        ClientAccount account = people.openClientAccount(signer, file.subject(), name.get(), mobile.get(), who);
        Optional<PersonId> person = switch (account) {
            case ClientAccount.Opened(var id) -> Optional.of(id);
            case ClientAccount.Existing(var id) -> Optional.of(id);
            case ClientAccount.NotANumber _ -> Optional.empty();
        };
        return person.flatMap(id -> people.faceToFaceCode(id, who))
                .<AccessResult>map(AccessResult.Ready::new)
                .orElseGet(AccessResult.Unavailable::new);
    }

    /// Masked names of these files, in one decision of the gate; a file whose name the gate keeps back is left out.
    public Map<SubjectId, Cleartext> maskedNames(Requester.SignedIn who, List<ClientFile> shown) {
        List<ClientFile> asked = shown.stream()
                .filter(file -> file.state() != ClientState.LAPSED)
                .filter(file -> who.has(Role.COMPLIANCE_OFFICER) || isInCharge(who.person(), file.subject()))
                .limit(MOST_NAMES)
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        Purpose purpose = who.has(Role.COMPLIANCE_OFFICER) ? Purpose.COMPLIANCE_REVIEW : Purpose.CONTACT;
        Disclosure names = disclosures.open(
                who,
                asked.stream()
                        .map(file -> Wanted.mask(file.nameAddress(), file.nameField()))
                        .toList(),
                Why.of(purpose));
        Map<SubjectId, Cleartext> masks = new LinkedHashMap<>();
        if (names instanceof Disclosure.Answered answer) {
            asked.forEach(file -> answer.field(file.nameAddress(), file.nameField())
                    .ifPresent(mask -> masks.put(file.subject(), mask)));
        }
        return masks;
    }

    /// Asks the gate for a section, for the purpose for which it was collected; a client asks for its own data.
    ///
    /// @return empty if there is no such file for this requester, or the section was not given
    public Optional<Disclosure> open(Requester.SignedIn who, SubjectId subject, FactSection section, boolean masked) {
        return find(who, subject)
                .filter(file -> file.given().contains(section))
                .map(_ -> disclosures.open(
                        who,
                        List.of(wanted(section, section.addressOf(subject), masked)),
                        Why.of(purposeOf(who, subject, section))));
    }

    /// Asks the gate for the number to call, to reach the client.
    ///
    /// @return empty if there is no such file for this requester, or the number was erased
    public Optional<Disclosure> openMobile(Requester.SignedIn who, SubjectId subject) {
        return find(who, subject)
                .filter(file -> file.leadGone().isEmpty() || file.state() == ClientState.CLIENT)
                .map(file -> disclosures.open(
                        who, List.of(Wanted.value(file.mobileAddress(), file.mobileField())), Why.of(Purpose.CONTACT)));
    }

    /// Asks the gate for the first contact's name and number, so that they need not be typed again.
    ///
    /// @return empty if there is no such file for this requester, or they were erased
    public Optional<Disclosure> openFirstContact(Requester.SignedIn who, SubjectId subject) {
        return find(who, subject)
                .filter(file -> file.leadGone().isEmpty())
                .map(file -> disclosures.open(
                        who,
                        List.of(
                                Wanted.value(ClientFile.leadAddress(subject, InformationClass.BASIC), file.nameField()),
                                Wanted.value(
                                        ClientFile.leadAddress(subject, InformationClass.CONTACT), file.mobileField())),
                        Why.of(who.actsFor().contains(subject) ? Purpose.OWN_DATA : Purpose.CONTACT)));
    }

    /// Masks of every section that was given, as far as the gate shows them. One decision per purpose.
    public Map<FactSection, Map<String, Cleartext>> masks(Requester.SignedIn who, SubjectId subject) {
        Map<FactSection, Map<String, Cleartext>> masks = new EnumMap<>(FactSection.class);
        Optional<ClientFile> found = find(who, subject);
        if (found.isEmpty()) {
            return masks;
        }
        Map<Purpose, List<FactSection>> byPurpose = new EnumMap<>(Purpose.class);
        for (FactSection section : FactSection.of(found.get().kind())) {
            if (found.get().given().contains(section)) {
                byPurpose
                        .computeIfAbsent(purposeOf(who, subject, section), _ -> new ArrayList<>())
                        .add(section);
            }
        }
        byPurpose.forEach((purpose, sections) -> {
            Disclosure shown = disclosures.open(
                    who,
                    sections.stream()
                            .map(section -> wanted(section, section.addressOf(subject), true))
                            .toList(),
                    Why.of(purpose));
            if (shown instanceof Disclosure.Answered answer) {
                for (FactSection section : sections) {
                    Disclosure.Shown values = answer.shown().get(section.addressOf(subject));
                    if (values != null) {
                        masks.put(section, values.fields());
                    }
                }
            }
        });
        return masks;
    }

    private static Wanted wanted(FactSection section, Address address, boolean masked) {
        return new Wanted(
                address,
                masked,
                section.fields().stream().map(FactField::name).collect(java.util.stream.Collectors.toSet()));
    }

    private static Purpose purposeOf(Requester.SignedIn who, SubjectId subject, FactSection section) {
        if (who.actsFor().contains(subject)) {
            return Purpose.OWN_DATA;
        }
        return who.has(Role.COMPLIANCE_OFFICER) ? Purpose.COMPLIANCE_REVIEW : section.purpose();
    }

    /// Pairs of files that may be about the same one; for compliance.
    public List<Duplicate> openDuplicates(Requester.SignedIn who) {
        return who.has(Role.COMPLIANCE_OFFICER) ? files.openDuplicates() : List.of();
    }

    /// Says whether two files are about the same one.
    @Transactional
    public boolean decide(Requester.SignedIn who, DuplicateId id, boolean same) {
        Duplicate.State state = same ? Duplicate.State.SAME : Duplicate.State.DIFFERENT;
        if (!who.has(Role.COMPLIANCE_OFFICER) || !files.decide(id, state, who.person(), clock.instant())) {
            return false;
        }
        ledger.append(Entry.of(who, new ClientFacts.DuplicateDecided(id, state)));
        return true;
    }

    private Intake intake(ClientFile file) {
        SubjectId subject = file.subject();
        boolean served = !consents.servedTo(subject).isEmpty();
        boolean signed = agreements.inForce(subject);
        boolean open = file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT;
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
            locks.put(section, List.copyOf(missing));
        }
        return new Intake(served, signed, locks, file.given());
    }

    private boolean isOpen(SubjectId subject) {
        return files.find(subject)
                .filter(file -> file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT)
                .isPresent();
    }

    private boolean mayGive(Requester.SignedIn who, SubjectId subject) {
        return who.actsFor().contains(subject) || who.isStaff() && isInCharge(who.person(), subject);
    }

    private boolean mayKnow(Requester.SignedIn who, SubjectId subject) {
        return mayGive(who, subject) || oversees(who);
    }

    private static boolean oversees(Requester.SignedIn who) {
        return who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.OWNER);
    }

    /// Keeps the token of an identifier and looks for another file with the same one. The asker hears nothing of
    /// it.
    private void index(Requester who, SubjectId subject, IdentifierKind kind, Duplicate.By by, String normalised) {
        byte[] token = blindIndexes.token("clients." + by.name().toLowerCase(Locale.ROOT), Cleartext.of(normalised));
        files.index(subject, kind, token);
        Set<IdentifierKind> same = by == Duplicate.By.MOBILE
                ? EnumSet.of(IdentifierKind.MOBILE, IdentifierKind.LEAD_MOBILE)
                : EnumSet.of(kind);
        for (SubjectId other : files.others(subject, same, token)) {
            Duplicate duplicate =
                    new Duplicate(DuplicateId.random(), other, subject, by, Duplicate.State.OPEN, clock.instant());
            if (files.duplicate(duplicate)) {
                ledger.append(Entry.of(who, new ClientFacts.DuplicateFound(duplicate.id(), by)));
            }
        }
    }

    private static Map<IdentifierKind, String> indexOf(FactSection section) {
        return switch (section) {
            case PERSON_IDENTITY -> Map.of(IdentifierKind.DOCUMENT, "documentNumber");
            case COMPANY_IDENTITY -> Map.of(IdentifierKind.USCC, "creditCode");
            case PERSON_CONTACT, COMPANY_CONTACT -> Map.of(IdentifierKind.MOBILE, "mobile");
            case PERSON_NAME,
                    PERSON_OWNERSHIP,
                    PERSON_ACCOUNT,
                    PERSON_EMAIL,
                    PERSON_OCCUPATION,
                    COMPANY_NAME,
                    COMPANY_PEOPLE,
                    COMPANY_ACCOUNT,
                    COMPANY_EMAIL -> Map.of();
        };
    }

    private static String documentType(GivenFacts.Sound sound) {
        Cleartext type = sound.fields().get("documentType");
        return type == null ? "" : type.revealForDisplay();
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

    private static String sound(String field, Checked checked, Map<String, IdentifierFault> faults) {
        return switch (checked) {
            case Checked.Good good -> good.normalised();
            case Checked.Bad(var fault) -> {
                faults.put(field, fault);
                yield "";
            }
        };
    }
}
