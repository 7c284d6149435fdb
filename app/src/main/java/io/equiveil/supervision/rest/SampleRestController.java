package io.equiveil.supervision.rest;

import io.equiveil.access.Clause;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.supervision.Access;
import io.equiveil.supervision.AuditPackage;
import io.equiveil.supervision.Sample;
import io.equiveil.supervision.SampleId;
import io.equiveil.supervision.SampleResult;
import io.equiveil.supervision.Samples;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Samples for programs: everything that the pages can do.
@RestController
@RequestMapping("/api/audit/samples")
@AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
class SampleRestController {

    private final Samples samples;
    private final AuditPackage packing;

    SampleRestController(Samples samples, AuditPackage packing) {
        this.samples = samples;
        this.packing = packing;
    }

    /// @param from   time of the first entries, included
    /// @param until  and of the last, excluded
    /// @param wanted 1 to 100; 25 if left out
    /// @param seed   4 to 40 letters and digits; a random one if left out
    record DrawRequest(
            @NotNull Instant from,
            @NotNull Instant until,
            @Nullable Integer wanted,
            @Nullable String seed) {}

    /// What was drawn.
    record Created(UUID id) {}

    record Listed(
            UUID id,
            Instant drawnAt,
            Instant from,
            Instant until,
            String seed,
            long population,
            long logSize,
            int drawn,
            long unmarked,
            boolean genuine) {

        static Listed of(Sample sample) {
            return new Listed(
                    sample.id().value(),
                    sample.drawnAt(),
                    sample.from(),
                    sample.until(),
                    sample.seed(),
                    sample.population(),
                    sample.size(),
                    sample.drawn().size(),
                    sample.unmarked(),
                    sample.genuine());
        }
    }

    /// One access: never a value.
    record Line(
            long index,
            long intake,
            Instant at,
            @Nullable UUID person,
            Set<Role> roles,
            @Nullable UUID matter,
            @Nullable Purpose purpose,
            Set<InformationClass> classes,
            int masks,
            int values,
            int documents,
            long policyVersion,
            List<String> rules,
            List<Clause> observed,
            List<Clause> notYet,
            List<Clause> underGrace,
            Sample.@Nullable Verdict verdict,
            @Nullable String note) {

        static Line of(Access access, Sample.Drawn drawn) {
            return new Line(
                    access.index(),
                    access.intake(),
                    access.at(),
                    access.person().map(person -> person.value()).orElse(null),
                    access.roles(),
                    access.matter().map(matter -> matter.value()).orElse(null),
                    access.purpose().orElse(null),
                    access.classes(),
                    access.masks(),
                    access.values(),
                    access.pages(),
                    access.policyVersion(),
                    access.rules(),
                    access.observed(),
                    access.notYet(),
                    access.underGrace(),
                    drawn.verdict().orElse(null),
                    drawn.note().map(Cleartext::revealForDisplay).orElse(null));
        }
    }

    record Shown(Listed sample, List<Line> accesses) {}

    @GetMapping
    List<Listed> index(Requester.SignedIn who) {
        return samples.of(who).stream().map(Listed::of).toList();
    }

    @PostMapping
    ResponseEntity<?> draw(Requester.SignedIn who, @Valid @RequestBody DrawRequest request) {
        return answered(
                samples.draw(
                        who,
                        request.from(),
                        request.until(),
                        Optional.ofNullable(request.wanted()).orElse(Samples.USUAL),
                        Optional.ofNullable(request.seed()).orElse("")),
                HttpStatus.CREATED);
    }

    @GetMapping("/{id}")
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id) {
        return samples.find(who, new SampleId(id))
                .<ResponseEntity<?>>map(sample -> samples.accesses(who, sample)
                        .<ResponseEntity<?>>map(read -> ResponseEntity.ok(shown(sample, read)))
                        .orElseGet(() -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded")))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-sample"));
    }

    private static Shown shown(Sample sample, List<Access> read) {
        Map<Long, Sample.Drawn> drawn =
                sample.drawn().stream().collect(Collectors.toMap(Sample.Drawn::intake, Function.identity()));
        return new Shown(
                Listed.of(sample),
                read.stream()
                        .flatMap(access ->
                                Optional.ofNullable(drawn.get(access.intake()))
                                        .map(each -> Line.of(access, each))
                                        .stream())
                        .toList());
    }

    /// @param note needed for a question
    record MarkRequest(
            @NotNull Long intake,
            Sample.@NotNull Verdict verdict,
            @Nullable Cleartext note) {}

    @PostMapping("/{id}/marks")
    ResponseEntity<?> mark(Requester.SignedIn who, @PathVariable UUID id, @Valid @RequestBody MarkRequest request) {
        return answered(
                samples.mark(
                        who,
                        new SampleId(id),
                        request.intake(),
                        request.verdict(),
                        Optional.ofNullable(request.note()).orElseGet(() -> Cleartext.of(""))),
                HttpStatus.NO_CONTENT);
    }

    @GetMapping("/{id}/package")
    ResponseEntity<?> take(Requester.SignedIn who, @PathVariable UUID id) {
        Optional<Sample> sample = samples.find(who, new SampleId(id));
        if (sample.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "unknown-sample");
        }
        return switch (packing.pack(who, sample.get())) {
            case AuditPackage.Packing.Packed packed ->
                ResponseEntity.ok()
                        .contentType(MediaType.valueOf("application/zip"))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("audit.zip")
                                        .build()
                                        .toString())
                        .body(packed.zip());
            case AuditPackage.Packing.NotNow _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case AuditPackage.Packing.Touched _ -> Problem.of(HttpStatus.CONFLICT, "sample-touched");
        };
    }

    private static ResponseEntity<?> answered(SampleResult result, HttpStatus done) {
        return switch (result) {
            case SampleResult.Done(var sample) ->
                done == HttpStatus.CREATED
                        ? ResponseEntity.status(done).body(new Created(sample.value()))
                        : ResponseEntity.status(done).build();
            case SampleResult.Refused(var fault) ->
                Problem.of(
                        fault == SampleResult.Fault.TOUCHED || fault == SampleResult.Fault.NOTHING
                                ? HttpStatus.CONFLICT
                                : HttpStatus.UNPROCESSABLE_CONTENT,
                        "sample-" + fault.name().toLowerCase(Locale.ROOT));
            case SampleResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-sample");
        };
    }
}
