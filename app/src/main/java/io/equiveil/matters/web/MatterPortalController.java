package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.CLIENT;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.BuyerConsent;
import io.equiveil.matters.BuyerConsent.State;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Standing;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// A matter on the phone of one of its parties: how far it is, and what waits for this party.
@Controller
@RequestMapping("/portal/matters/{id}")
class MatterPortalController {

    private final Matters matters;
    private final Clients clients;
    private final Agreements agreements;

    MatterPortalController(Matters matters, Clients clients, Agreements agreements) {
        this.matters = matters;
        this.clients = clients;
        this.agreements = agreements;
    }

    /// A buyer as the seller sees it in the list.
    record BuyerLine(BuyerConsent consent, String alias) {

        public boolean isWaiting() {
            return consent.signed() && consent.disclose() == State.NOT_ASKED && consent.complete() == State.NOT_ASKED;
        }
    }

    @GetMapping
    @AllowedTo(CLIENT)
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id) {
        MatterSummary matter = matters.find(who, new MatterId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean seller = matter.seller().filter(who.actsFor()::contains).isPresent();
        List<BuyerLine> buyers = matters.buyerConsents(who, matter.id()).stream()
                .map(consent -> new BuyerLine(
                        consent,
                        clients.find(consent.buyer()).map(ClientFile::alias).orElse("C-?")))
                .toList();
        return new ModelAndView("matters/portal")
                .addObject("matter", matter)
                .addObject("seller", seller)
                .addObject("buyers", buyers)
                .addObject(
                        "waiting", buyers.stream().filter(BuyerLine::isWaiting).count())
                .addObject("duties", seller || isAdmitted(who, matter) ? matters.duties(matter) : List.of())
                .addObject("items", BuyerConsent.Item.values())
                .addObject("teaser", matters.teaser(who, matter.id()).isPresent())
                .addObject("otherSide", CounterpartController.offersOtherSide(who, matter))
                .addObject("certified", matters.certificate(matter.id()).isPresent())
                .addObject("agreements", agreementsOf(who, matter))
                .addObject("reads", seller || isAdmitted(who, matter));
    }

    private List<AgreementSummary> agreementsOf(Requester.SignedIn who, MatterSummary matter) {
        return agreements.ofMatter(matter.id()).stream()
                .filter(agreement -> agreement.kind() == AgreementKind.BUYER)
                .filter(agreement -> who.actsFor().contains(agreement.subject()))
                .filter(agreement ->
                        agreement.state() != AgreementState.DRAFT && agreement.state() != AgreementState.CANCELLED)
                .toList();
    }

    private static boolean isAdmitted(Requester.SignedIn who, MatterSummary matter) {
        return matter.buyers().stream()
                .anyMatch(party ->
                        party.standing() == Standing.ADMITTED && who.actsFor().contains(party.subject()));
    }
}
