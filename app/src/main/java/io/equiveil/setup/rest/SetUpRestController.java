package io.equiveil.setup.rest;

import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.DutyStanding;
import io.equiveil.setup.FirmSize;
import io.equiveil.setup.Guide;
import io.equiveil.setup.Lack;
import io.equiveil.setup.LicenceReader;
import io.equiveil.setup.LicenceReading;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpResult;
import io.equiveil.setup.SetUpStep;
import io.equiveil.setup.StepStanding;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The guide for programs. Particulars of the firm, papers and people are set where they are kept: `/api/firm`,
/// `/api/texts/{id}/adoption`, `/api/identity/people`.
@RestController
@RequestMapping("/api/set-up")
class SetUpRestController {

    private final SetUp setUp;
    private final LicenceReader licences;

    SetUpRestController(SetUp setUp, LicenceReader licences) {
        this.setUp = setUp;
        this.licences = licences;
    }

    /// How far the set-up is.
    record GuideView(
            @Nullable FirmSize size,
            List<StepView> steps,
            List<DutyView> duties,
            List<LackView> lacks,
            @Nullable Instant completedAt) {

        static GuideView of(Guide guide) {
            return new GuideView(
                    guide.size().orElse(null),
                    guide.steps().stream().map(StepView::of).toList(),
                    guide.duties().stream().map(DutyView::of).toList(),
                    guide.lacks().stream().map(LackView::of).toList(),
                    guide.completed().map(Guide.Completion::at).orElse(null));
        }
    }

    record StepView(
            String step, StepStanding.State state, @Nullable LocalDate laterUntil, int done, int of) {

        static StepView of(StepStanding standing) {
            return new StepView(
                    standing.step().word(),
                    standing.state(),
                    standing.laterUntil().orElse(null),
                    standing.done(),
                    standing.of());
        }
    }

    /// @param able    code names
    /// @param missing people to be added beyond those who were invited
    record DutyView(String duty, List<String> able, List<String> invited, List<Role> roles, int missing) {

        static DutyView of(DutyStanding standing) {
            return new DutyView(
                    standing.duty().name(),
                    standing.able(),
                    standing.invited(),
                    standing.roles().stream().sorted().toList(),
                    standing.missing());
        }
    }

    record LackView(Lack.Kind kind, int count, boolean blocking) {

        static LackView of(Lack lack) {
            return new LackView(lack.kind(), lack.count(), lack.kind().isBlocking());
        }
    }

    record SizeRequest(@NotNull FirmSize size) {}

    /// @param name   empty if the code does not say it
    /// @param checks whether the check character is right
    record LicenceView(String creditCode, String name, boolean checks) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER})
    GuideView show() {
        return GuideView.of(setUp.guide());
    }

    @PutMapping("/profile")
    @AllowedTo(Role.OWNER)
    ResponseEntity<?> choose(Requester.SignedIn who, @Valid @RequestBody SizeRequest request) {
        return answer(setUp.choose(who, request.size()));
    }

    @PostMapping("/steps/{step}/delay")
    @AllowedTo(Role.OWNER)
    ResponseEntity<?> putOff(Requester.SignedIn who, @PathVariable String step) {
        Optional<SetUpStep> which = SetUpStep.of(step);
        return which.isEmpty() ? Problem.of(HttpStatus.NOT_FOUND, "not-found") : answer(setUp.putOff(who, which.get()));
    }

    @PostMapping("/completion")
    @AllowedTo(Role.OWNER)
    ResponseEntity<?> complete(Requester.SignedIn who) {
        return answer(setUp.complete(who));
    }

    /// Reads the QR code of a business licence; keeps nothing.
    @PostMapping(path = "/licence-readings", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo(Role.OWNER)
    ResponseEntity<?> read(StreamedForm form) throws IOException {
        SentForm sent = SentForm.of(form);
        LicenceReading reading = licences.read(sent);
        sent.passOver();
        return switch (reading) {
            case LicenceReading.Read(var code, var name, var checks) ->
                ResponseEntity.ok(new LicenceView(code, name, checks));
            case LicenceReading.OnlyALink _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "licence-says-no-code");
            case LicenceReading.NoCode _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "no-qr-code");
            case LicenceReading.NotTaken(var key) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "file-refused");
                detail.setProperty("because", key.substring(key.lastIndexOf('.') + 1));
                yield Problem.of(detail);
            }
        };
    }

    private ResponseEntity<?> answer(SetUpResult result) {
        return switch (result) {
            case SetUpResult.Done _ -> ResponseEntity.ok(GuideView.of(setUp.guide()));
            case SetUpResult.NotYours _ -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
            case SetUpResult.AlreadyDone _ -> Problem.of(HttpStatus.CONFLICT, "already-done");
            case SetUpResult.TooManyPeople(var people) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "too-many-people");
                detail.setProperty("people", people);
                yield Problem.of(detail);
            }
            case SetUpResult.StillLacking(var lacks) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "still-lacking");
                detail.setProperty(
                        "lacks", lacks.stream().map(lack -> lack.kind().name()).toList());
                yield Problem.of(detail);
            }
        };
    }
}
