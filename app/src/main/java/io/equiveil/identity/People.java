package io.equiveil.identity;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.BlindIndexes;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who there is: accounts of staff, clients' signers, partners' people and auditors.
///
/// Names and numbers are sealed under the person's own file and are not to be had here: ask the gate for
/// [#nameAddress] or [#contactAddress]. What is found here was checked for its MAC; a row changed by SQL is not found.
@Service
public class People {

    /// The record under which a person's name and number are sealed.
    public static final RecordType RECORD = new RecordType("identity.person");

    /// Field of [#nameAddress].
    public static final String NAME = "name";

    /// Field of [#contactAddress]: `+` and digits.
    public static final String MOBILE = "mobile";

    /// Field of [#contactAddress]: the two words that every message to a client carries.
    public static final String SAFETY_WORD = "safetyWord";

    private static final Pattern LOGIN = Pattern.compile("[a-z][a-z0-9._-]{2,29}");
    private static final int LONGEST_CODE_NAME = 20;
    private static final Duration LONGEST_AUDIT = Duration.ofDays(367);
    private static final Set<Role> ONLY_OWNER_GIVES = Set.of(Role.OWNER, Role.ADMINISTRATOR);

    private final PeopleRepository people;
    private final ActingRepository acting;
    private final Credentials credentials;
    private final Passkeys passkeys;
    private final CodeDesk codes;
    private final Links links;
    private final Sessions sessions;
    private final Sealer sealer;
    private final BlindIndexes blindIndexes;
    private final Ledger ledger;
    private final Tokens tokens;
    private final Clock clock;

