package io.equiveil.clients;

import io.equiveil.clients.ClientRepository.IdentifierKind;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.subjects.spi.LegalStops;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What goes into a client's file: a section of facts is given as a whole, in the order that [Clients#intake]
/// says, and an optional one is taken back.
@Service
public class FactGiving {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final ClientRepository files;
    private final Clients clients;
    private final Duplicates duplicates;
    private final SearchTokens search;
    private final Sealer sealer;
    private final Ledger ledger;
    private final LegalStops stops;
    private final Clock clock;

    FactGiving(
            ClientRepository files,
            Clients clients,
            Duplicates duplicates,
            SearchTokens search,
            Sealer sealer,
            Ledger ledger,
            LegalStops stops,
            Clock clock) {
        this.files = files;
        this.clients = clients;
        this.duplicates = duplicates;
        this.search = search;
        this.sealer = sealer;
        this.ledger = ledger;
        this.stops = stops;
        this.clock = clock;
    }

    /// Gives a section of facts, or gives it anew as a whole. Sealed on arrival, masks apart, under the section's
    /// own retention group. Refused as long as anything is missing that comes before.
    @Transactional
    public GiveResult give(
            Requester.SignedIn who, SubjectId subject, FactSection section, Map<String, Cleartext> typed) {
        if (!clients.mayGive(who, subject) || !files.lock(subject)) {
            return new GiveResult.NotYours();
        }
        ClientFile file = files.find(subject).orElseThrow();
        Intake intake = clients.intake(file);
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
        search.given(subject, section, sound.fields());
        indexOf(section).forEach((kind, field) -> {
            Cleartext value = sound.fields().get(field);
            if (value != null) {
                String qualified = kind == IdentifierKind.DOCUMENT
                        ? documentType(sound) + ":" + value.revealForDisplay()
                        : value.revealForDisplay();
                duplicates.index(who, subject, kind, Duplicate.By.valueOf(kind.name()), qualified);
            }
        });
        return new GiveResult.Kept(sound.warnings());
    }

    /// Takes an optional section back: its sealed value is gone at once. As many steps as giving it: one.
    ///
    /// Under a legal hold of a matter of the client's it stays.
    @Transactional
    public TakenBack takeBack(Requester.SignedIn who, SubjectId subject, FactSection section) {
        if (!section.isOptional() || !clients.mayGive(who, subject) || !files.lock(subject)) {
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
}
