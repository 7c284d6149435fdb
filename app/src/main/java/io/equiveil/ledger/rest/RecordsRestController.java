package io.equiveil.ledger.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Opening;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.ledger.RecordOpened;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// 存证记录 for programs. Taking a proof is an entry of its own, made before anything is handed out.
@RestController
@RequestMapping("/api/records")
@AllowedTo({Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
class RecordsRestController {

    private final LedgerReader reader;
    private final Ledger ledger;

    RecordsRestController(LedgerReader reader, Ledger ledger) {
        this.reader = reader;
        this.ledger = ledger;
    }

    /// The evidence file of one entry; `not-yet` (503, with Retry-After) until a checkpoint covers it.
    @GetMapping("/{intake:[0-9]{1,18}}/evidence")
    ResponseEntity<?> evidence(Requester.SignedIn person, @PathVariable long intake) {
        if (reader.entry(intake).filter(entry -> entry.isFor(person)).isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        if (!(ledger.record(person, new RecordOpened(intake, true)) instanceof Recording.Done)) {
            return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
        }
        return switch (reader.prove(List.of(intake), Set.of(new Opening.Firm()))) {
            case Proving.Proven(var file, var _) ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(file.render());
            case Proving.NotYet _ ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, "1")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problem.detail(HttpStatus.SERVICE_UNAVAILABLE, "not-yet"));
        };
    }
}
