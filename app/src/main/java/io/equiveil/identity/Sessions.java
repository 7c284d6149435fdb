package io.equiveil.identity;

import io.equiveil.access.spi.SessionDevices;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DeviceId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Sessions of people who have proven two factors: opened, proven again, listed, ended.
///
/// A session ends after half an hour without use, after twelve hours in any case, and at once when its person signs
/// out, is suspended, or gets other roles. Ending one raises its person's epoch, so that no release decided before can
/// be recorded after. Accounts and roles are read afresh at every call.
@Service
public class Sessions implements Requesters.Lookup {

    /// Without use for so long, a session is over.
    static final Duration IDLE = Duration.ofMinutes(30);

    /// And after this in any case.
    static final Duration LONGEST = Duration.ofHours(12);

    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final SignedInSessions sessions;
    private final PeopleRepository people;
    private final ActingRepository acting;
    private final ObjectProvider<SessionDevices> devices;
    private final Tokens tokens;
    private final Clock clock;

    Sessions(
            SignedInSessions sessions,
            PeopleRepository people,
            ActingRepository acting,
            ObjectProvider<SessionDevices> devices,
            Tokens tokens,
            Clock clock) {
        this.sessions = sessions;
        this.people = people;
        this.acting = acting;
        this.devices = devices;
        this.tokens = tokens;
        this.clock = clock;
    }

    static Digest tokenMac(Tokens tokens, String secret) {
        return tokens.mac("session", secret);
    }

    /// Opens a session for a program; the secret in the answer goes into its `Authorization: Bearer` header.
    @Transactional
    public OpenedSession open(Proof proof, Visit visit) {
        return openAs(proof, visit, UUID.randomUUID(), tokens.newSecret());
    }

    /// Opens a session under a secret that a browser gets as a cookie.
    @Transactional
    OpenedSession openAs(Proof proof, Visit visit, UUID row, String secret) {
        Instant now = clock.instant();
        SessionId id = new SessionId(row);
        SignedInSession session = new SignedInSession(
                id,
                proof.person(),
                tokenMac(tokens, secret),
                visit.appliance(),
                proof.factors(),
                now,
                now,
                now.plus(LONGEST),
                now,
                visit.device(),
                Optional.empty(),
                0,
                Digest.of(new byte[Digest.LENGTH]),
                new byte[0]);
        Person person = people.find(proof.person())
                .map(PeopleRepository.Stored::person)
                .filter(found -> found.letsInAt(now))
                .orElseThrow(() -> new IllegalStateException("not an active account: " + proof.person()));
        Requester who = requester(session, person, visit.source(), visit.device());
        sessions.write(
                session, Entry.of(who, new Facts.PersonSignedIn(person.id(), id, proof.method(), proof.factors())));
        return new OpenedSession(id, Cleartext.of(secret), session.expiresAt());
    }

    /// Who a secret belongs to, if its session lives, its account is active and neither row was tampered with.
    ///
    /// @param source the network address, for the requester
    /// @param device what the browser's device token hashes to now
    @Override
    @Transactional
    public Optional<Requester.SignedIn> requester(String secret, String source, Optional<Digest> device) {
        return sessions.findByToken(tokenMac(tokens, secret))
                .filter(session -> state(session) == State.LIVE)
                .flatMap(session -> people.find(session.person())
                        .map(PeopleRepository.Stored::person)
                        .filter(person -> person.letsInAt(clock.instant()))
                        .map(person -> {
                            touch(session);
                            return requester(session, person, source, device);
                        }));
    }

    private void touch(SignedInSession session) {
        Instant now = clock.instant();
        if (session.lastSeenAt().plus(TOUCH).isBefore(now)) {
            sessions.touch(session.id(), now);
        }
    }

