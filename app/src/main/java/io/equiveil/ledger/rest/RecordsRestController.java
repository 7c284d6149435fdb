package io.equiveil.ledger.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.FirmEntry;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.ledger.LedgerReader.Search;
import io.equiveil.ledger.Records;
import io.equiveil.ledger.Records.Read;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// 存证记录 for programs. Reading and taking a proof are entries of their own, made before anything is handed out.
@RestController
@RequestMapping("/api/records")
@AllowedTo({Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
class RecordsRestController {

    private final Records records;

    RecordsRestController(Records records) {
        this.records = records;
    }

    /// An entry as the firm sees it.
    ///
    /// @param person  who did it; null for the machine and for whoever was not signed in
    /// @param machine which of the machine's own readers did it, or null
    /// @param roles   the person's roles at that time
    /// @param about   the person whom it names, or null
    /// @param index   position in the log, or null until it has one
    /// @param leaf    its leaf hash in hexadecimal
    /// @param body    the firm's part as canonical JSON, or null if it does not open
    record EntryView(
            long intake,
            Instant at,
            String kind,
            @Nullable PersonId person,
            @Nullable String machine,
            List<String> roles,
            @Nullable PersonId about,
            @Nullable MatterId matter,
            List<SubjectId> subjects,
            @Nullable Long index,
            String leaf,
            @Nullable String body) {

        static EntryView of(FirmEntry entry) {
            PersonId person = null;
            String machine = null;
            List<String> roles = List.of();
            switch (entry.actor()) {
                case Actor.Person(var who, var had) -> {
                    person = who;
                    roles = had.stream().map(Role::name).sorted().toList();
                }
                case Actor.Machine(var principal) -> machine = principal.name();
                case Actor.Anonymous _, Actor.OtherClient _ -> {}
            }
            return new EntryView(
                    entry.intake(),
                    entry.at(),
                    entry.kind(),
                    person,
                    machine,
                    roles,
                    entry.aboutPerson().orElse(null),
                    entry.matter().orElse(null),
                    entry.subjects(),
                    entry.index().isPresent() ? entry.index().getAsLong() : null,
                    entry.leaf().hex(),
                    entry.body().orElse(null));
        }
    }

    /// Entries that meet all conditions, newest first.
    ///
    /// @param person  who did it, or whom it names
    /// @param subject whose data it concerns
    /// @param kind    exact kind with its version, such as `value-released/v1`
    /// @param from    included
    /// @param until   excluded
    /// @param before  only entries with a lower number: the last one of the page before
    /// @param limit   1 to 200
    @GetMapping
    ResponseEntity<?> search(
            Requester.SignedIn who,
            @RequestParam Optional<UUID> person,
            @RequestParam Optional<UUID> subject,
            @RequestParam Optional<UUID> matter,
            @RequestParam Optional<String> kind,
            @RequestParam Optional<Instant> from,
            @RequestParam Optional<Instant> until,
            @RequestParam Optional<Long> before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > LedgerReader.MOST) {
            return Problem.of(HttpStatus.BAD_REQUEST, "bad-limit");
        }
        OptionalLong older = before.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return answer(
                records.search(
                        who,
                        new Search(
                                person.map(PersonId::new),
                                subject.map(SubjectId::new),
                                matter.map(MatterId::new),
                                kind,
                                from,
                                until),
                        older,
                        limit),
                found -> ResponseEntity.ok(found.stream().map(EntryView::of).toList()));
    }

    /// One entry.
    @GetMapping("/{intake:[0-9]{1,18}}")
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable long intake) {
        return answer(records.open(who, intake), entry -> ResponseEntity.ok(EntryView.of(entry)));
    }

    /// The evidence file of one entry; `not-yet` (503, with Retry-After) until a checkpoint covers it.
    @GetMapping("/{intake:[0-9]{1,18}}/evidence")
    ResponseEntity<?> evidence(Requester.SignedIn who, @PathVariable long intake) {
        return answer(records.prove(who, intake), proof -> switch (proof.proving()) {
            case Proving.Proven(var file, var _) ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(file.render());
            case Proving.NotYet _ ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problem.detail(HttpStatus.SERVICE_UNAVAILABLE, "not-yet"));
        });
    }

    private static <T> ResponseEntity<?> answer(Read<T> read, Function<T, ResponseEntity<?>> shown) {
        return switch (read) {
            case Read.Shown<T>(var what) -> shown.apply(what);
            case Read.Unknown<T> _ -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
            case Read.NotRecorded<T> _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        };
    }
}
