package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.RecipientId;
import io.equiveil.consent.ServeNotice;
import io.equiveil.consent.ServeResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.nda.Agreements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The seller's decision about a buyer, after the notice that names this buyer.
@Component
class Admissions {

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final Parties changes;
    private final Involvement involvement;
    private final Summaries summaries;
    private final Agreements agreements;
    private final Consents consents;
    private final Clients clients;
    private final Disclosures disclosures;

    Admissions(
            MatterRepository matters,
            PartyRepository parties,
            Parties changes,
            Involvement involvement,
            Summaries summaries,
            Agreements agreements,
            Consents consents,
            Clients clients,
            Disclosures disclosures) {
        this.matters = matters;
        this.parties = parties;
        this.changes = changes;
        this.involvement = involvement;
        this.summaries = summaries;
        this.agreements = agreements;
        this.consents = consents;
        this.clients = clients;
        this.disclosures = disclosures;
    }

    MatterResult admit(Requester.SignedIn who, MatterId id, SubjectId buyer, NoticeLanguage language, Digest shown) {
        Optional<MatterRow> row = matters.find(id);
        Optional<PartyRow> known = parties.find(id, buyer);
        Optional<SubjectId> seller = involvement.sellerFor(who, id);
        if (row.isEmpty() || seller.isEmpty()) {
            return new Unknown();
        }
        List<Blocker> blockers = new ArrayList<>();
        if (row.get().closedAt().isPresent()) {
            blockers.add(Blocker.ALREADY_CLOSED);
        }
        if (known.filter(party -> party.standing() == Standing.INVITED).isEmpty()) {
            blockers.add(Blocker.NOT_A_PARTY);
        }
        if (agreements.buyerAgreement(id, buyer).isEmpty()) {
            blockers.add(Blocker.NO_BUYER_AGREEMENT);
        }
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        Optional<Map<String, Cleartext>> named = nameOf(id, buyer);
        if (named.isEmpty()) {
            return new Blocked(List.of(Blocker.NO_BUYER_AGREEMENT));
        }
        ServeResult served = consents.serve(
                who,
                new ServeNotice(
                        Owner.of(id),
                        seller.get(),
                        Matters.BUYER_NOTICE,
                        language,
                        shown,
                        Means.SCREEN,
                        Optional.of(RecipientId.of(buyer)),
                        named.get()));
        if (!(served instanceof ServeResult.Served(var notice))) {
            return new Blocked(List.of(Blocker.NOTICE_CHANGED));
        }
        for (String item : List.of("disclose", "complete")) {
            AnswerResult answer = consents.answer(
                    who, new Answer(notice.id(), item, true, ConsentKind.SEPARATE, Means.SCREEN, Optional.empty()));
            if (!(answer instanceof AnswerResult.Answered)) {
                throw new IllegalStateException("a consent could not be recorded");
            }
        }
        changes.change(who, id, buyer, Standing.ADMITTED, known);
        return summaries.done(row.get());
    }

    Optional<Map<String, Cleartext>> buyerAsNoticed(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        boolean waiting =
                matters.find(id).filter(row -> row.closedAt().isEmpty()).isPresent()
                        && parties.find(id, buyer)
                                .filter(party -> party.side() == Side.BUYER && party.standing() == Standing.INVITED)
                                .isPresent()
                        && agreements.buyerAgreement(id, buyer).isPresent();
        return waiting && involvement.sellerFor(who, id).isPresent() ? nameOf(id, buyer) : Optional.empty();
    }

    /// The buyer's name and number, as the notice to the seller must say them (PIPL art. 23); read by the machine that
    /// fills in texts, and recorded as such.
    private Optional<Map<String, Cleartext>> nameOf(MatterId id, SubjectId buyer) {
        Optional<ClientFile> file = clients.find(buyer);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Address name = file.get().nameAddress();
        Address mobile = file.get().mobileAddress();
        Disclosure read = disclosures.open(
                new Requester.Machine(SystemPrincipal.AGREEMENT_RENDERER),
                List.of(
                        Disclosures.Wanted.value(name, file.get().nameField()),
                        Disclosures.Wanted.value(mobile, file.get().mobileField())),
                Disclosures.Why.of(Purpose.AGREEMENT, id));
        if (!(read instanceof Disclosure.Answered answered)) {
            return Optional.empty();
        }
        return answered.field(name, file.get().nameField())
                .flatMap(found -> answered.field(mobile, file.get().mobileField())
                        .map(number -> Map.of("recipientName", found, "recipientContact", number)));
    }
}
