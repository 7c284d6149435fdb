package io.equiveil.clients.rest;

import io.equiveil.clients.ClientLists;
import io.equiveil.clients.FirmListId;
import io.equiveil.clients.FirmListRequest;
import io.equiveil.clients.FirmLists;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.SealedWorkbook;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The list of all the firm's clients by two people, for programs.
@RestController
@RequestMapping("/api/clients/list/firm")
class FirmListRestController {

    private final FirmLists lists;

    FirmListRestController(FirmLists lists) {
        this.lists = lists;
    }

    record RequestView(
            UUID id,
            FirmListRequest.State state,
            String reason,
            UUID askedBy,
            Instant askedAt,
            @Nullable UUID decidedBy,
            Instant changedAt,
            Instant until) {

        static RequestView of(FirmLists.Shown shown) {
            FirmListRequest request = shown.request();
            return new RequestView(
                    request.id().value(),
                    request.state(),
                    shown.reason().revealForDisplay(),
                    request.askedBy().value(),
                    request.askedAt(),
                    request.decidedBy().map(PersonId::value).orElse(null),
                    request.changedAt(),
                    request.until());
        }
    }

    /// Does not print itself.
    record AskRequest(@NotNull @Size(max = 200) String reason) {
        @Override
        public String toString() {
            return "AskRequest[]";
        }
    }

    record DecisionRequest(@NotNull UUID request, @NotNull Boolean agreed) {}

    /// Does not print itself.
    record TakeRequest(@NotNull @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "TakeRequest[]";
        }
    }

    /// What was asked for, newest first.
    @GetMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    List<RequestView> index(Requester.SignedIn who) {
        return lists.history(who).stream().map(RequestView::of).toList();
    }

    @PostMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> ask(Requester.SignedIn who, @Valid @RequestBody AskRequest request) {
        return answer(lists.ask(who, Cleartext.of(request.reason())));
    }

    @PostMapping("/decision")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> decide(Requester.SignedIn who, @Valid @RequestBody DecisionRequest request) {
        return answer(lists.decide(who, new FirmListId(request.request()), request.agreed()));
    }

    @DeleteMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> withdraw(Requester.SignedIn who) {
        return answer(lists.withdraw(who));
    }

    @PostMapping("/file")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> take(Requester.SignedIn who, @Valid @RequestBody TakeRequest request, Locale locale) {
        return switch (lists.take(who, Cleartext.of(request.password()), locale)) {
            case ClientLists.Taken.File file ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(SealedWorkbook.MEDIA_TYPE))
                        .body(file.file());
            case ClientLists.Taken.Wrong _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
            case ClientLists.Taken.Nothing _ -> Problem.of(HttpStatus.CONFLICT, "nothing-to-take");
            case ClientLists.Taken.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        };
    }

    private static ResponseEntity<?> answer(FirmLists.Result result) {
        return switch (result) {
            case DONE -> ResponseEntity.noContent().build();
            case UNKNOWN -> Problem.of(HttpStatus.NOT_FOUND, "nothing-waits-here");
            case NOT_YOURS -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
            case WAITS -> Problem.of(HttpStatus.CONFLICT, "waits-already");
            case REASON -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
            case SECOND_PERSON -> Problem.of(HttpStatus.FORBIDDEN, "second-person");
        };
    }
}
