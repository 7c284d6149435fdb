package io.equiveil.nda.rest;

import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.WordFaults;
import io.equiveil.nda.WordField;
import io.equiveil.nda.WordSlot;
import io.equiveil.nda.WordStanding;
import io.equiveil.nda.WordTemplateResult;
import io.equiveil.nda.WordTemplates;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The firm's own Word templates for programs: the same as the pages.
@RestController
@RequestMapping("/api/word-templates")
@AllowedTo({
    Role.OWNER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.ADVISOR,
    Role.DEPARTMENT_HEAD,
    Role.AUDITOR
})
class WordTemplatesRestController {

    static final MediaType WORD =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final WordTemplates templates;

    WordTemplatesRestController(WordTemplates templates) {
        this.templates = templates;
    }

    /// @param adopted the version that agreements are written from; absent: our own text
    record StandingView(
            String slot,
            String kind,
            String language,
            @Nullable Integer adopted,
            boolean genuine,
            List<VersionView> versions,
            List<FieldView> fields) {

        static StandingView of(WordStanding standing) {
            return new StandingView(
                    standing.slot().key(),
                    standing.slot().kind().name(),
                    standing.slot().language().tag(),
                    standing.adopted().map(WordStanding.Adoption::number).orElse(null),
                    standing.genuine(),
                    standing.versions().stream().map(VersionView::of).toList(),
                    WordField.offered(standing.slot().kind()).stream()
                            .map(FieldView::of)
                            .toList());
        }
    }

    record VersionView(int number, String sha256, int pages, int bytes, UUID by, Instant at) {
        static VersionView of(WordStanding.Version version) {
            return new VersionView(
                    version.number(),
                    version.hash().hex(),
                    version.pages(),
                    version.bytes(),
                    version.by().value(),
                    version.at());
        }
    }

    /// @param names what may stand between the braces
    /// @param need  `LAW` and `GATE`: has to be there
    record FieldView(List<String> names, String need) {
        static FieldView of(WordField field) {
            return new FieldView(
                    List.of(field.key(), field.chinese()), field.need().name());
        }
    }

    /// @param shown SHA-256 of the file that the person has seen
    record Adoption(
            @NotNull Integer version,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String shown) {}

    @GetMapping
    List<StandingView> all() {
        return templates.all().stream().map(StandingView::of).toList();
    }

    @GetMapping("/{slot}")
    ResponseEntity<?> one(@PathVariable String slot) {
        return found(slot, wanted -> ResponseEntity.ok(StandingView.of(templates.of(wanted))));
    }

    /// One file: a docx with `{{fields}}`.
    @PostMapping(path = "/{slot}/versions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<?> take(Requester.SignedIn who, @PathVariable String slot, StreamedForm form) throws IOException {
        SentForm sent = SentForm.of(form);
        Optional<WordSlot> wanted = WordSlot.of(slot);
        ResponseEntity<?> answer = wanted.isPresent() ? answer(templates.take(who, wanted.get(), sent)) : unknown();
        sent.passOver();
        return answer;
    }

    @PostMapping("/{slot}/adoption")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> adopt(Requester.SignedIn who, @PathVariable String slot, @Valid @RequestBody Adoption adoption) {
        Digest hash = Digest.of(HexFormat.of().parseHex(adoption.shown()));
        return found(slot, wanted -> answer(templates.adopt(who, wanted, adoption.version(), hash)));
    }

    /// Agreements are written from our own text again.
    @DeleteMapping("/{slot}/adoption")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ResponseEntity<?> setAside(Requester.SignedIn who, @PathVariable String slot) {
        return found(slot, wanted -> answer(templates.setAside(who, wanted)));
    }

    /// Our own text as a docx with its fields.
    @GetMapping("/{slot}/example")
    ResponseEntity<?> example(@PathVariable String slot) {
        return found(slot, wanted -> ResponseEntity.ok().contentType(WORD).body(templates.example(wanted)));
    }

    @GetMapping("/{slot}/versions/{version}/file")
    ResponseEntity<?> file(@PathVariable String slot, @PathVariable int version) {
        return found(slot, wanted -> content(WORD, templates.file(wanted, version)));
    }

    /// A version filled in with invented values, as a PDF.
    @GetMapping("/{slot}/versions/{version}/preview")
    ResponseEntity<?> preview(@PathVariable String slot, @PathVariable int version) {
        return found(slot, wanted -> content(MediaType.APPLICATION_PDF, templates.preview(wanted, version)));
    }

    private static ResponseEntity<?> content(MediaType type, Optional<byte[]> content) {
        return content.<ResponseEntity<?>>map(
                        bytes -> ResponseEntity.ok().contentType(type).body(bytes))
                .orElseGet(WordTemplatesRestController::unknown);
    }

    private static ResponseEntity<?> answer(WordTemplateResult result) {
        return switch (result) {
            case WordTemplateResult.Done(var standing) -> ResponseEntity.ok(StandingView.of(standing));
            case WordTemplateResult.FileRefused(var because) ->
                AgreementViews.notAcceptable("file-refused", because.name());
            case WordTemplateResult.Refused(var fault) ->
                AgreementViews.notAcceptable("word-template-refused", fault.name());
            case WordTemplateResult.Unsound(var faults) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "word-template-unsound");
                detail.setProperty(
                        "unknown",
                        faults.unknown().stream()
                                .map(WordTemplatesRestController::unknown)
                                .toList());
                detail.setProperty(
                        "missing", faults.missing().stream().map(WordField::key).toList());
                detail.setProperty("strays", faults.strays());
                yield Problem.of(detail);
            }
        };
    }

    private static Map<String, String> unknown(WordFaults.Unknown unknown) {
        return Map.of("written", unknown.written(), "nearest", unknown.nearest().key());
    }

    private static ResponseEntity<?> found(String slot, Function<WordSlot, ResponseEntity<?>> act) {
        return WordSlot.of(slot).<ResponseEntity<?>>map(act).orElseGet(WordTemplatesRestController::unknown);
    }

    private static ResponseEntity<?> unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown-word-template");
    }
}
