package io.equiveil.setup.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.AcmeDesk;
import io.equiveil.setup.AcmeFault;
import io.equiveil.setup.AcmeOrder;
import io.equiveil.setup.AcmeRecord;
import io.equiveil.setup.AcmeResult;
import io.equiveil.setup.AcmeStage;
import io.equiveil.setup.AcmeStanding;
import io.equiveil.setup.AcmeTrouble;
import io.equiveil.setup.DnsAnswer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A certificate from an authority (ACME), for programs: such as one that sets the record at the provider of the DNS.
@RestController
@RequestMapping("/api/set-up/certificate/order")
class AcmeRestController {

    private final AcmeDesk desk;

    AcmeRestController(AcmeDesk desk) {
        this.desk = desk;
    }

    /// @param seen     values of the TXT record when it was last looked for; absent if it never was
    /// @param fault    why it stopped
    /// @param said     the authority's own words
    /// @param renewsAt from when on the server orders the next one by itself
    record OrderView(
            String host,
            AcmeStage stage,
            @Nullable URI directory,
            @Nullable AcmeRecord record,
            @Nullable List<String> seen,
            @Nullable AcmeFault fault,
            @Nullable String said,
            @Nullable Instant renewsAt) {

        static OrderView of(AcmeStanding standing) {
            return new OrderView(
                    standing.host(),
                    standing.stage(),
                    standing.directory().orElse(null),
                    standing.record().orElse(null),
                    standing.seen().map(DnsAnswer::values).orElse(null),
                    standing.trouble().map(AcmeTrouble::fault).orElse(null),
                    standing.trouble().map(AcmeTrouble::said).orElse(null),
                    standing.renewsAt().orElse(null));
        }
    }

    /// @param externalId  the authority's name for the key of an account that exists with it
    /// @param externalKey that key; both or neither
    record OrderRequest(
            @NotNull URI directory,
            @Nullable String email,
            boolean agreed,
            @Nullable String externalId,
            @Nullable String externalKey) {

        AcmeOrder order() {
            return new AcmeOrder(
                    directory,
                    email == null ? "" : email,
                    agreed,
                    externalId == null && externalKey == null
                            ? Optional.empty()
                            : Optional.of(new AcmeOrder.ExternalKey(
                                    externalId == null ? "" : externalId, externalKey == null ? "" : externalKey)));
        }

        @Override
        public String toString() {
            return "OrderRequest[hidden]";
        }
    }

    /// @param unseen whether to go on although this server does not see the record
    record ContinuationRequest(boolean unseen) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    OrderView show() {
        return OrderView.of(desk.standing());
    }

    @PostMapping
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> begin(Requester.SignedIn who, @Valid @RequestBody OrderRequest request) {
        return answer(desk.begin(who, request.order()));
    }

    /// Once more, with the account that stands.
    @PostMapping("/again")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> again(Requester.SignedIn who) {
        return answer(desk.again(who));
    }

    /// Looks for the record in the DNS.
    @PostMapping("/look")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> look(Requester.SignedIn who) {
        return answer(desk.look(who));
    }

    @PostMapping("/continuation")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> goOn(Requester.SignedIn who, @Valid @RequestBody ContinuationRequest request) {
        return answer(desk.goOn(who, request.unseen()));
    }

    @DeleteMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> giveUp(Requester.SignedIn who) {
        return answer(desk.giveUp(who));
    }

    private static ResponseEntity<?> answer(AcmeResult result) {
        return switch (result) {
            case AcmeResult.Begun(var standing) -> ResponseEntity.ok(OrderView.of(standing));
            case AcmeResult.Refused(var fault) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "order-refused");
                detail.setProperty("fault", fault);
                yield Problem.of(detail);
            }
            case AcmeResult.NotVisible(var standing) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "record-not-visible");
                detail.setProperty(
                        "seen", standing.seen().map(DnsAnswer::values).orElse(List.of()));
                yield Problem.of(detail);
            }
            case AcmeResult.NotNow _ -> Problem.of(HttpStatus.CONFLICT, "not-now");
            case AcmeResult.NotYours _ -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
        };
    }
}