    People(
            PeopleRepository people,
            ActingRepository acting,
            Credentials credentials,
            Passkeys passkeys,
            CodeDesk codes,
            Links links,
            Sessions sessions,
            Sealer sealer,
            BlindIndexes blindIndexes,
            Ledger ledger,
            Tokens tokens,
            Clock clock) {
        this.people = people;
        this.acting = acting;
        this.credentials = credentials;
        this.passkeys = passkeys;
        this.codes = codes;
        this.links = links;
        this.sessions = sessions;
        this.sealer = sealer;
        this.blindIndexes = blindIndexes;
        this.ledger = ledger;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// An account.
    public Optional<Person> find(PersonId id) {
        return people.find(id).map(PeopleRepository.Stored::person);
    }

    /// Whose own file this is.
    public Optional<Person> ofFile(SubjectId file) {
        return people.findByFile(file).map(PeopleRepository.Stored::person);
    }

    /// What to call somebody on pages and in the client's list of readers; the short form of the id for those without
    /// a code name.
    public String codeName(PersonId id) {
        return find(id).flatMap(Person::codeName).orElseGet(() -> id.toString().substring(0, 8));
    }

    /// The firm's own people, partners' people and auditors, oldest first.
    public List<Person> colleagues() {
        return people.all(Set.of(PersonKind.STAFF, PersonKind.PARTNER, PersonKind.AUDITOR)).stream()
                .map(PeopleRepository.Stored::person)
                .toList();
    }

    /// Active people with this role.
    public List<Person> activeWith(Role role) {
        return people.all(Set.of(PersonKind.values())).stream()
                .map(PeopleRepository.Stored::person)
                .filter(person -> person.isActive() && person.has(role))
                .toList();
    }

    /// Whether somebody was at the rows of people with SQL.
    public boolean anyTouched() {
        return !people.notGenuine().isEmpty();
    }

    /// Where somebody's name is sealed.
    public static Address nameAddress(Person person) {
        return address(person, InformationClass.BASIC);
    }

    /// Where somebody's number, and a client's safety word, are sealed.
    public static Address contactAddress(Person person) {
        return address(person, InformationClass.CONTACT);
    }

    private static Address address(Person person, InformationClass informationClass) {
        return new Address(
                Owner.of(person.file()),
                RetentionGroup.RELATION,
                RECORD,
                person.id().value(),
                informationClass);
    }

    // --- staff, partners, auditors ---

    /// Invites somebody: an account that becomes active when its person has enrolled two factors through the link.
    @Transactional
    public InviteResult invite(Invitation invitation, Requester.SignedIn by) {
        people.lockAll();
        List<InviteResult.Fault> faults = faultsOf(invitation, by);
        return faults.isEmpty() ? invited(invitation, by) : new InviteResult.Rejected(faults);
    }

    /// What would be wrong with inviting somebody; nothing is changed.
    public List<InviteResult.Fault> faultsOf(Invitation invitation, Requester.SignedIn by) {
        List<InviteResult.Fault> faults = faults(invitation);
        if (invitation.roles().stream().anyMatch(ONLY_OWNER_GIVES::contains) && !by.has(Role.OWNER)) {
            faults.add(InviteResult.Fault.ONLY_OWNER_MAY);
        }
        return faults;
    }

    /// Whether somebody has this as a handle or as a code name.
    public boolean isTaken(String loginOrCodeName) {
        return people.loginOrCodeNameTaken(loginOrCodeName, loginOrCodeName);
    }

    /// Invites the very first administrator, who nobody can invite.
    @Transactional
    InviteResult inviteFirst(Invitation invitation, Requester by) {
        List<InviteResult.Fault> faults = faults(invitation);
        return faults.isEmpty() ? invited(invitation, by) : new InviteResult.Rejected(faults);
    }

    private List<InviteResult.Fault> faults(Invitation invitation) {
        List<InviteResult.Fault> faults = new ArrayList<>();
        if (invitation.name().isBlank()) {
            faults.add(InviteResult.Fault.NAME_MISSING);
        }
        if (invitation.mobile().isPresent()
                && Mobile.normalised(invitation.mobile().get()).isEmpty()) {
            faults.add(InviteResult.Fault.MOBILE_NOT_A_NUMBER);
        }
        if (!LOGIN.matcher(invitation.login()).matches()) {
            faults.add(InviteResult.Fault.LOGIN_SHAPE);
        }
        String codeName = invitation.codeName();
        if (codeName.isBlank() || !codeName.equals(codeName.strip()) || codeName.length() > LONGEST_CODE_NAME) {
            faults.add(InviteResult.Fault.CODE_NAME_SHAPE);
        }
        if (people.loginOrCodeNameTaken(invitation.login(), codeName)) {
            faults.add(InviteResult.Fault.LOGIN_OR_CODE_NAME_TAKEN);
        }
        if (invitation.kind() == PersonKind.CLIENT || !invitation.kind().mayHave(invitation.roles())) {
            faults.add(InviteResult.Fault.ROLES_DO_NOT_FIT);
        }
        if ((invitation.kind() == PersonKind.PARTNER) != invitation.partner().isPresent()) {
            faults.add(InviteResult.Fault.PARTNER_MISSING);
        }
        if ((invitation.kind() == PersonKind.AUDITOR) != invitation.scope().isPresent()) {
            faults.add(InviteResult.Fault.SCOPE_SHAPE);
        }
        if (invitation.scope().filter(scope -> !endsInTime(scope)).isPresent()) {
            faults.add(InviteResult.Fault.SCOPE_END);
        }
        return faults;
    }

    private boolean endsInTime(AuditScope scope) {
        return scope.openAt(clock.instant()) && !scope.openAt(clock.instant().plus(LONGEST_AUDIT));
    }

    private static Facts.AuditScopeSet scopeSet(PersonId person, AuditScope scope) {
        return new Facts.AuditScopeSet(person, scope.from(), scope.until(), scope.ends(), scope.matters());
    }

    private InviteResult invited(Invitation invitation, Requester by) {
        Person person = new Person(
                PersonId.random(),
                invitation.kind(),
                PersonStatus.INVITED,
                invitation.roles(),
                invitation.department(),
                invitation.partner(),
                SubjectId.random(),
                Optional.of(invitation.login()),
                Optional.of(invitation.codeName()),
                clock.instant(),
                invitation.scope());
        people.add(
                person,
                null,
                Entry.of(by, new Facts.PersonInvited(person.id(), person.kind(), person.roles(), person.department())));
        invitation.scope().ifPresent(scope -> ledger.append(Entry.of(by, scopeSet(person.id(), scope))));
        sealName(person, invitation.name());
        invitation.mobile().flatMap(Mobile::normalised).ifPresent(mobile -> sealContact(person, mobile, false));
        Links.NewLink link =
                links.make(Links.Aim.ENROLMENT, person.id(), Entry.of(by, new Facts.InvitationLinkMade(person.id())));
        return new InviteResult.Invited(person.id(), Cleartext.of(Enrolment.PATH + link.secret()), link.expiresAt());
    }

    /// Makes a new link for somebody who was invited and has not enrolled yet. Whoever has an account and lost a factor
    /// is let in again by two people: [LostFactors].
    @Transactional
    public InviteResult renewInvitation(PersonId id, Requester.SignedIn by) {
        Optional<Person> invited = people.find(id)
                .map(PeopleRepository.Stored::person)
                .filter(person -> person.kind() != PersonKind.CLIENT)
                .filter(person -> person.status() != PersonStatus.ENDED)
                .filter(person -> mayTouch(by, person));
        if (invited.isEmpty() || id.equals(by.person())) {
            return new InviteResult.Rejected(List.of(InviteResult.Fault.ONLY_OWNER_MAY));
        }
        return invited.get().status() == PersonStatus.INVITED
                ? letInAgain(id, by)
                : new InviteResult.Rejected(List.of(InviteResult.Fault.SECOND_PERSON));
    }

    /// Makes a new link at which the old factors go, and ends all sessions at once. Who may is for the caller to say.
    InviteResult.Invited letInAgain(PersonId id, Requester by) {
        sessions.endAllOf(id, by, SessionEnd.CREDENTIALS_CHANGED);
        Links.NewLink link = links.make(
                Links.Aim.ENROLMENT,
                id,
                Entry.of(by, new Facts.InvitationRenewed(id)).raising(Scope.of(id)));
        return new InviteResult.Invited(id, Cleartext.of(Enrolment.PATH + link.secret()), link.expiresAt());
    }

    /// Gives somebody other roles. Ends all of the person's sessions.
    @Transactional
    public ChangeResult changeRoles(
            PersonId id, Set<Role> roles, Optional<Department> department, Requester.SignedIn by) {
        people.lockAll();
        return change(
                id,
                by,
                stored -> {
                    Person before = stored.person();
                    if (!before.kind().mayHave(roles)) {
                        return Optional.of(ChangeResult.Reason.ROLES_DO_NOT_FIT);
                    }
                    boolean high = roles.stream().anyMatch(ONLY_OWNER_GIVES::contains);
                    if (high && !by.has(Role.OWNER)) {
                        return Optional.of(ChangeResult.Reason.ONLY_OWNER_MAY);
                    }
                    return !roles.contains(Role.OWNER) && isLastOwner(before)
                            ? Optional.of(ChangeResult.Reason.LAST_OWNER)
                            : Optional.empty();
                },
                before -> withRoles(before, roles, department));
    }

    /// Gives an auditor another scope or another end. Ends all of the person's sessions.
    @Transactional
    public ChangeResult changeScope(PersonId id, AuditScope scope, Requester.SignedIn by) {
        people.lockAll();
        return change(
                id,
                by,
                stored -> {
                    if (stored.person().kind() != PersonKind.AUDITOR) {
                        return Optional.of(ChangeResult.Reason.ROLES_DO_NOT_FIT);
                    }
                    return endsInTime(scope) ? Optional.empty() : Optional.of(ChangeResult.Reason.SCOPE_END);
                },
                before -> withScope(before, scope));
    }

    /// Closes an account for now. Ends all of the person's sessions.
    @Transactional
    public ChangeResult suspend(PersonId id, Requester.SignedIn by) {
        people.lockAll();
        return change(
                id,
                by,
                stored -> {
                    if (stored.person().status() != PersonStatus.ACTIVE) {
                        return Optional.of(ChangeResult.Reason.WRONG_STATE);
                    }
                    return isLastOwner(stored.person())
                            ? Optional.of(ChangeResult.Reason.LAST_OWNER)
                            : Optional.empty();
                },
                before -> withStatus(before, PersonStatus.SUSPENDED));
    }

    /// Opens a suspended account again.
    @Transactional
    public ChangeResult reinstate(PersonId id, Requester.SignedIn by) {
        people.lockAll();
        return change(
                id,
                by,
                stored -> stored.person().status() == PersonStatus.SUSPENDED
                        ? Optional.empty()
                        : Optional.of(ChangeResult.Reason.WRONG_STATE),
                before -> withStatus(before, PersonStatus.ACTIVE));
    }

    /// Ends an account for good: factors, codes and links are removed; the row stays, for entries name it.
    @Transactional
    public ChangeResult end(PersonId id, Requester.SignedIn by) {
        people.lockAll();
        ChangeResult result = change(
                id,
                by,
                stored -> isLastOwner(stored.person()) ? Optional.of(ChangeResult.Reason.LAST_OWNER) : Optional.empty(),
                before -> withStatus(before, PersonStatus.ENDED));
        if (result instanceof ChangeResult.Changed) {
            removeFactors(id, by, Entry.of(by, new Facts.FactorsRemoved(id)));
        }
        return result;
    }

    private ChangeResult change(
            PersonId id,
            Requester.SignedIn by,
            java.util.function.Function<PeopleRepository.Stored, Optional<ChangeResult.Reason>> objection,
            java.util.function.UnaryOperator<Person> change) {
        Optional<PeopleRepository.Stored> found = people.find(id);
        if (found.isEmpty()) {
            return new ChangeResult.Refused(ChangeResult.Reason.UNKNOWN);
        }
        PeopleRepository.Stored stored = found.get();
        Person before = stored.person();
        if (id.equals(by.person())) {
            return new ChangeResult.Refused(ChangeResult.Reason.OWN_ACCOUNT);
        }
        if (before.status() == PersonStatus.ENDED) {
            return new ChangeResult.Refused(ChangeResult.Reason.WRONG_STATE);
        }
        if (!mayTouch(by, before)) {
            return new ChangeResult.Refused(ChangeResult.Reason.ONLY_OWNER_MAY);
        }
        Optional<ChangeResult.Reason> reason = objection.apply(stored);
        if (reason.isPresent()) {
            return new ChangeResult.Refused(reason.get());
        }
        Person after = change.apply(before);
        people.change(
                stored,
                after,
                stored.mobileToken(),
                Entry.of(by, whatChanged(before, after)).raising(Scope.of(id)));
        sessions.endAllOf(id, by, after.isActive() ? SessionEnd.CREDENTIALS_CHANGED : SessionEnd.ACCOUNT_CLOSED);
        return new ChangeResult.Changed(after);
    }

    private static Recorded whatChanged(Person before, Person after) {
        if (before.status() != after.status()) {
            return new Facts.StatusChanged(before.id(), before.status(), after.status());
        }
        return after.scope()
                .filter(scope -> !before.scope().equals(Optional.of(scope)))
                .<Recorded>map(scope -> scopeSet(before.id(), scope))
                .orElseGet(() -> new Facts.RolesChanged(before.id(), before.roles(), after.roles()));
    }

    /// Only an owner touches owners and administrators.
    static boolean mayTouch(Requester.SignedIn by, Person person) {
        return by.has(Role.OWNER) || person.roles().stream().noneMatch(ONLY_OWNER_GIVES::contains);
    }

    private boolean isLastOwner(Person person) {
        return person.isActive()
                && person.has(Role.OWNER)
                && activeWith(Role.OWNER).stream().allMatch(owner -> owner.id().equals(person.id()));
    }

    // --- clients ---

    /// Opens an account for somebody who acts for a client, or finds the one that the number already has, and lets the
    /// person act for the subject.
    ///
    /// @param file   the person's own file: the subject itself for a natural person, else a new one
    /// @param actsFor the subject
    @Transactional
    public ClientAccount openClientAccount(
            SubjectId file, SubjectId actsFor, Cleartext name, Cleartext mobile, Requester by) {
        return openClientAccount(file, actsFor, name, mobile, Optional.empty(), by);
    }

    /// The same for somebody who acts by an authority, and for nobody who acts for this client already.
    @Transactional
    public ClientAccount openClientAccount(
            SubjectId file,
            SubjectId actsFor,
            Cleartext name,
            Cleartext mobile,
            Optional<Authority> authority,
            Requester by) {
        people.lockAll();
        Optional<Cleartext> number = Mobile.normalised(mobile);
        if (number.isEmpty()) {
            return new ClientAccount.NotANumber();
        }
        byte[] token = blindIndexes.token(SignIn.MOBILE_INDEX, number.get());
        Optional<Person> existing = people.findByMobile(token).map(PeopleRepository.Stored::person);
        if (existing.isPresent()) {
            if (authority.isPresent() && actsFor(existing.get().id()).contains(actsFor)) {
                // One way of acting does not take the place of another: its end would be the end of both.
                return new ClientAccount.ActsAlready(existing.get().id());
            }
            let(existing.get().id(), actsFor, true, authority, by);
            return new ClientAccount.Existing(existing.get().id());
        }
        Person person = new Person(
                PersonId.random(),
                PersonKind.CLIENT,
                PersonStatus.INVITED,
                Set.of(Role.CLIENT),
                Optional.empty(),
                Optional.empty(),
                file,
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                Optional.empty());
        people.add(person, token, Entry.of(by, new Facts.ClientAccountOpened(person.id(), file)));
        sealName(person, name);
        sealContact(person, number.get(), true);
        let(person.id(), actsFor, true, authority, by);
        return new ClientAccount.Opened(person.id());
    }

    /// Lets a client's signer act for a subject in the own right.
    @Transactional
    void letActFor(PersonId person, SubjectId subject, Requester by) {
        let(person, subject, true, Optional.empty(), by);
    }

    /// The person acts for the subject no more, from this transaction's commit on.
    @Transactional
    public void endActingFor(PersonId person, SubjectId subject, Requester by) {
        let(person, subject, false, Optional.empty(), by);
    }

    private void let(PersonId person, SubjectId subject, boolean acts, Optional<Authority> authority, Requester by) {
        acting.set(
                person,
                subject,
                acts,
                authority,
                clock.instant(),
                Entry.of(by, new Facts.ActingChanged(person, subject, acts)).raising(Scope.of(person)));
    }

    /// Who acts for a subject now.
    public Set<PersonId> actingFor(SubjectId subject) {
        return acting.peopleFor(subject).keySet();
    }

    /// Who acts for a subject now without having been let in by another: the client itself, whoever signed for it
    /// first, its legal representative, its heirs.
    public Set<PersonId> principalsOf(SubjectId subject) {
        return acting.peopleFor(subject).entrySet().stream()
                .filter(entry -> entry.getValue()
                        .map(by -> !by.capacity().isByAuthority())
                        .orElse(true))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// For whom a person acts now.
    public Set<SubjectId> actsFor(PersonId person) {
        return acting.subjectsOf(person);
    }

    /// All for whom a person acts or has ever acted, whether or not the row says so rightly: for questions
    /// whose careful answer is the longer one.
    public Set<SubjectId> everActedFor(PersonId person) {
        return acting.everSubjectsOf(person);
    }

    /// Clients' accounts that are open and act for nobody any more, the oldest first; at most 100.
    public List<Person> actingForNobody() {
        return acting.actingForNobody().stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /// Whether whoever has this number acts for a subject now.
    public boolean actsFor(Cleartext mobile, SubjectId subject) {
        return Mobile.normalised(mobile)
                .map(number -> blindIndexes.token(SignIn.MOBILE_INDEX, number))
                .flatMap(people::findByMobile)
                .filter(stored -> actsFor(stored.person().id()).contains(subject))
                .isPresent();
    }

    /// A code and a link for a client to be shown across the table. That the client is the asker's own is for the
    /// calling room to check.
    ///
    /// @return empty if there is no such client's account, or it is closed
    @Transactional
    public Optional<FaceToFaceCode> faceToFaceCode(PersonId client, Requester by) {
        return people.find(client)
                .map(PeopleRepository.Stored::person)
                .filter(person -> person.kind() == PersonKind.CLIENT)
                .filter(person -> person.isActive() || person.status() == PersonStatus.INVITED)
                .map(person -> {
                    CodeDesk.NewCode code = codes.issue(CodeChannel.FACE_TO_FACE, client, null);
                    Links.NewLink link = links.make(
                            Links.Aim.CLIENT_DOOR,
                            client,
                            Entry.of(by, new Facts.CodeIssued(client, CodeChannel.FACE_TO_FACE)));
                    return new FaceToFaceCode(
                            Cleartext.of(code.code()), Cleartext.of("/client/door/" + link.secret()), code.expiresAt());
                });
    }

    /// Whether a person has a PIN; one that SQL changed counts, for nobody may choose over it.
    public boolean hasPin(PersonId person) {
        return !credentials.mayChoosePin(person);
    }

    /// A client forgot the PIN: it is removed, all sessions end, and the next sign-in chooses a new one.
    @Transactional
    public boolean forgetPin(PersonId client, Requester by) {
        boolean isClient = people.find(client)
                .filter(stored -> stored.person().kind() == PersonKind.CLIENT)
                .isPresent();
        if (!isClient) {
            return false;
        }
        removeFactors(
                client,
                by,
                Entry.of(by, new Facts.FactorRemoved(client, Factor.PIN)).raising(Scope.of(client)));
        sessions.endAllOf(client, by, SessionEnd.CREDENTIALS_CHANGED);
        return true;
    }

    /// Forgets a client's signer whose file is destroyed: number token, factors, sessions. The row stays without them.
    @Transactional
    void forget(SubjectId file, Requester by) {
        people.findByFile(file).ifPresent(stored -> {
            Person before = stored.person();
            Person after = new Person(
                    before.id(),
                    before.kind(),
                    PersonStatus.ENDED,
                    before.roles(),
                    before.department(),
                    before.partner(),
                    before.file(),
                    Optional.empty(),
                    Optional.empty(),
                    before.createdAt(),
                    Optional.empty());
            if (!before.equals(after) || stored.mobileToken() != null) {
                Entry entry = Entry.of(by, new Facts.StatusChanged(before.id(), before.status(), after.status()));
                people.change(stored, after, null, entry.raising(Scope.of(before.id())));
                sessions.endAllOf(before.id(), by, SessionEnd.ACCOUNT_CLOSED);
                removeFactors(before.id(), by, Entry.of(by, new Facts.FactorsRemoved(before.id())));
            }
        });
    }

    private void removeFactors(PersonId person, Requester by, Entry entry) {
        credentials.remove(person, links.endAllOf(person, entry));
        passkeys.removeAllOf(person, by);
        codes.endAllOf(person);
    }

    private void sealName(Person person, Cleartext name) {
        String text = name.revealForDisplay().strip();
        String mask = text.substring(0, text.offsetByCodePoints(0, 1)) + "**";
        sealer.seal(nameAddress(person), Map.of(NAME, Cleartext.of(text)), Map.of(NAME, Cleartext.of(mask)));
    }

    private void sealContact(Person person, Cleartext mobile, boolean withSafetyWord) {
        Map<String, Cleartext> fields = new HashMap<>(Map.of(MOBILE, mobile));
        Map<String, Cleartext> masks = new HashMap<>(Map.of(MOBILE, Mobile.mask(mobile)));
        if (withSafetyWord) {
            fields.put(SAFETY_WORD, SafetyWords.random(tokens));
            masks.put(SAFETY_WORD, Cleartext.of("****"));
        }
        sealer.seal(contactAddress(person), fields, masks);
    }

    static Person withStatus(Person person, PersonStatus status) {
        return new Person(
                person.id(),
                person.kind(),
                status,
                person.roles(),
                person.department(),
                person.partner(),
                person.file(),
                person.login(),
                person.codeName(),
                person.createdAt(),
                person.scope());
    }

    static Person withScope(Person person, AuditScope scope) {
        return new Person(
                person.id(),
                person.kind(),
                person.status(),
                person.roles(),
                person.department(),
                person.partner(),
                person.file(),
                person.login(),
                person.codeName(),
                person.createdAt(),
                Optional.of(scope));
    }

    private static Person withRoles(Person person, Set<Role> roles, Optional<Department> department) {
        return new Person(
                person.id(),
                person.kind(),
                person.status(),
                roles,
                department,
                person.partner(),
                person.file(),
                person.login(),
                person.codeName(),
                person.createdAt(),
                person.scope());
    }
}
