package io.equiveil.declarations;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.DocumentDisclosure;
import io.equiveil.files.IncomingFiles;
import io.equiveil.identity.People;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.vault.Sealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/// What is sealed about declarations, read through the gate: the reason, the signer, the pictures, and what
/// is filled into the text that is printed.
@Service
public class DeclarationReading {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WIDTH = 1100;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MARK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final DeclarationStandings standings;
    private final Disclosures disclosures;
    private final Clients clients;
    private final IncomingFiles files;
    private final People people;
    private final Sealer sealer;
    private final Clock clock;

    DeclarationReading(
            DeclarationStandings standings,
            Disclosures disclosures,
            Clients clients,
            IncomingFiles files,
            People people,
            Sealer sealer,
            Clock clock) {
        this.standings = standings;
        this.disclosures = disclosures;
        this.clients = clients;
        this.files = files;
        this.people = people;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// What the gate showed.
    ///
    /// @param fields `ground`, `words`, `name`, `mobile`, as far as they were given and shown
    public record Read(Map<String, Cleartext> fields, Disclosure answer) {}

    /// The reason and the signer; to the seller its own reason alone.
    ///
    /// @param masked whether masks are enough
    /// @return empty if there is no such paper for this person, or nothing is sealed yet
    public Optional<Read> read(Requester.SignedIn who, MatterId id, DeclarationKind kind, boolean masked) {
        return standings
                .find(who, id)
                .flatMap(matter -> find(matter, kind).flatMap(said -> {
                    boolean seller = DeclarationStandings.isSeller(who, matter);
                    List<Wanted> wanted = new ArrayList<>();
                    add(wanted, said.statement(), masked, Set.of("ground", "words"));
                    if (!seller) {
                        add(wanted, said.signer(), masked, Set.of("name", "mobile"));
                    }
                    return wanted.isEmpty()
                            ? Optional.empty()
                            : Optional.of(opened(who, wanted, Why.of(seller ? Purpose.OWN_DATA : purpose(who), id)));
                }));
    }

    private void add(List<Wanted> wanted, Address address, boolean masked, Set<String> fields) {
        if (sealer.holds(address)) {
            wanted.add(new Wanted(address, masked, fields));
        }
    }

    private Read opened(Requester.SignedIn who, List<Wanted> wanted, Why why) {
        Disclosure answer = disclosures.open(who, wanted, why);
        Map<String, Cleartext> fields = new LinkedHashMap<>();
        if (answer instanceof Disclosure.Answered answered) {
            answered.shown().values().forEach(shown -> fields.putAll(shown.fields()));
        }
        return new Read(fields, answer);
    }

    private static Purpose purpose(Requester.SignedIn who) {
        if (who.has(Role.COMPLIANCE_OFFICER)) {
            return Purpose.COMPLIANCE_REVIEW;
        }
        return who.has(Role.AUDITOR) ? Purpose.AUDIT : Purpose.SETTLEMENT;
    }

    /// What is filled into the paper before it is signed: `signer`, `seller`, and of the deal `targetName`,
    /// `quantity`, `price`, `paymentTerms`, as far as they were given; for the team.
    ///
    /// @return empty if there is no such paper for this person
    public Optional<Read> forSheet(Requester.SignedIn who, MatterId id, DeclarationKind kind) {
        return standings
                .find(who, id)
                .filter(matter -> DeclarationStandings.isOnTeam(who, matter))
                .flatMap(matter -> find(matter, kind).map(said -> sheet(who, said)));
    }

    private Read sheet(Requester.SignedIn who, Declaration said) {
        ClientFile file = clients.find(said.seller()).orElseThrow();
        Address seller = file.nameAddress();
        List<Wanted> wanted = new ArrayList<>();
        add(wanted, seller, false, Set.of(file.nameField()));
        add(wanted, said.signer(), false, Set.of("name"));
        add(wanted, Matters.targetAddress(said.matter()), false, Set.of("targetName"));
        add(
                wanted,
                Matters.dealAddress(said.matter(), InformationClass.DEAL_DETAIL),
                false,
                Set.of("quantity", "price", "paymentTerms"));
        Disclosure answer = disclosures.open(who, wanted, Why.of(Purpose.AGREEMENT, said.matter()));
        Map<String, Cleartext> fields = new LinkedHashMap<>();
        if (answer instanceof Disclosure.Answered answered) {
            answered.shown()
                    .forEach((address, shown) -> shown.fields().forEach((name, value) -> {
                        boolean person = address.equals(seller) || address.equals(said.signer());
                        fields.put(person ? (address.equals(seller) ? "seller" : "signer") : name, value);
                    }));
        }
        return new Read(fields, answer);
    }

    /// A page of a signed paper, drawn with the reader's mark.
    public sealed interface Page {

        record Open(byte[] jpeg) implements Page {}

        record Refused(Disclosure.Refused refusal) implements Page {}

        /// The log could not record, or the page does not draw.
        record NotNow() implements Page {}
    }

    /// A page of the signed paper, for the team; each look is recorded.
    ///
    /// @param number from 1
    /// @return empty if there is no such page for this person
    public Optional<Page> page(Requester.SignedIn who, MatterId id, DeclarationKind kind, int number) {
        return standings
                .find(who, id)
                .filter(matter -> DeclarationStandings.isOnTeam(who, matter))
                .flatMap(matter -> find(matter, kind))
                .flatMap(said -> said.scan().map(said::paper))
                .flatMap(address -> page(who, id, address, number));
    }

    private Optional<Page> page(Requester.SignedIn who, MatterId id, Address address, int number) {
        return switch (disclosures.openDocument(who, address, Why.of(Purpose.REGISTRATION, id))) {
            case DocumentDisclosure.Unrecorded _ -> Optional.of(new Page.NotNow());
            case DocumentDisclosure.Refused no -> Optional.of(new Page.Refused(no.refusal()));
            case DocumentDisclosure.Open open -> {
                try (var content = open.content()) {
                    yield drawn(who, content.readAllBytes(), number);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        };
    }

    private Optional<Page> drawn(Requester.SignedIn who, byte[] pdf, int number) {
        String mark = people.codeName(who.person()) + " "
                + MARK.format(clock.instant().atZone(SHANGHAI));
        try (var paper = files.open(pdf, PATIENCE)) {
            return number < 1 || number > paper.pages()
                    ? Optional.empty()
                    : Optional.of(new Page.Open(paper.page(number - 1, WIDTH, 0, List.of(mark))));
        } catch (IOException e) {
            return Optional.of(new Page.NotNow());
        }
    }

    private Optional<Declaration> find(MatterSummary matter, DeclarationKind kind) {
        return standings.of(matter).stream()
                .map(DeclarationRow::said)
                .filter(said -> said.kind() == kind)
                .findFirst();
    }
}
