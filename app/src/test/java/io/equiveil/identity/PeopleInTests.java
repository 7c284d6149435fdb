package io.equiveil.identity;

import io.equiveil.House;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.nda.UndertakingsInTests;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/// People with live sessions for the tests of every room: real accounts and real sessions, only faster than by hand.
public final class PeopleInTests {

    private static final Random RANDOM = new Random();

    private static final AuditScope EVERYTHING = new AuditScope(
            Instant.EPOCH,
            Instant.parse("2999-01-01T00:00:00Z"),
            Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS),
            Set.of());

    private PeopleInTests() {}

    /// Somebody signed in with two factors.
    ///
    /// @param token for `Authorization: Bearer` below `/api/`, or for the cookie `EVSESSION` on pages
    public record SignedInPerson(PersonId person, SubjectId file, Requester.SignedIn requester, String token) {}

    /// A member of staff, signed in, who has signed the own undertaking.
    public static SignedInPerson staff(House house, Role... roles) {
        return bound(house, newStaff(house, roles));
    }

    /// A new member of staff, signed in, who has signed nothing yet.
    public static SignedInPerson newStaff(House house, Role... roles) {
        return signedIn(house, invited(house, PersonKind.STAFF, Set.of(roles), Optional.empty()));
    }

    /// Somebody who works for a partner firm, signed in, who has signed the own undertaking.
    public static SignedInPerson partner(House house, PartnerId firm) {
        return bound(house, newPartner(house, firm));
    }

    /// Somebody new who works for a partner firm, signed in, who has signed nothing yet.
    public static SignedInPerson newPartner(House house, PartnerId firm) {
        return signedIn(house, invited(house, PersonKind.PARTNER, Set.of(Role.PARTNER), Optional.of(firm)));
    }

    private static SignedInPerson bound(House house, SignedInPerson person) {
        UndertakingsInTests.sign(house, person.person());
        return person;
    }

    /// Somebody who signed in by hand, known by what the door gave out.
    public static SignedInPerson withToken(House house, String token) {
        Requester.SignedIn requester = house.bean(Sessions.class)
                .requester(token, "192.0.2.1", Optional.empty())
                .orElseThrow();
        SubjectId file =
                house.bean(People.class).find(requester.person()).orElseThrow().file();
        return new SignedInPerson(requester.person(), file, requester, token);
    }

    /// An auditor of everything, signed in.
    public static SignedInPerson auditor(House house) {
        return auditor(house, EVERYTHING);
    }

    /// An auditor, signed in, of what the scope covers.
    public static SignedInPerson auditor(House house, AuditScope scope) {
        InviteResult invited =
                invite(house, PersonKind.AUDITOR, Set.of(Role.AUDITOR), Optional.empty(), Optional.of(scope));
        return signedIn(house, ((InviteResult.Invited) invited).person());
    }

    /// An auditor's account as earlier versions made them: without scope and end.
    public static void forgetAudit(House house, PersonId auditor) {
        PeopleRepository people = house.bean(PeopleRepository.class);
        house.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            PeopleRepository.Stored stored = people.find(auditor).orElseThrow();
            Person before = stored.person();
            Person after = new Person(
                    before.id(),
                    before.kind(),
                    before.status(),
                    before.roles(),
                    before.department(),
                    before.partner(),
                    before.file(),
                    before.login(),
                    before.codeName(),
                    before.createdAt(),
                    Optional.empty());
            people.change(
                    stored,
                    after,
                    null,
                    Entry.of(owner(), new Facts.RolesChanged(auditor, before.roles(), after.roles())));
        });
    }

    /// The account is closed for good.
    public static void end(House house, PersonId person) {
        var _ = house.bean(People.class).end(person, owner());
    }

    /// The audit's last day has passed, as far as the account says.
    public static void endAudit(House house, PersonId auditor) {
        PeopleRepository people = house.bean(PeopleRepository.class);
        house.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            PeopleRepository.Stored stored = people.find(auditor).orElseThrow();
            AuditScope scope = stored.person().scope().orElseThrow();
            Instant past = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
            people.change(
                    stored,
                    People.withScope(
                            stored.person(), new AuditScope(scope.from(), scope.until(), past, scope.matters())),
                    null,
                    Entry.of(owner(), new Facts.AuditScopeSet(auditor, scope.from(), scope.until(), past, Set.of())));
        });
    }

    /// A client's signer who acts for the subject, signed in.
    public static SignedInPerson client(House house, SubjectId actsFor) {
        return signedIn(house, clientAccount(house, SubjectId.random(), actsFor, mobile()));
    }

    /// A natural person who is the client, signed in: the file is the subject.
    public static SignedInPerson clientInPerson(House house, SubjectId subject) {
        return signedIn(house, clientAccount(house, subject, subject, mobile()));
    }

    static PersonId clientAccount(House house, SubjectId file, SubjectId actsFor, String mobile) {
        ClientAccount account = house.bean(People.class)
                .openClientAccount(file, actsFor, Cleartext.of("测试客户"), Cleartext.of(mobile), owner());
        return ((ClientAccount.Opened) account).person();
    }

    /// A mobile number that no test has used: synthetic, of a range that is not given out.
    static String mobile() {
        return "199" + "%08d".formatted(RANDOM.nextInt(100_000_000));
    }

    static String login() {
        return "t" + Long.toString(RANDOM.nextLong(1L << 50), 36) + "x";
    }

    static PersonId invited(House house, PersonKind kind, Set<Role> roles, Optional<PartnerId> partner) {
        return ((InviteResult.Invited) invite(house, kind, roles, partner)).person();
    }

    static InviteResult invite(House house, PersonKind kind, Set<Role> roles, Optional<PartnerId> partner) {
        return invite(house, kind, roles, partner, Optional.empty());
    }

    static InviteResult invite(
            House house, PersonKind kind, Set<Role> roles, Optional<PartnerId> partner, Optional<AuditScope> scope) {
        String login = login();
        return house.bean(People.class)
                .invite(
                        new Invitation(
                                kind,
                                Cleartext.of("测试同事"),
                                Optional.empty(),
                                login,
                                login,
                                roles,
                                Optional.of(Department.BUSINESS),
                                partner,
                                scope),
                        owner());
    }

    /// An owner as far as the front door looks; not a live session.
    static Requester.SignedIn owner() {
        return new Requester.SignedIn(
                PersonId.random(),
                SessionId.random(),
                Set.of(Role.OWNER),
                Set.of(),
                Optional.empty(),
                2,
                Instant.now(),
                Optional.empty(),
                "192.0.2.1");
    }

    /// Opens a session without going through the factors.
    public static SignedInPerson signedIn(House house, PersonId person) {
        activate(house, person);
        Visit visit = new Visit("192.0.2.1", Visit.Appliance.PROGRAM, Optional.empty());
        String token = house.bean(Sessions.class)
                .open(new Proof(person, SignInMethod.PASSWORD_AND_TOTP), visit)
                .secret()
                .revealForDisplay();
        Requester.SignedIn requester = house.bean(Sessions.class)
                .requester(token, visit.source(), Optional.empty())
                .orElseThrow();
        SubjectId file = house.bean(People.class).find(person).orElseThrow().file();
        return new SignedInPerson(person, file, requester, token);
    }

    /// Another session of the same person.
    public static SignedInPerson signedInAgain(House house, SignedInPerson person) {
        return signedIn(house, person.person());
    }

    /// Lets somebody act for a client in the own right, as if it had signed for it first.
    public static void letActFor(House house, SignedInPerson signer, SubjectId subject, SignedInPerson by) {
        house.bean(People.class).letActFor(signer.person(), subject, by.requester());
    }

    /// Gives a client's signer a PIN, as the first sign-in does.
    public static void choosePin(House house, SignedInPerson client, String pin) {
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> house.bean(Credentials.class)
                        .setPin(
                                client.person(),
                                Cleartext.of(pin),
                                Entry.of(client.requester(), new Facts.FactorEnrolled(client.person(), Factor.PIN))));
    }

    /// The same session, as if its owner had proven both factors 16 minutes ago: too long for what weighs.
    public static void provenLongAgo(House house, SignedInPerson person) {
        provenAt(house, person, Instant.now().minus(Duration.ofMinutes(16)));
    }

    /// As after a fresh proof.
    public static void provenNow(House house, SignedInPerson person) {
        provenAt(house, person, Instant.now());
    }

    private static void provenAt(House house, SignedInPerson person, Instant at) {
        SignedInSessions sessions = house.bean(SignedInSessions.class);
        SignedInSession session = sessions.find(person.requester().session()).orElseThrow();
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> sessions.write(
                        session.provenAgain(session.tokenMac(), at.truncatedTo(ChronoUnit.SECONDS)),
                        Entry.of(
                                person.requester(),
                                new Facts.IdentityConfirmed(person.person(), session.id(), Factor.TOTP))));
    }

    private static void activate(House house, PersonId id) {
        PeopleRepository people = house.bean(PeopleRepository.class);
        house.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            PeopleRepository.Stored stored = people.find(id).orElseThrow();
            if (!stored.person().isActive()) {
                people.change(
                        stored,
                        People.withStatus(stored.person(), PersonStatus.ACTIVE),
                        stored.mobileToken(),
                        Entry.of(owner(), new Facts.StatusChanged(id, PersonStatus.INVITED, PersonStatus.ACTIVE)));
            }
        });
    }
}
