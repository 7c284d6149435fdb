package io.equiveil.backup.rest;

import io.equiveil.backup.BackupFault;
import io.equiveil.backup.Backups;
import io.equiveil.backup.Backups.Asked;
import io.equiveil.backup.Run;
import io.equiveil.backup.RunId;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Backups for programs: how they stand, one now, a rehearsal now. Nothing is downloaded here.
@RestController
@RequestMapping("/api/backups")
class BackupRestController {

    private final Backups backups;

    BackupRestController(Backups backups) {
        this.backups = backups;
    }

    record GenerationView(Instant moment, long bytes, boolean hasKeys) {}

    /// @param percent 0 to 100
    record RunView(
            UUID id,
            Run.Kind kind,
            Run.State state,
            @Nullable UUID askedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant generation,
            @Nullable BackupFault fault,
            int percent,
            long rows,
            long bytes,
            int documents,
            int missing,
            int sample) {

        static RunView of(Run run) {
            return new RunView(
                    run.id().value(),
                    run.kind(),
                    run.state(),
                    run.askedBy().map(PersonId::value).orElse(null),
                    run.startedAt(),
                    run.endedAt().orElse(null),
                    run.generation().orElse(null),
                    run.fault().orElse(null),
                    run.percent(),
                    run.rows(),
                    run.bytes(),
                    run.documents(),
                    run.missing(),
                    run.sample());
        }
    }

    /// @param sameDisk whether backups lie on the disk that they are to protect against
    record OverviewView(
            boolean folderMissing,
            boolean sameDisk,
            long freeBytes,
            boolean scheduled,
            LocalTime at,
            int keep,
            Duration keepKeys,
            boolean archiveFailing,
            long archivedEntries,
            List<GenerationView> generations,
            List<RunView> runs) {}

    record Begun(UUID run) {}

    @GetMapping
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.OWNER, Role.AUDITOR})
    OverviewView overview() {
        Backups.Overview now = backups.overview();
        return new OverviewView(
                now.folderMissing(),
                now.sameDisk(),
                now.freeBytes(),
                now.scheduled(),
                now.at(),
                now.keep(),
                now.keepKeys(),
                now.archiveFailing(),
                now.archivedEntries(),
                now.generations().stream()
                        .map(one -> new GenerationView(one.moment(), one.bytes(), one.hasKeys()))
                        .toList(),
                now.runs().stream().map(RunView::of).toList());
    }

    @PostMapping
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER})
    ResponseEntity<?> backUp(Requester.SignedIn who) {
        return answered(backups.backUp(who));
    }

    @PostMapping("/rehearsals")
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER})
    ResponseEntity<?> rehearse(Requester.SignedIn who) {
        return answered(backups.rehearse(who));
    }

    @GetMapping("/runs/{id}")
    @AllowedTo({Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.OWNER, Role.AUDITOR})
    ResponseEntity<?> run(@PathVariable UUID id) {
        return backups.run(new RunId(id))
                .<ResponseEntity<?>>map(run -> ResponseEntity.ok(RunView.of(run)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-backup-run"));
    }

    private static ResponseEntity<?> answered(Asked asked) {
        return switch (asked) {
            case Asked.Begun(var run) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/backups/runs/" + run))
                        .body(new Begun(run.value()));
            case Asked.Busy(var run) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "backup-busy");
                detail.setProperty("run", run.value());
                yield Problem.of(detail);
            }
            case Asked.NotEntitled _ -> Problem.of(HttpStatus.FORBIDDEN, "not-entitled");
        };
    }
}
