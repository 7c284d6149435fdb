package io.equiveil.clients.rest;

import io.equiveil.clients.Clients;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.TheirsAnswers;
import io.equiveil.nda.TheirsPage;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A client's own text for programs.
@RestController
@RequestMapping("/api/clients/{subject}/agreement/theirs")
class TheirsRestController {

    private final Clients clients;

    TheirsRestController(Clients clients) {
        this.clients = clients;
    }

    /// The fields of [TheirsPage.Typed], then `files`: one PDF, or photographs in the order of pages.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> takeIn(Requester.SignedIn who, @PathVariable UUID subject, StreamedForm form) throws IOException {
        return TheirsAnswers.of(TheirsPage.sent(
                SentForm.of(form),
                (terms, language, files, signedOn, place) ->
                        clients.takeInTheirs(who, new SubjectId(subject), terms, language, files, signedOn, place)));
    }
}
