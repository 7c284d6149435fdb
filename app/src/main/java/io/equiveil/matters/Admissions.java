package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
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
import io.equiveil.matters.BuyerConsent.Item;
import io.equiveil.matters.BuyerConsent.State;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.nda.Agreements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The seller's decisions about buyers, each after the notice that names this buyer.
@Component
class Admissions {

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final Parties changes;
    private final Involvement involvement;
    private final Summaries summaries;
    private final Agreements agreements;
    private final Consents consents;
    private final BuyerConsents given;
    private final Clients clients;
    private final Disclosures disclosures;
    private final TransactionTemplate transaction;

    Admissions(
            MatterRepository matters,
            PartyRepository parties,
            Parties changes,
            Involvement involvement,
            Summaries summaries,
            Agreements agreements,
            Consents consents,
            BuyerConsents given,
            Clients clients,
            Disclosures disclosures,
            TransactionTemplate transaction) {
        this.matters = matters;
        this.parties = parties;
        this.changes = changes;
        this.involvement = involvement;
        this.summaries = summaries;
        this.agreements = agreements;
        this.consents = consents;
        this.given = given;
        this.clients = clients;
        this.disclosures = disclosures;
        this.transaction = transaction;
    }

    /// All buyers or none: if anything stands in the way of one answer, nothing is recorded.
    MatterResult decide(
            Requester.SignedIn who, MatterId id, List<BuyerAnswer> answers, NoticeLanguage language, Digest shown) {
        Optional<MatterRow> row = matters.find(id);
        Optional<SubjectId> seller = involvement.sellerFor(who, id);
        if (row.isEmpty() || seller.isEmpty()) {
            return new Unknown();
        }
        if (row.get().isStopped() && answers.stream().noneMatch(BuyerAnswer::saysYes)) {
            return takeBackAll(who, row.get(), seller.get(), answers);
        }
        List<Blocker> blockers = blockers(row.get(), answers);
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        // Names are read before anything is written: a reading is recorded on a connection of its own, which must not
        // have to wait for epochs that this transaction raises.
        Map<BuyerAnswer, Map<String, Cleartext>> named = new LinkedHashMap<>();
        for (BuyerAnswer answer : answers) {
            if (!changed(answer, given.of(id, seller.get(), answer.buyer())).isEmpty()) {
                Optional<Map<String, Cleartext>> name = nameOf(who, id, answer.buyer());
                if (name.isEmpty()) {
                    return new Blocked(List.of(Blocker.BUYER_NOT_NAMED));
                }
                named.put(answer, name.get());
            }
        }
        return transaction.execute(status -> {
            for (Map.Entry<BuyerAnswer, Map<String, Cleartext>> each : named.entrySet()) {
                if (!record(who, id, seller.get(), each.getKey(), each.getValue(), language, shown)) {
                    status.setRollbackOnly();
                    return new Blocked(List.of(Blocker.NOTICE_CHANGED));
                }
            }
            return summaries.done(row.get());
        });
    }

