package io.equiveil.setup.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.PracticeDesk;
import io.equiveil.setup.PracticeEnd;
import io.equiveil.setup.PracticeResult;
import io.equiveil.setup.PracticeStanding;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The practice house for programs.
@RestController
@RequestMapping("/api/set-up/practice")
class PracticeRestController {

    private final PracticeDesk desk;

    PracticeRestController(PracticeDesk desk) {
        this.desk = desk;
    }

    /// @param steps   of the example that were played
    /// @param address where it is, once it is open
    /// @param why     why the last one ended
    record PracticeView(
            PracticeStanding.State state,
            int steps,
            @Nullable URI address,
            @Nullable PracticeEnd why,
            @Nullable Instant since) {

        static PracticeView of(PracticeStanding standing) {
            return new PracticeView(
                    standing.state(),
                    standing.steps(),
                    standing.address().orElse(null),
                    standing.why().orElse(null),
                    standing.since().orElse(null));
        }
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    PracticeView show() {
        return PracticeView.of(desk.standing());
    }

    /// Who may sign in there.
    @GetMapping("/sign-ins")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> signIns(Requester.SignedIn who) {
        return desk.signIns(who)
                .<ResponseEntity<?>>map(ResponseEntity::ok)
                .orElseGet(() -> Problem.of(HttpStatus.CONFLICT, "not-now"));
    }

    @PostMapping
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> open(Requester.SignedIn who) throws IOException {
        return answer(desk.open(who));
    }

    @DeleteMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ResponseEntity<?> close(Requester.SignedIn who) {
        return answer(desk.close(who));
    }

    private static ResponseEntity<?> answer(PracticeResult result) {
        return switch (result) {
            case PracticeResult.Begun(var standing) ->
                ResponseEntity.status(HttpStatus.ACCEPTED).body(PracticeView.of(standing));
            case PracticeResult.NotNow _ -> Problem.of(HttpStatus.CONFLICT, "not-now");
            case PracticeResult.Live _ -> Problem.of(HttpStatus.CONFLICT, "live-already");
            case PracticeResult.TooSmall(var memory, var free, var wanted) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, memory ? "memory-short" : "disk-short");
                detail.setProperty("mebibytes", free);
                detail.setProperty("wanted", wanted);
                yield Problem.of(detail);
            }
            case PracticeResult.PortTaken(var port) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "port-taken");
                detail.setProperty("port", port);
                yield Problem.of(detail);
            }
            case PracticeResult.NotYours _ -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
        };
    }
}
