package io.equiveil.nda.web;

import io.equiveil.access.spi.CodeNames;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.WordField;
import io.equiveil.nda.WordSlot;
import io.equiveil.nda.WordStanding;
import io.equiveil.nda.WordTemplateResult;
import io.equiveil.nda.WordTemplates;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Word 模板: the firm's own agreement texts. Everybody who works here sees which one counts; owner and compliance
/// officer bring them in and decide, with their identity proven afresh.
@Controller
@RequestMapping("/word-templates")
@AllowedTo({
    Role.OWNER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.ADVISOR,
    Role.DEPARTMENT_HEAD,
    Role.AUDITOR
})
class WordTemplatesController {

    private static final MediaType WORD =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final WordTemplates templates;
    private final CodeNames names;

    WordTemplatesController(WordTemplates templates, CodeNames names) {
        this.templates = templates;
        this.names = names;
    }

    /// A version as the page lists it.
    record Line(int number, String hash, int pages, String by, Instant at, boolean adopted) {}

    /// A field as the page explains it.
    record FieldLine(String chinese, String key, String explained, boolean needed) {
        static FieldLine of(WordField field) {
            return new FieldLine(
                    "{{" + field.chinese() + "}}",
                    "{{" + field.key() + "}}",
                    "nda.word.field." + field,
                    field.need() != WordField.Need.NONE);
        }
    }

    @GetMapping
    ModelAndView index() {
        return new ModelAndView("nda/word-templates").addObject("standings", templates.all());
    }

    @GetMapping("/{slot}")
    ModelAndView show(Requester.SignedIn who, @PathVariable String slot) {
        return page(who, slot(slot), null);
    }

    private ModelAndView page(Requester.SignedIn who, WordSlot slot, @Nullable WordTemplateResult no) {
        WordStanding standing = templates.of(slot);
        ModelAndView page = new ModelAndView("nda/word-template")
                .addObject("slot", slot)
                .addObject("standing", standing)
                .addObject(
                        "lines",
                        standing.versions().stream()
                                .map(version -> new Line(
                                        version.number(),
                                        version.hash().hex(),
                                        version.pages(),
                                        names.codeName(version.by()),
                                        version.at(),
                                        standing.isAdopted(version.number())))
                                .toList())
                .addObject(
                        "fields",
                        WordField.offered(slot.kind()).stream()
                                .map(FieldLine::of)
                                .toList())
                .addObject("megabytes", WordTemplates.LONGEST >> 20)
                .addObject("mayDecide", who.has(Role.OWNER) || who.has(Role.COMPLIANCE_OFFICER))
                .addObject("fileRefused", null)
                .addObject("fault", null)
                .addObject("faults", null);
        switch (no) {
            case null -> {
                // Nothing was refused.
            }
            case WordTemplateResult.Done _ -> throw new IllegalArgumentException("not a no");
            case WordTemplateResult.FileRefused(var because) -> page.addObject("fileRefused", because.messageKey());
            case WordTemplateResult.Refused(var fault) -> page.addObject("fault", "nda.word.fault." + fault);
            case WordTemplateResult.Unsound(var faults) -> page.addObject("faults", faults);
        }
        if (no != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page.addObject("bounds", IncomingFiles.bounds());
    }

    @PostMapping(path = "/{slot}/versions", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView take(Requester.SignedIn who, @PathVariable String slot, StreamedForm form, RedirectAttributes redirect)
            throws IOException {
        WordSlot wanted = slot(slot);
        SentForm sent = SentForm.of(form);
        WordTemplateResult result = templates.take(who, wanted, sent);
        sent.passOver();
        if (result instanceof WordTemplateResult.Done(var standing)) {
            redirect.addFlashAttribute(
                    "notice",
                    Notice.done(
                            "nda.word.taken",
                            Integer.toString(standing.versions().getFirst().number())));
            return new ModelAndView("redirect:/word-templates/" + wanted.key());
        }
        return page(who, wanted, result);
    }

    @PostMapping("/{slot}/adoption")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ModelAndView adopt(
            Requester.SignedIn who,
            @PathVariable String slot,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String shown,
            RedirectAttributes redirect) {
        WordSlot wanted = slot(slot);
        // A hash that is none fits no file, and the answer says that it changed.
        Digest hash =
                Digest.of(shown.matches("[0-9a-f]{64}") ? HexFormat.of().parseHex(shown) : new byte[Digest.LENGTH]);
        return answer(who, wanted, redirect, "nda.word.adopted", () -> templates.adopt(who, wanted, version, hash));
    }

    @PostMapping("/{slot}/setting-aside")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ModelAndView setAside(Requester.SignedIn who, @PathVariable String slot, RedirectAttributes redirect) {
        WordSlot wanted = slot(slot);
        return answer(who, wanted, redirect, "nda.word.set-aside", () -> templates.setAside(who, wanted));
    }

    private ModelAndView answer(
            Requester.SignedIn who,
            WordSlot slot,
            RedirectAttributes redirect,
            String done,
            Supplier<WordTemplateResult> act) {
        return switch (act.get()) {
            case WordTemplateResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done(done));
                yield new ModelAndView("redirect:/word-templates/" + slot.key());
            }
            case WordTemplateResult no -> page(who, slot, no);
        };
    }

    /// Our own text as a Word file with its fields.
    @GetMapping("/{slot}/example.docx")
    ResponseEntity<byte[]> example(@PathVariable String slot) {
        WordSlot wanted = slot(slot);
        return file(WORD, wanted.key() + "-example.docx", templates.example(wanted));
    }

    @GetMapping("/{slot}/versions/{version}/template.docx")
    ResponseEntity<byte[]> file(@PathVariable String slot, @PathVariable int version) {
        WordSlot wanted = slot(slot);
        return file(
                WORD,
                wanted.key() + "-W" + version + ".docx",
                templates.file(wanted, version).orElseThrow(WordTemplatesController::unknown));
    }

    /// Filled in with invented values.
    @GetMapping("/{slot}/versions/{version}/preview.pdf")
    ResponseEntity<byte[]> preview(@PathVariable String slot, @PathVariable int version) {
        WordSlot wanted = slot(slot);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .body(templates.preview(wanted, version).orElseThrow(WordTemplatesController::unknown));
    }

    static ResponseEntity<byte[]> word(String name, byte[] content) {
        return file(WORD, name, content);
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }

    private static WordSlot slot(String key) {
        return WordSlot.of(key).orElseThrow(WordTemplatesController::unknown);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
