package io.equiveil.matters;

import io.equiveil.clients.Clients;
import io.equiveil.clients.Intake;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.Consents;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Pack.Item;
import io.equiveil.matters.Pack.Paper;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Puts together how far each party of a matter is with its papers; asks the rooms that keep them, and keeps nothing
/// itself.
@Component
class Packs {

    private static final Set<AgreementState> OVER = EnumSet.of(AgreementState.CANCELLED, AgreementState.ENDED);

    private final Clients clients;
    private final Consents consents;
    private final Agreements agreements;
    private final BuyerConsents decisions;

    Packs(Clients clients, Consents consents, Agreements agreements, BuyerConsents decisions) {
        this.clients = clients;
        this.consents = consents;
        this.agreements = agreements;
        this.decisions = decisions;
    }

    /// The seller's first, then the buyers'; a party gets its own alone.
    List<Pack> of(Requester.SignedIn who, MatterSummary matter) {
        return matter.parties().stream()
                .filter(party -> party.standing() != Standing.LEFT)
                .filter(party -> who.isStaff() || who.actsFor().contains(party.subject()))
                .sorted(Comparator.comparing(MatterSummary.Party::side))
                .map(party -> pack(who, matter, party))
                .toList();
    }

    private Pack pack(Requester.SignedIn who, MatterSummary matter, MatterSummary.Party party) {
        SubjectId subject = party.subject();
        Optional<Intake> intake = clients.intake(who, subject);
        List<Item> items = new ArrayList<>();
        items.add(Item.of(Paper.NOTICE, !consents.servedTo(subject).isEmpty()));
        items.add(agreement(
                Paper.CONFIDENTIALITY,
                agreements.firmAgreementInForce(subject),
                latest(subject, AgreementKind.CLIENT_FIRM, Optional.empty())));
        intake.ifPresent(taken ->
                items.add(Item.of(Paper.CONSENT, taken.next().compareTo(Intake.Step.BASIS) > 0 || answered(subject))));
        if (matter.mandate() == MandateForm.BOTH) {
            items.add(Item.of(Paper.BOTH_SIDES, party.toldOfBoth()));
        }
        if (party.side() == Side.BUYER) {
            items.add(agreement(
                    Paper.BUYER_AGREEMENT,
                    agreements.buyerAgreement(matter.id(), subject).isPresent(),
                    latest(subject, AgreementKind.BUYER, Optional.of(matter.id()))));
        } else {
            signedBuyers(matter)
                    .map(buyers -> decision(matter, subject, buyers))
                    .ifPresent(items::add);
        }
        intake.ifPresent(taken -> items.add(Item.of(Paper.FACTS, taken.next() == Intake.Step.DONE)));
        return new Pack(subject, party.side(), items);
    }

    /// A no is an answer as well: whoever has said something to each question of the notice is through.
    private boolean answered(SubjectId subject) {
        List<ConsentRecord> records = consents.recordsOf(subject);
        return consents.servedTo(subject).stream()
                .filter(served -> served.owner().equals(Owner.of(subject)))
                .findFirst()
                .flatMap(served -> consents.notice(served.notice(), served.language()))
                .filter(notice -> notice.items().stream()
                        .allMatch(item -> records.stream()
                                .anyMatch(record -> record.owner().equals(Owner.of(subject))
                                        && record.item().equals(Optional.of(item.name())))))
                .isPresent();
    }

    /// Empty as long as there is nobody to decide about.
    private Optional<List<SubjectId>> signedBuyers(MatterSummary matter) {
        List<SubjectId> buyers = matter.buyers().stream()
                .filter(party -> party.standing() != Standing.LEFT)
                .map(MatterSummary.Party::subject)
                .filter(buyer -> agreements.buyerAgreement(matter.id(), buyer).isPresent())
                .toList();
        return Optional.of(buyers).filter(signed -> !signed.isEmpty());
    }

    private Item decision(MatterSummary matter, SubjectId seller, List<SubjectId> buyers) {
        return Item.of(
                Paper.DECISION,
                buyers.stream()
                        .allMatch(buyer -> decisions.of(matter.id(), seller, buyer).values().stream()
                                .noneMatch(BuyerConsent.State.NOT_ASKED::equals)));
    }

    private static Item agreement(Paper paper, boolean inForce, Optional<AgreementSummary> written) {
        return new Item(
                paper,
                inForce,
                written.map(AgreementSummary::id),
                written.filter(agreement -> agreement.state() == AgreementState.SENT)
                        .isPresent());
    }

    private Optional<AgreementSummary> latest(SubjectId subject, AgreementKind kind, Optional<MatterId> matter) {
        return agreements.ofSubject(subject).stream()
                .filter(agreement -> agreement.kind() == kind && !OVER.contains(agreement.state()))
                .filter(agreement -> matter.isEmpty() || agreement.matter().equals(matter))
                .max(Comparator.comparing(AgreementSummary::preparedAt));
    }
}