    private Requester.SignedIn requester(
            SignedInSession session, Person person, String source, Optional<Digest> device) {
        Set<SubjectId> actsFor = person.has(Role.CLIENT) ? acting.subjectsOf(person.id()) : Set.of();
        return new Requester.SignedIn(
                person.id(),
                session.id(),
                person.roles(),
                actsFor,
                person.partner(),
                session.factors(),
                session.provenAt(),
                device(session, person.id(), device),
                source,
                person.scope());
    }

    /// The device counts only while the browser still shows the token that it had at sign-in, if it had one then.
    private Optional<DeviceId> device(SignedInSession session, PersonId person, Optional<Digest> shown) {
        if (session.device().isPresent() && !session.device().equals(shown)) {
            return Optional.empty();
        }
        SessionDevices known = devices.getIfAvailable();
        return known == null ? Optional.empty() : shown.flatMap(token -> known.deviceOf(person, token));
    }

    /// How a session stands.
    enum State {
        LIVE,
        OVER,
        NOT_GENUINE
    }

    State state(SignedInSession session) {
        Instant now = clock.instant();
        if (session.endedAt().isPresent()
                || !session.expiresAt().isAfter(now)
                || !session.lastSeenAt().plus(IDLE).isAfter(now)) {
            return State.OVER;
        }
        return sessions.genuine(session) ? State.LIVE : State.NOT_GENUINE;
    }

    Optional<SignedInSession> find(SessionId id) {
        return sessions.find(id);
    }

    /// Notes a fresh proof of identity (再次确认身份) and gives the session a new secret.
    @Transactional
    OpenedSession confirm(Requester.SignedIn who, Factor factor, String newSecret) {
        SignedInSession session = sessions.find(who.session())
                .filter(found -> found.person().equals(who.person()) && state(found) == State.LIVE)
                .orElseThrow(() -> Denial.NOT_SIGNED_IN.problem());
        SignedInSession proven = session.provenAgain(tokenMac(tokens, newSecret), clock.instant());
        sessions.write(proven, Entry.of(who, new Facts.IdentityConfirmed(who.person(), who.session(), factor)));
        return new OpenedSession(session.id(), Cleartext.of(newSecret), session.expiresAt());
    }

    /// The person's own open sessions, newest first.
    public List<SessionSummary> of(Requester.SignedIn who) {
        return sessions.openOf(who.person()).stream()
                .filter(session -> state(session) == State.LIVE)
                .map(session -> new SessionSummary(
                        session.id(),
                        session.appliance(),
                        session.createdAt(),
                        session.lastSeenAt(),
                        session.expiresAt()))
                .toList();
    }

    /// Ends this session.
    @Transactional
    public void signOut(Requester.SignedIn who) {
        end(who.session(), who, SessionEnd.SIGNED_OUT);
    }

    /// Ends one of the person's own sessions; nothing happens if it is somebody else's or has ended.
    @Transactional
    public void signOut(Requester.SignedIn who, SessionId other) {
        if (sessions.find(other)
                .filter(session -> session.person().equals(who.person()))
                .isPresent()) {
            end(other, who, other.equals(who.session()) ? SessionEnd.SIGNED_OUT : SessionEnd.SIGNED_OUT_ELSEWHERE);
        }
    }

    /// Ends all sessions of this person, this one included.
    @Transactional
    public void signOutEverywhere(Requester.SignedIn who) {
        endAllOf(who.person(), who, SessionEnd.SIGNED_OUT_ELSEWHERE);
    }

    /// Ends all sessions of somebody.
    @Transactional
    void endAllOf(PersonId person, Requester who, SessionEnd why) {
        for (SignedInSession session : sessions.openOf(person)) {
            end(session.id(), who, why);
        }
    }

    private void end(SessionId id, Requester who, SessionEnd why) {
        sessions.find(id)
                .filter(session -> session.endedAt().isEmpty())
                .ifPresent(session -> sessions.write(
                        session.ended(clock.instant()),
                        Entry.of(who, new Facts.PersonSignedOut(session.person(), id, why))
                                .raising(Scope.of(session.person()))));
    }
}
