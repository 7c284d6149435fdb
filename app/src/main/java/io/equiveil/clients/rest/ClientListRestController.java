package io.equiveil.clients.rest;

import io.equiveil.clients.ClientLists;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.SealedWorkbook;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The list of one's own clients as an encrypted workbook, for programs.
@RestController
class ClientListRestController {

    private final ClientLists lists;

    ClientListRestController(ClientLists lists) {
        this.lists = lists;
    }

    /// Does not print itself.
    ///
    /// @param reason   goes into the workbook
    /// @param password opens the workbook; at least 12 letters, kept nowhere
    record ListRequest(
            @NotNull @Size(max = 200) String reason,
            @NotNull @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "ListRequest[]";
        }
    }

    @PostMapping("/api/clients/list")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true)
    ResponseEntity<?> take(Requester.SignedIn who, @Valid @RequestBody ListRequest request, Locale locale) {
        return switch (lists.take(who, Cleartext.of(request.reason()), Cleartext.of(request.password()), locale)) {
            case ClientLists.Taken.File file ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(SealedWorkbook.MEDIA_TYPE))
                        .body(file.file());
            case ClientLists.Taken.Wrong(boolean password, boolean reason) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
                detail.setProperty("password", password);
                detail.setProperty("reason", reason);
                yield Problem.of(detail);
            }
            case ClientLists.Taken.Nothing _ -> Problem.of(HttpStatus.CONFLICT, "nothing-to-take");
            case ClientLists.Taken.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        };
    }
}
