package io.equiveil.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.clients.ClientFile;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.SubjectEntry;
import io.equiveil.ledger.LedgerReader.SubjectPart;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.AMatter.Buyer;
import io.equiveil.matters.Matters;
import io.equiveil.vault.KeyCustody;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

/// A seller finds every look at the facts of its side of a matter, without learning more of the other side than the
/// matter tells.
class MatterLookupsTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Api api = new Api(a.house);
    private final LedgerReader reader = a.house.bean(LedgerReader.class);
    private final Address price = Matters.dealAddress(a.id, InformationClass.DEAL_DETAIL);

    @Test
    void theSellerSeesWhoLookedAtTheDealAndTheBuyerSeesNothingOfIt() throws InterruptedException {
        Buyer buyer = a.admittedBuyer();
        a.toDueDiligence();
        assertThat(open(a.advisor, Purpose.MANDATE).shown()).containsKey(price);
        assertThat(open(buyer.person(), Purpose.DUE_DILIGENCE).shown()).containsKey(price);

        assertThat(saidAbout(a.sellerSubject))
                .extracting(SubjectPart::actor)
                .contains(new Actor.Person(
                        a.advisor.person(), a.advisor.requester().roles()))
                .contains(new Actor.OtherClient());
        assertThat(saidAbout(buyer.subject()))
                .filteredOn(said -> said.matter().filter(a.id::equals).isPresent())
                .filteredOn(said -> said.classes().contains(InformationClass.DEAL_DETAIL))
                .isEmpty();

        String alias = a.clients.find(buyer.subject()).map(ClientFile::alias).orElseThrow();
        HttpResponse<String> looks = api.get("/api/portal/lookups", a.seller.token());
        assertThat(looks.body())
                .contains("\"reader\":\"CLIENT\",\"name\":\"" + alias + "\"", a.id.toString())
                .doesNotContain(buyer.person().person().toString());
        HttpResponse<String> evidence = api.get("/api/portal/evidence", a.seller.token());
        for (int tries = 0; tries < 100 && !evidence.body().contains("OTHER_CLIENT"); tries++) {
            Thread.sleep(100);
            evidence = api.get("/api/portal/evidence", a.seller.token());
        }
        assertThat(evidence.statusCode()).isEqualTo(200);
        assertThat(evidence.body())
                .contains("OTHER_CLIENT", "DEAL_DETAIL")
                .doesNotContain(buyer.person().person().toString())
                .doesNotContain(buyer.subject().toString());
    }

    @Test
    void theControlTurnsRedWhenAPartyDoesNotFindALookAtItsSide() {
        a.seal();
        open(a.advisor, Purpose.MANDATE);
        ConcernedParties honest = addresses -> a.house.beans(ConcernedParties.class).stream()
                .flatMap(room -> room.concernedBy(addresses).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
        assertThat(check(honest).check()).isInstanceOf(Outcome.Holds.class);

        ConcernedParties leftOut = addresses ->
                addresses.contains(price) ? Map.of(price, Set.of(SubjectId.random())) : honest.concernedBy(addresses);

        assertThat(check(leftOut).check()).isInstanceOf(Outcome.Fails.class);
    }

    private LookupsCheck check(ConcernedParties parties) {
        ObjectProvider<ConcernedParties> only = new ObjectProvider<>() {
            @Override
            public Stream<ConcernedParties> orderedStream() {
                return Stream.of(parties);
            }
        };
        return new LookupsCheck(reader, a.house.bean(KeyCustody.class), only, a.house.bean(Clock.class));
    }

    private Disclosure.Answered open(SignedInPerson who, Purpose purpose) {
        return (Disclosure.Answered) a.house
                .bean(Disclosures.class)
                .open(who.requester(), List.of(Wanted.value(price, "price")), Why.of(purpose, a.id));
    }

    private List<SubjectPart> saidAbout(SubjectId subject) {
        return reader.aboutSubject(subject, OptionalLong.empty(), 200).stream()
                .map(SubjectEntry::said)
                .flatMap(java.util.Optional::stream)
                .toList();
    }
}