    /// While the matter does not go on nobody is named, so that nothing new can be answered; a yes is taken
    /// back all the same.
    private MatterResult takeBackAll(
            Requester.SignedIn who, MatterRow row, SubjectId seller, List<BuyerAnswer> answers) {
        boolean some = Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean taken = false;
            for (BuyerAnswer answer : answers) {
                for (Item item : Item.values()) {
                    boolean stands = given.of(row.id(), seller, answer.buyer()).get(item) == State.GIVEN;
                    taken |= stands && given.takeBack(who, row.id(), seller, answer.buyer(), item);
                }
            }
            return taken;
        }));
        return some ? summaries.done(row) : new Blocked(List.of(Blocker.ON_HOLD));
    }

    /// Serves the notice that names the buyer, and records each answer that says something new.
    ///
    /// @return false if other words were shown than those in force
    private boolean record(
            Requester.SignedIn who,
            MatterId id,
            SubjectId seller,
            BuyerAnswer answer,
            Map<String, Cleartext> named,
            NoticeLanguage language,
            Digest shown) {
        List<Item> changed = changed(answer, given.of(id, seller, answer.buyer()));
        ServeResult served = consents.serve(
                who,
                new ServeNotice(
                        Owner.of(id),
                        seller,
                        Matters.BUYER_NOTICE,
                        language,
                        shown,
                        Means.SCREEN,
                        Optional.of(RecipientId.of(answer.buyer())),
                        named));
        if (!(served instanceof ServeResult.Served(var notice))) {
            return false;
        }
        changed.forEach(item -> given.record(who, notice.id(), item, answer.to(item)));
        Optional<PartyRow> known = parties.find(id, answer.buyer());
        if (answer.saysYes()
                && known.filter(party -> party.standing() == Standing.INVITED).isPresent()) {
            changes.change(who, id, answer.buyer(), Standing.ADMITTED, known);
        }
        return true;
    }

    private List<Blocker> blockers(MatterRow row, List<BuyerAnswer> answers) {
        List<Blocker> blockers = new ArrayList<>();
        if (row.closedAt().isPresent()) {
            blockers.add(Blocker.ALREADY_CLOSED);
        }
        // Parties are not told of conflicts of interest, only that the matter does not go on.
        if (row.isStopped()) {
            blockers.add(Blocker.ON_HOLD);
        }
        if (answers.stream().anyMatch(answer -> !isBuyer(row.id(), answer.buyer()))) {
            blockers.add(Blocker.NOT_A_PARTY);
        }
        if (answers.stream()
                .filter(BuyerAnswer::saysYes)
                .anyMatch(answer ->
                        agreements.buyerAgreement(row.id(), answer.buyer()).isEmpty())) {
            blockers.add(Blocker.NO_BUYER_AGREEMENT);
        }
        return blockers;
    }

    private boolean isBuyer(MatterId id, SubjectId subject) {
        return parties.find(id, subject)
                .filter(party -> party.side() == Side.BUYER && party.standing() != Standing.LEFT)
                .isPresent();
    }

    /// Answers that say something new. A buyer about whom nothing was said and nothing is ticked stays
    /// undecided.
    private static List<Item> changed(BuyerAnswer answer, Map<Item, State> before) {
        boolean undecided = before.values().stream().allMatch(State.NOT_ASKED::equals);
        if (undecided && !answer.saysYes()) {
            return List.of();
        }
        return Arrays.stream(Item.values())
                .filter(item -> {
                    State state = before.getOrDefault(item, State.NOT_ASKED);
                    return answer.to(item) ? state != State.GIVEN : state == State.GIVEN || state == State.NOT_ASKED;
                })
                .toList();
    }

    MatterResult takeBack(Requester.SignedIn who, MatterId id, SubjectId buyer, Item item) {
        Optional<MatterRow> row = matters.find(id);
        Optional<SubjectId> seller = involvement.sellerFor(who, id);
        if (row.isEmpty() || seller.isEmpty()) {
            return new Unknown();
        }
        return given.takeBack(who, id, seller.get(), buyer, item)
                ? summaries.done(row.get())
                : new Blocked(List.of(Blocker.NOTHING_TO_TAKE_BACK));
    }

    List<BuyerConsent> answers(Requester.SignedIn who, MatterId id) {
        return involvement
                .sellerFor(who, id)
                .map(seller -> parties.of(id).stream()
                        .filter(party -> party.side() == Side.BUYER && party.standing() != Standing.LEFT)
                        .map(party -> new BuyerConsent(
                                party.subject(),
                                party.standing(),
                                agreements.buyerAgreement(id, party.subject()).isPresent(),
                                given.of(id, seller, party.subject())))
                        .toList())
                .orElse(List.of());
    }

    Optional<Map<String, Cleartext>> buyerAsNoticed(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        boolean goesOn = matters.find(id)
                .filter(row -> row.closedAt().isEmpty() && !row.isStopped())
                .isPresent();
        return goesOn
                        && involvement.sellerFor(who, id).isPresent()
                        && isBuyer(id, buyer)
                        && agreements.buyerAgreement(id, buyer).isPresent()
                ? nameOf(who, id, buyer)
                : Optional.empty();
    }

    /// The buyer's name and number, as the notice to the seller must say them (PIPL art. 23); read through the
    /// gate in the name of the seller's signer, for whom the notice is.
    private Optional<Map<String, Cleartext>> nameOf(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        Optional<ClientFile> file = clients.find(buyer);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Address name = file.get().nameAddress();
        Address mobile = file.get().mobileAddress();
        Disclosure read = disclosures.open(
                who,
                List.of(
                        Disclosures.Wanted.value(name, file.get().nameField()),
                        Disclosures.Wanted.value(mobile, file.get().mobileField())),
                Disclosures.Why.of(Purpose.RECIPIENT_NOTICE, id));
        if (!(read instanceof Disclosure.Answered answered)) {
            return Optional.empty();
        }
        return answered.field(name, file.get().nameField())
                .flatMap(found -> answered.field(mobile, file.get().mobileField())
                        .map(number -> Map.of("recipientName", found, "recipientContact", number)));
    }
}
