package io.equiveil.transfers;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.FactSection;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Standing;
import io.equiveil.vault.Sealer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Fills the sheet of an office through the gate: one release for all its lines, for the office's own
/// purpose. Nothing is asked for that the sheet has no line for.
@Component
class OfficeReading {

    private static final Cleartext CREDIT_CODE = Cleartext.of("CREDIT_CODE");

    private final OfficeForms forms;
    private final Checklists checklists;
    private final Clients clients;
    private final Disclosures disclosures;
    private final Sealer sealer;

    OfficeReading(OfficeForms forms, Checklists checklists, Clients clients, Disclosures disclosures, Sealer sealer) {
        this.forms = forms;
        this.checklists = checklists;
        this.clients = clients;
        this.disclosures = disclosures;
        this.sealer = sealer;
    }

    /// Where a source is sealed.
    private record Place(SheetSource source, Address address, String field) {}

    OfficeSheet fill(Requester.SignedIn who, MatterSummary matter, Office office) {
        OfficeForm form = forms.of(office);
        Map<SheetSource, Cleartext> values = new EnumMap<>(SheetSource.class);
        List<Place> places = new ArrayList<>();
        matter.seller().flatMap(clients::find).ifPresent(file -> places.addAll(seller(file)));
        Optional<ClientFile> buyer = buyer(matter);
        buyer.ifPresent(file -> places.addAll(buyer(file)));
        places.addAll(deal(matter));
        Set<SheetSource> lines = new LinkedHashSet<>();
        form.fields().forEach(line -> lines.add(line.source()));
        List<Place> asked = places.stream()
                .filter(place -> lines.contains(place.source()) && sealer.holds(place.address()))
                .toList();
        Disclosure answer = disclosures.open(who, wanted(asked), Why.of(form.purpose(), matter.id()));
        if (answer instanceof Disclosure.Answered answered) {
            asked.forEach(place -> answered.field(place.address(), place.field())
                    .ifPresent(value -> values.put(place.source(), value)));
        }
        ofCompanies(matter, buyer, values);
        return new OfficeSheet(
                form,
                values,
                checklists.of(matter).step(TransferStep.TRANSFER_AGREEMENT).flatMap(Checklist.Step::doneOn),
                answer);
    }

    private static List<Wanted> wanted(List<Place> asked) {
        return asked.stream()
                .map(Place::address)
                .distinct()
                .map(address -> Wanted.value(
                        address,
                        asked.stream()
                                .filter(place -> place.address().equals(address))
                                .map(Place::field)
                                .distinct()
                                .toArray(String[]::new)))
                .toList();
    }

    /// A company shows no identity document: its number is its credit code.
    private void ofCompanies(MatterSummary matter, Optional<ClientFile> buyer, Map<SheetSource, Cleartext> values) {
        matter.seller()
                .flatMap(clients::find)
                .filter(file -> file.kind() == ClientKind.COMPANY)
                .ifPresent(_ -> values.put(SheetSource.SELLER_DOCUMENT, CREDIT_CODE));
        buyer.filter(file -> file.kind() == ClientKind.COMPANY)
                .ifPresent(_ -> values.put(SheetSource.BUYER_DOCUMENT, CREDIT_CODE));
    }

    /// The only admitted buyer; with several the lines stay open, since each files alone.
    private Optional<ClientFile> buyer(MatterSummary matter) {
        List<SubjectId> admitted = matter.buyers().stream()
                .filter(party -> party.standing() == Standing.ADMITTED)
                .map(MatterSummary.Party::subject)
                .toList();
        return admitted.size() == 1 ? clients.find(admitted.getFirst()) : Optional.empty();
    }

    private static List<Place> seller(ClientFile file) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(SheetSource.SELLER_NAME, file.nameAddress(), file.nameField()));
        places.add(new Place(SheetSource.SELLER_MOBILE, file.mobileAddress(), file.mobileField()));
        identity(file, SheetSource.SELLER_DOCUMENT, SheetSource.SELLER_NUMBER, places);
        return places;
    }

    private static List<Place> buyer(ClientFile file) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(SheetSource.BUYER_NAME, file.nameAddress(), file.nameField()));
        places.add(new Place(SheetSource.BUYER_MOBILE, file.mobileAddress(), file.mobileField()));
        FactSection contact =
                file.kind() == ClientKind.PERSON ? FactSection.PERSON_CONTACT : FactSection.COMPANY_CONTACT;
        if (file.given().contains(contact)) {
            places.add(new Place(SheetSource.BUYER_ADDRESS, contact.addressOf(file.subject()), "address"));
        }
        identity(file, SheetSource.BUYER_DOCUMENT, SheetSource.BUYER_NUMBER, places);
        return places;
    }

    private static void identity(ClientFile file, SheetSource document, SheetSource number, List<Place> places) {
        if (file.kind() == ClientKind.PERSON) {
            Address address = FactSection.PERSON_IDENTITY.addressOf(file.subject());
            places.add(new Place(document, address, "documentType"));
            places.add(new Place(number, address, "documentNumber"));
        } else {
            places.add(new Place(number, FactSection.COMPANY_IDENTITY.addressOf(file.subject()), "creditCode"));
        }
    }

    private static List<Place> deal(MatterSummary matter) {
        Address target = Matters.targetAddress(matter.id());
        Address detail = Matters.dealAddress(matter.id(), InformationClass.DEAL_DETAIL);
        return List.of(
                new Place(SheetSource.COMPANY_NAME, target, "targetName"),
                new Place(SheetSource.COMPANY_CODE, target, "targetCode"),
                new Place(SheetSource.QUANTITY, detail, "quantity"),
                new Place(SheetSource.PRICE, detail, "price"),
                new Place(SheetSource.PAYMENT, detail, "paymentTerms"));
    }
}
