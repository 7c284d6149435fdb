package io.equiveil.identity;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Requester;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What the gate hears about sign-in: the session lives, two factors were proven, the account is active, and its roles
/// are those that the requester came with. Read afresh, and believed only with a good MAC.
@Component
class SessionFacts implements FactSource {

    private final Sessions sessions;
    private final PeopleRepository people;
    private final ActingRepository acting;
    private final Clock clock;

    SessionFacts(Sessions sessions, PeopleRepository people, ActingRepository acting, Clock clock) {
        this.sessions = sessions;
        this.people = people;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public Clause clause() {
        return Clause.AUTHENTICATED_SESSION;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        return switch (question.who()) {
            case Requester.SignedIn person -> forAll(question, fact(person));
            case Requester.Anonymous _ -> forAll(question, Fact.fails(Reason.NOT_SIGNED_IN, Remedy.SIGN_IN));
            // The machine's readers have no session; what they may do stands in the policy.
            case Requester.Machine _ -> Map.of();
        };
    }

    private Fact fact(Requester.SignedIn who) {
        Optional<SignedInSession> found =
                sessions.find(who.session()).filter(session -> session.person().equals(who.person()));
        if (found.isEmpty()) {
            return Fact.fails(Reason.SESSION_ENDED, Remedy.SIGN_IN);
        }
        SignedInSession session = found.get();
        return switch (sessions.state(session)) {
            case OVER -> Fact.fails(Reason.SESSION_ENDED, Remedy.SIGN_IN);
            case NOT_GENUINE -> Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
            case LIVE ->
                session.factors() < HandlerGuard.FACTORS_NEEDED
                        ? Fact.fails(Reason.SECOND_FACTOR_MISSING, Remedy.SIGN_IN)
                        : account(who);
        };
    }

    private Fact account(Requester.SignedIn who) {
        Optional<PeopleRepository.Stored> stored = people.find(who.person());
        if (stored.isEmpty()) {
            return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
        }
        Person person = stored.get().person();
        if (!person.letsInAt(clock.instant())) {
            return Fact.fails(Reason.ACCOUNT_SUSPENDED, Remedy.ASK_COMPLIANCE_OFFICER);
        }
        boolean unchanged = person.roles().equals(who.roles())
                && person.scope().equals(who.scope())
                && person.partner().equals(who.partner())
                && (who.actsFor().isEmpty() || acting.subjectsOf(who.person()).containsAll(who.actsFor()));
        // Otherwise roles, firm or mandate changed since this request began.
        return unchanged ? Fact.holds() : Fact.fails(Reason.SESSION_ENDED, Remedy.SIGN_IN);
    }

    private static Map<Address, Fact> forAll(Question question, Fact fact) {
        Map<Address, Fact> facts = new HashMap<>();
        question.what().forEach(address -> facts.put(address, fact));
        return facts;
    }
}
