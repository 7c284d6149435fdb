package io.equiveil.conversations.rest;

import io.equiveil.conversations.Conversations;
import io.equiveil.conversations.Conversations.Content;
import io.equiveil.conversations.Letter;
import io.equiveil.conversations.LetterId;
import io.equiveil.conversations.Thread;
import io.equiveil.conversations.ThreadExport;
import io.equiveil.conversations.ThreadExport.Taken;
import io.equiveil.conversations.WriteResult;
import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Threads for programs.
@RestController
@RequestMapping("/api/matters/{matter}/letters")
@AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
class ThreadRestController {

    private final Conversations conversations;
    private final ThreadExport export;
    private final Clock clock;

    ThreadRestController(Conversations conversations, ThreadExport export, Clock clock) {
        this.conversations = conversations;
        this.export = export;
        this.clock = clock;
    }

    record Listed(UUID subject, int unread) {}

    @GetMapping
    ResponseEntity<?> threads(Requester.SignedIn who, @PathVariable UUID matter) {
        return conversations
                .threads(who, new MatterId(matter))
                .<ResponseEntity<?>>map(threads -> ResponseEntity.ok(threads.stream()
                        .map(thread -> new Listed(thread.subject().value(), thread.unread()))
                        .toList()))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    /// @param text    absent if the gate kept it closed
    /// @param genuine false if the row no longer says who wrote it
    record LetterView(
            UUID id,
            Letter.Side side,
            UUID by,
            Letter.Kind kind,
            Instant at,
            @Nullable String text,
            boolean genuine,
            boolean read) {}

    /// @param older ask again with `before` set to this for older letters
    record ThreadView(List<LetterView> letters, @Nullable Instant older, boolean mayWrite) {}

    @GetMapping("/{subject}")
    ResponseEntity<?> read(
            Requester.SignedIn who,
            @PathVariable UUID matter,
            @PathVariable UUID subject,
            @RequestParam Optional<Instant> before) {
        Optional<Thread> thread = conversations.read(
                who,
                new MatterId(matter),
                new SubjectId(subject),
                before.orElseGet(() -> clock.instant().plusSeconds(60)));
        if (thread.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        return thread.get().recorded()
                ? ResponseEntity.ok(view(thread.get()))
                : Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
    }

    private static ThreadView view(Thread thread) {
        return new ThreadView(
                thread.lines().stream()
                        .map(line -> new LetterView(
                                line.letter().id().value(),
                                line.letter().side(),
                                line.letter().by().value(),
                                line.letter().kind(),
                                line.letter().at(),
                                line.text().map(Cleartext::revealForDisplay).orElse(null),
                                line.genuine(),
                                line.letter().side() == thread.side() && thread.isRead(line)))
                        .toList(),
                thread.older().orElse(null),
                thread.mayWrite());
    }

    /// The client's own thread as a zip archive. Staff read page by page; no file of it leaves the house by
    /// them.
    @GetMapping("/{subject}/export")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> takeAlong(
            Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID subject, Locale locale) {
        Optional<Taken> taken = export.takeAlong(who, new MatterId(matter), new SubjectId(subject), locale);
        if (taken.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        return switch (taken.get()) {
            case Taken.Archive(var zip) ->
                ResponseEntity.ok()
                        .contentType(MediaType.valueOf("application/zip"))
                        .cacheControl(CacheControl.noStore())
                        .body(zip);
            case Taken.Refused _ -> Problem.of(HttpStatus.FORBIDDEN, "refused");
            case Taken.NotRecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        };
    }

    record LetterRequest(@NotNull @Size(max = 4_000) String text) {}

    @PostMapping("/{subject}")
    ResponseEntity<?> write(
            Requester.SignedIn who,
            @PathVariable UUID matter,
            @PathVariable UUID subject,
            @Valid @RequestBody LetterRequest request) {
        return answered(
                conversations.write(who, new MatterId(matter), new SubjectId(subject), Cleartext.of(request.text())));
    }

    /// A photograph or voice note: a form with an optional field `text`, then the file.
    @PostMapping(path = "/{subject}/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> send(
            Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID subject, StreamedForm form)
            throws IOException {
        SentForm sent = SentForm.of(form);
        WriteResult result = conversations.send(
                who, new MatterId(matter), new SubjectId(subject), Cleartext.of(sent.field("text")), sent);
        sent.passOver();
        return answered(result);
    }

    record WrittenView(UUID id) {}

    private static ResponseEntity<?> answered(WriteResult result) {
        return switch (result) {
            case WriteResult.Written(var letter) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new WrittenView(letter.id().value()));
            case WriteResult.Refused(var because) -> refused(because.name());
            case WriteResult.FileRefused(var because) -> refused(because.name());
            case WriteResult.NotYours _ -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
        };
    }

    private static ResponseEntity<?> refused(String because) {
        ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "letter-refused");
        detail.setProperty("because", because.toLowerCase(Locale.ROOT).replace('_', '-'));
        return Problem.of(detail);
    }

    @GetMapping("/{subject}/{letter}/content")
    ResponseEntity<?> content(
            Requester.SignedIn who, @PathVariable UUID matter, @PathVariable UUID subject, @PathVariable UUID letter) {
        Optional<Content> content =
                conversations.content(who, new MatterId(matter), new SubjectId(subject), new LetterId(letter));
        if (content.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        return switch (content.get()) {
            case Content.Open(var bytes, var media) ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(media))
                        .cacheControl(CacheControl.noStore())
                        .body(bytes);
            case Content.Refused _ -> Problem.of(HttpStatus.FORBIDDEN, "refused");
            case Content.NotNow _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        };
    }
}
