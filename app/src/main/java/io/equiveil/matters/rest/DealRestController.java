package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.kernel.Role.PARTNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The facts of a deal for programs.
@RestController
@RequestMapping("/api/matters")
class DealRestController {

    private final Matters matters;
    private final Clients clients;
    private final Disclosures disclosures;

    DealRestController(Matters matters, Clients clients, Disclosures disclosures) {
        this.matters = matters;
        this.clients = clients;
        this.disclosures = disclosures;
    }

    record DealRequest(@NotEmpty Map<String, @Size(max = 500) String> fields) {}

    @PutMapping("/{id}/deal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> sealDeal(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody DealRequest request) {
        Map<String, Cleartext> fields = new HashMap<>();
        request.fields().forEach((name, value) -> fields.put(name, Cleartext.of(value)));
        return answer(matters.sealDeal(who, new MatterId(id), fields));
    }

    /// Facts of the deal, through the gate.
    @GetMapping("/{id}/deal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR, CLIENT, PARTNER})
    ResponseEntity<?> deal(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "MANDATE") Purpose purpose,
            @RequestParam(defaultValue = "false") boolean masked) {
        MatterId matter = new MatterId(id);
        if (matters.find(who, matter).isEmpty()) {
            return answer(new MatterResult.Unknown());
        }
        Address intent = Matters.dealAddress(matter, InformationClass.DEAL_INTENT);
        Address detail = Matters.dealAddress(matter, InformationClass.DEAL_DETAIL);
        Address target = Matters.targetAddress(matter);
        List<Wanted> wanted = List.of(
                new Wanted(intent, masked, Set.copyOf(Matters.INTENT_FIELDS)),
                new Wanted(detail, masked, Set.copyOf(Matters.DETAIL_FIELDS)),
                new Wanted(target, masked, Set.copyOf(Matters.TARGET_FIELDS)));
        return shown(disclosures.open(who, wanted, Why.of(purpose, matter)));
    }

    private static ResponseEntity<?> shown(Disclosure answer) {
        return switch (answer) {
            case Disclosure.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case Disclosure.Answered answered -> {
                Map<String, String> fields = new HashMap<>();
                answered.shown()
                        .values()
                        .forEach(shown ->
                                shown.fields().forEach((name, value) -> fields.put(name, value.revealForDisplay())));
                if (fields.isEmpty() && !answered.refused().isEmpty()) {
                    ProblemDetail detailed = Problem.detail(HttpStatus.FORBIDDEN, "refused-by-gate");
                    detailed.setProperty("refused", refusals(answered));
                    yield Problem.of(detailed);
                }
                yield ResponseEntity.ok(Map.of("fields", fields, "refused", refusals(answered)));
            }
        };
    }

    /// Who sells: for an admitted buyer, as far as the stage and the seller's consent allow.
    @GetMapping("/{id}/other-side")
    @AllowedTo(CLIENT)
    ResponseEntity<?> otherSide(Requester.SignedIn who, @PathVariable UUID id) {
        MatterId matter = new MatterId(id);
        Optional<ClientFile> seller = matters.sellerFor(who, matter).flatMap(clients::find);
        if (seller.isEmpty()) {
            return answer(new MatterResult.Unknown());
        }
        Wanted name = Wanted.value(seller.get().nameAddress(), seller.get().nameField());
        return shown(disclosures.open(who, List.of(name), Why.of(Purpose.SETTLEMENT, matter)));
    }

    static List<Map<String, Object>> refusals(Disclosure.Answered answered) {
        return answered.refused().entrySet().stream()
                .map(refused -> Map.<String, Object>of(
                        "class",
                        refused.getKey().informationClass().name(),
                        "because",
                        refused.getValue().because()))
                .toList();
    }
}
