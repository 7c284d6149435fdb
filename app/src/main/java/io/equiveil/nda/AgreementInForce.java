package io.equiveil.nda;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementRepository.Found;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tells the gate whether an agreement between the right parties is in force and names the class that is
/// asked for.
///
/// Staff and partners need the client's agreement with the firm: for a client's values that client's, for a matter's
/// values one that covers the matter. A client on the other side needs its own buyer's agreement for that
/// matter. Every row is believed only if it is genuine. What the reader itself has signed is
/// [OwnAgreementInForce]'s affair.
@Component
class AgreementInForce implements FactSource {

    static final Fact NONE = Fact.fails(Reason.NO_AGREEMENT, Remedy.SIGN_AGREEMENT);
    private static final Fact NO_BUYERS = Fact.fails(Reason.NO_BUYER_AGREEMENT, Remedy.SIGN_AGREEMENT);
    private static final Fact FORGED = Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);

    private final AgreementRepository agreements;

    AgreementInForce(AgreementRepository agreements) {
        this.agreements = agreements;
    }

    @Override
    public Clause clause() {
        return Clause.AGREEMENT_IN_FORCE;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        Map<Owner, List<Found>> known = new HashMap<>();
        Map<Address, Fact> facts = new HashMap<>();
        Fact none = question.who() instanceof Requester.SignedIn person && person.has(Role.CLIENT) ? NO_BUYERS : NONE;
        for (Address address : question.what()) {
            List<Found> candidates = known.computeIfAbsent(address.owner(), owner -> candidates(question, owner));
            facts.put(address, judge(candidates, address, question.at(), none));
        }
        return facts;
    }

    private List<Found> candidates(Question question, Owner owner) {
        boolean outsider = question.who() instanceof Requester.SignedIn person && person.has(Role.CLIENT);
        Set<SubjectId> own = question.who() instanceof Requester.SignedIn person ? person.actsFor() : Set.of();
        return switch (owner) {
            case Owner.OfSubject of ->
                outsider && !own.contains(of.subject())
                        ? buyers(question, own)
                        : ofKind(agreements.ofSubject(of.subject()), AgreementKind.CLIENT_FIRM);
            case Owner.OfMatter of -> outsider ? buyersOf(of.matter(), own) : covering(of.matter());
        };
    }

    private List<Found> buyers(Question question, Set<SubjectId> own) {
        return question.matter().map(matter -> buyersOf(matter, own)).orElse(List.of());
    }

    private List<Found> buyersOf(MatterId matter, Set<SubjectId> own) {
        return own.stream()
                .flatMap(subject -> ofKind(agreements.ofSubject(subject), AgreementKind.BUYER).stream())
                .filter(found -> found.row().matter().filter(matter::equals).isPresent())
                .toList();
    }

    private List<Found> covering(MatterId matter) {
        Set<AgreementId> ids = agreements.covering(matter);
        return ofKind(agreements.ofMatter(matter), AgreementKind.CLIENT_FIRM).stream()
                .filter(found -> ids.contains(found.row().id()))
                .toList();
    }

    private static List<Found> ofKind(List<Found> all, AgreementKind kind) {
        return all.stream().filter(found -> found.row().kind() == kind).toList();
    }

    /// Any one agreement that opens the class suffices; otherwise the nearest miss is the reason.
    ///
    /// @param none what it comes to without any
    static Fact judge(List<Found> candidates, Address address, Instant now, Fact none) {
        Fact nearest = none;
        for (Found found : candidates) {
            AgreementRow row = found.row();
            if (!found.genuine()) {
                nearest = FORGED;
            } else if (!row.opensAt(now)) {
                nearest = row.isOverAt(now)
                        ? Fact.fails(Reason.AGREEMENT_EXPIRED, Remedy.SIGN_AGREEMENT)
                        : Fact.fails(Reason.AGREEMENT_NOT_YET_IN_FORCE, Remedy.SIGN_AGREEMENT);
            } else if (!row.terms().scope().contains(address.informationClass())) {
                nearest = Fact.fails(Reason.CLASS_OUTSIDE_SCOPE, Remedy.ASK_LEAD_ADVISOR);
            } else {
                return Fact.holds();
            }
        }
        return nearest;
    }
}
