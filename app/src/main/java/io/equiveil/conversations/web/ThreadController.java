package io.equiveil.conversations.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.conversations.Conversations;
import io.equiveil.conversations.Conversations.Content;
import io.equiveil.conversations.LetterId;
import io.equiveil.conversations.Thread;
import io.equiveil.conversations.ThreadExport;
import io.equiveil.conversations.ThreadExport.Taken;
import io.equiveil.conversations.ThreadExport.Whole;
import io.equiveil.conversations.WriteResult;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.StreamedForm;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Matters;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// 留言: the thread of a party, on its phone and on the desk of the team.
@Controller
class ThreadController {

    private final Conversations conversations;
    private final ThreadExport export;
    private final Matters matters;
    private final Clients clients;
    private final People people;
    private final Clock clock;

    ThreadController(
            Conversations conversations,
            ThreadExport export,
            Matters matters,
            Clients clients,
            People people,
            Clock clock) {
        this.conversations = conversations;
        this.export = export;
        this.matters = matters;
        this.clients = clients;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/portal/matters/{matter}/letters")
    @AllowedTo(Role.CLIENT)
    ModelAndView own(Requester.SignedIn who, @PathVariable UUID matter, @RequestParam Optional<Instant> before) {
        return page(who, matter, ownParty(who, matter), before, null, "");
    }

    @PostMapping(path = "/portal/matters/{matter}/letters", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo(Role.CLIENT)
    ModelAndView writeOwn(Requester.SignedIn who, @PathVariable UUID matter, StreamedForm form) throws IOException {
        return write(who, matter, ownParty(who, matter), form);
    }

    @GetMapping("/portal/matters/{matter}/letters/{letter}/content")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<byte[]> ownContent(Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID letter) {
        return content(who, matter, ownParty(who, matter), letter);
    }

    /// The client's own thread as a file.
    @GetMapping("/portal/matters/{matter}/letters/export")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<byte[]> takeAlong(Requester.SignedIn who, @PathVariable UUID matter, Locale locale) {
        return switch (export.takeAlong(who, new MatterId(matter), ownParty(who, matter), locale)
                .orElseThrow(ThreadController::unknown)) {
            case Taken.Archive(var zip) ->
                ResponseEntity.ok()
                        .contentType(MediaType.valueOf("application/zip"))
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"letters.zip\"")
                        .body(zip);
            case Taken.Refused _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Taken.NotRecorded _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    /// A whole thread to print, marked with its reader. No file leaves: of the client's words only paper that
    /// says who printed it.
    @GetMapping("/matters/{matter}/letters/{subject}/print")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView print(Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID subject) {
        Whole whole =
                export.whole(who, new MatterId(matter), new SubjectId(subject)).orElseThrow(ThreadController::unknown);
        return new ModelAndView("conversations/print")
                .addObject("thread", whole.newest())
                .addObject("lines", whole.lines())
                .addObject("complete", whole.complete())
                .addObject("people", people)
                .addObject("alias", alias(new SubjectId(subject)))
                .addObject("mark", people.codeName(who.person()))
                .addObject("now", clock.instant())
                .addObject("path", path(who, matter, new SubjectId(subject)));
    }

    @GetMapping("/matters/{matter}/letters")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView threads(Requester.SignedIn who, @PathVariable UUID matter) {
        List<Conversations.ThreadLine> threads =
                conversations.threads(who, new MatterId(matter)).orElseThrow(ThreadController::unknown);
        if (threads.size() == 1) {
            return new ModelAndView("redirect:/matters/" + matter + "/letters/"
                    + threads.getFirst().subject());
        }
        Map<SubjectId, String> names = new HashMap<>();
        threads.forEach(thread -> names.put(thread.subject(), alias(thread.subject())));
        return new ModelAndView("conversations/threads")
                .addObject("matter", matters.find(who, new MatterId(matter)).orElseThrow(ThreadController::unknown))
                .addObject("threads", threads)
                .addObject("names", names);
    }

    @GetMapping("/matters/{matter}/letters/{subject}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView show(
            Requester.SignedIn who,
            @PathVariable UUID matter,
            @PathVariable UUID subject,
            @RequestParam Optional<Instant> before) {
        return page(who, matter, new SubjectId(subject), before, null, "");
    }

    @PostMapping(path = "/matters/{matter}/letters/{subject}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView write(Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID subject, StreamedForm form)
            throws IOException {
        return write(who, matter, new SubjectId(subject), form);
    }

    @GetMapping("/matters/{matter}/letters/{subject}/{letter}/content")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<byte[]> content(
            Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID subject, @PathVariable UUID letter) {
        return content(who, matter, new SubjectId(subject), letter);
    }

    private ModelAndView write(Requester.SignedIn who, UUID matter, SubjectId subject, StreamedForm form)
            throws IOException {
        SentForm sent = SentForm.of(form);
        String text = sent.field("text");
        WriteResult result = conversations.send(who, new MatterId(matter), subject, Cleartext.of(text), sent);
        sent.passOver();
        return switch (result) {
            case WriteResult.Written _ -> new ModelAndView("redirect:" + path(who, matter, subject));
            case WriteResult.Refused(var because) ->
                refused(page(who, matter, subject, Optional.empty(), "conversations.refusal." + because, text));
            case WriteResult.FileRefused(var because) ->
                refused(page(who, matter, subject, Optional.empty(), "files.refusal." + because, text));
            case WriteResult.NotYours _ -> throw unknown();
        };
    }

    private static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(
            Requester.SignedIn who,
            UUID matter,
            SubjectId subject,
            Optional<Instant> before,
            @Nullable String refusal,
            String typed) {
        Instant until = before.orElseGet(() -> clock.instant().plusSeconds(60));
        Thread thread =
                conversations.read(who, new MatterId(matter), subject, until).orElseThrow(ThreadController::unknown);
        String path = path(who, matter, subject);
        return new ModelAndView(who.has(Role.CLIENT) ? "conversations/thread-client" : "conversations/thread")
                .addObject("thread", thread)
                .addObject("path", path)
                .addObject("people", people)
                .addObject("alias", alias(subject))
                .addObject("refusal", refusal)
                .addObject("bounds", IncomingFiles.bounds())
                .addObject("typed", typed)
                .addObject("latest", before.isEmpty())
                .addObject(
                        "older",
                        thread.older().map(at -> path + "?before=" + at).orElse(null));
    }

    private ResponseEntity<byte[]> content(Requester.SignedIn who, UUID matter, SubjectId subject, UUID letter) {
        return switch (conversations
                .content(who, new MatterId(matter), subject, new LetterId(letter))
                .orElseThrow(ThreadController::unknown)) {
            case Content.Open(var bytes, var media) ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(media))
                        .cacheControl(CacheControl.noStore())
                        .body(bytes);
            case Content.Refused _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Content.NotNow _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    private SubjectId ownParty(Requester.SignedIn who, UUID matter) {
        return conversations.ownParty(who, new MatterId(matter)).orElseThrow(ThreadController::unknown);
    }

    private static String path(Requester.SignedIn who, UUID matter, SubjectId subject) {
        return who.has(Role.CLIENT)
                ? "/portal/matters/" + matter + "/letters"
                : "/matters/" + matter + "/letters/" + subject;
    }

    private String alias(SubjectId subject) {
        return clients.find(subject).map(ClientFile::alias).orElse("C-?");
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
