package io.equiveil.matters.rest;

import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Matters;
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

/// A buyer's own text for programs.
@RestController
@RequestMapping("/api/matters/{id}/buyers/{buyer}/agreement/theirs")
class BuyersTextRestController {

    private final Matters matters;

    BuyersTextRestController(Matters matters) {
        this.matters = matters;
    }

    /// The fields of [TheirsPage.Typed], then `files`: one PDF, or photographs in the order of pages.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<?> takeIn(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID buyer, StreamedForm form)
            throws IOException {
        return TheirsAnswers.of(TheirsPage.sent(
                SentForm.of(form),
                (terms, language, files, signedOn, place) -> matters.takeInTheirs(
                        who, new MatterId(id), new SubjectId(buyer), terms, language, files, signedOn, place)));
    }
}
