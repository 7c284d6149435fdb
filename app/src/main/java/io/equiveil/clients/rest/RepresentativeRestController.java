package io.equiveil.clients.rest;

import io.equiveil.clients.Clients;
import io.equiveil.clients.Representative;
import io.equiveil.clients.RepresentativeId;
import io.equiveil.clients.RepresentativeOpening;
import io.equiveil.clients.RepresentativeReading;
import io.equiveil.clients.RepresentativeResult;
import io.equiveil.clients.Representatives;
import io.equiveil.clients.Representatives.OnPaper;
import io.equiveil.clients.Representatives.Proposal;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.identity.Capacity;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who may act for a client, for programs.
@RestController
@RequestMapping("/api/clients/{subject}/representatives")
class RepresentativeRestController {

    private final Representatives representatives;
    private final RepresentativeReading reading;
    private final Clients clients;

    RepresentativeRestController(Representatives representatives, RepresentativeReading reading, Clients clients) {
        this.representatives = representatives;
        this.reading = reading;
        this.clients = clients;
    }

    record ProposalRequest(
            @NotNull Capacity capacity,
            @NotNull String name,
            @NotNull String mobile,
            @Nullable LocalDate until,
            @Nullable String place) {

        @Override
        public String toString() {
            return "ProposalRequest[" + capacity + "]";
        }
    }

    /// As on the paper. Does not print itself.
    record OnPaperRequest(@NotNull String name, @NotNull String mobile) {
        @Override
        public String toString() {
            return "OnPaperRequest[]";
        }
    }

    /// Who it is. Does not print itself.
    record WhoView(String name, String mobile, @Nullable String place) {
        @Override
        public String toString() {
            return "WhoView[]";
        }
    }

    record DecisionRequest(@NotNull Boolean agreed) {}

    record View(UUID id, Capacity capacity, @Nullable LocalDate until, Representative.State state, boolean acts) {}

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> all(Requester.SignedIn who, @PathVariable UUID subject) {
        SubjectId id = new SubjectId(subject);
        if (clients.find(who, id).isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
        }
        List<View> all = reading.of(who, id).stream().map(this::view).toList();
        return ResponseEntity.ok(all);
    }

    record FirstView(UUID person, boolean yourself) {}

    /// Those who signed for the client first and act in its own right.
    @GetMapping("/first")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> first(Requester.SignedIn who, @PathVariable UUID subject) {
        SubjectId id = new SubjectId(subject);
        if (clients.find(who, id).isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
        }
        return ResponseEntity.ok(reading.firstSigners(who, id).stream()
                .map(one -> new FirstView(one.person().value(), one.yourself()))
                .toList());
    }

    @PostMapping
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT},
            stepUp = true)
    ResponseEntity<?> propose(
            Requester.SignedIn who, @PathVariable UUID subject, @Valid @RequestBody ProposalRequest request) {
        return answered(representatives.propose(
                who,
                new SubjectId(subject),
                new Proposal(
                        request.capacity(),
                        Cleartext.of(request.name()),
                        Cleartext.of(request.mobile()),
                        Optional.ofNullable(request.until()),
                        Cleartext.of(Optional.ofNullable(request.place()).orElse("")))));
    }

    /// Who it is, in full: for the client, and for whoever is in charge.
    @PostMapping("/{id}/opening")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> open(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID id) {
        return switch (reading.open(who, new SubjectId(subject), new RepresentativeId(id))) {
            case RepresentativeOpening.Shown shown ->
                ResponseEntity.ok(new WhoView(
                        shown.name().revealForDisplay(),
                        shown.mobile().revealForDisplay(),
                        shown.place().map(Cleartext::revealForDisplay).orElse(null)));
            case RepresentativeOpening.Refused(var because) -> ClientRestController.refused(because);
            case RepresentativeOpening.Unrecorded _ -> ClientRestController.unrecorded();
            case RepresentativeOpening.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-representative");
        };
    }

    /// The client answers.
    @PostMapping("/{id}/decision")
    @AllowedTo(value = Role.CLIENT, stepUp = true)
    ResponseEntity<?> decide(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            @Valid @RequestBody DecisionRequest request) {
        return answered(
                representatives.decide(who, new SubjectId(subject), new RepresentativeId(id), request.agreed()));
    }

    /// The firm's second person has read name and number on the original paper.
    @PostMapping("/{id}/verification")
    @AllowedTo(
            value = {Role.COMPLIANCE_OFFICER, Role.OWNER},
            stepUp = true)
    ResponseEntity<?> verify(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @PathVariable UUID id,
            @Valid @RequestBody OnPaperRequest request) {
        return answered(representatives.verify(
                who,
                new SubjectId(subject),
                new RepresentativeId(id),
                new OnPaper(Cleartext.of(request.name()), Cleartext.of(request.mobile()))));
    }

    /// The firm's second person does not agree.
    @PostMapping("/{id}/rejection")
    @AllowedTo(
            value = {Role.COMPLIANCE_OFFICER, Role.OWNER},
            stepUp = true)
    ResponseEntity<?> reject(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID id) {
        return answered(representatives.reject(who, new SubjectId(subject), new RepresentativeId(id)));
    }

    @DeleteMapping("/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.CLIENT})
    ResponseEntity<?> end(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID id) {
        return answered(representatives.end(who, new SubjectId(subject), new RepresentativeId(id)));
    }

    /// A code and a link to show the representative across the table.
    @PostMapping("/{id}/code")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true)
    ResponseEntity<?> code(Requester.SignedIn who, @PathVariable UUID subject, @PathVariable UUID id) {
        return ClientRestController.access(representatives.code(who, new SubjectId(subject), new RepresentativeId(id)));
    }

    private ResponseEntity<?> answered(RepresentativeResult result) {
        return switch (result) {
            case RepresentativeResult.Done(var one) -> ResponseEntity.ok(view(one));
            case RepresentativeResult.Invalid(var faults) -> ClientRestController.invalid(faults);
            case RepresentativeResult.TooEarly _ -> Problem.of(HttpStatus.CONFLICT, "agreement-first");
            case RepresentativeResult.SecondPerson _ -> Problem.of(HttpStatus.FORBIDDEN, "second-person");
            case RepresentativeResult.Different _ -> Problem.of(HttpStatus.CONFLICT, "differs-from-proposal");
            case RepresentativeResult.Last _ -> Problem.of(HttpStatus.CONFLICT, "last-representative");
            case RepresentativeResult.Refused(var because) -> ClientRestController.refused(because);
            case RepresentativeResult.Unrecorded _ -> ClientRestController.unrecorded();
            case RepresentativeResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-representative");
        };
    }

    private View view(Representative one) {
        return new View(
                one.id().value(),
                one.capacity(),
                one.until().orElse(null),
                one.state(),
                one.acts(representatives.today()));
    }
}
