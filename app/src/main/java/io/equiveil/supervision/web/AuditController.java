package io.equiveil.supervision.web;

import io.equiveil.controls.Controls;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.supervision.Access;
import io.equiveil.supervision.AuditPackage;
import io.equiveil.supervision.Findings;
import io.equiveil.supervision.Sample;
import io.equiveil.supervision.SampleId;
import io.equiveil.supervision.SampleResult;
import io.equiveil.supervision.SampleResult.Fault;
import io.equiveil.supervision.Samples;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 审计: the samples and findings of an audit on one page, and one page for each sample.
@Controller
@RequestMapping("/audit")
class AuditController {

    private final Samples samples;
    private final Findings findings;
    private final AuditPackage packing;
    private final Matters matters;
    private final People people;
    private final Controls controls;
    private final Clock clock;

    AuditController(
            Samples samples,
            Findings findings,
            AuditPackage packing,
            Matters matters,
            People people,
            Controls controls,
            Clock clock) {
        this.samples = samples;
        this.findings = findings;
        this.packing = packing;
        this.matters = matters;
        this.people = people;
        this.controls = controls;
        this.clock = clock;
    }

    /// What somebody types to draw a sample. Days are those of Shanghai, and included.
    record DrawForm(
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate from,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate until,

            @Nullable Integer wanted,
            @Nullable String seed) {}

    /// The scope of the reader's audit, in days.
    record Scope(LocalDate from, LocalDate until, LocalDate lastDay, List<String> matters) {}

    @GetMapping
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView index(Requester.SignedIn who, Locale locale) {
        LocalDate today = LocalDate.now(clock.withZone(Display.SHANGHAI));
        LocalDate from = who.scope().map(scope -> day(scope.from())).orElse(today.minusMonths(3));
        DrawForm form = new DrawForm(from, today, Samples.USUAL, "");
        return index(who, form, new BeanPropertyBindingResult(form, "form"), locale);
    }

    private ModelAndView index(Requester.SignedIn who, DrawForm form, BindingResult binding, Locale locale) {
        Map<String, String> names = controls.all().stream()
                .collect(Collectors.toMap(
                        state -> state.measure().id().value(),
                        state -> state.measure().name(locale)));
        return new ModelAndView("supervision/index")
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", binding)
                .addObject("mayDraw", mayDraw(who))
                .addObject("scope", who.scope().map(scope -> scope(who, scope)).orElse(null))
                .addObject("samples", mayDraw(who) ? samples.of(who) : List.of())
                .addObject("findings", findings.of(who))
                .addObject("today", LocalDate.now(clock.withZone(Display.SHANGHAI)))
                .addObject("names", names);
    }

    private static boolean mayDraw(Requester.SignedIn who) {
        return who.has(Role.AUDITOR) || who.has(Role.COMPLIANCE_OFFICER);
    }

    private Scope scope(Requester.SignedIn who, AuditScope scope) {
        return new Scope(
                day(scope.from()),
                day(scope.until()).minusDays(1),
                day(scope.ends()).minusDays(1),
                scope.matters().stream()
                        .map(matter -> codeName(who, matter))
                        .sorted()
                        .toList());
    }

    private String codeName(Requester.SignedIn who, MatterId matter) {
        return matters.find(who, matter)
                .map(MatterSummary::codeName)
                .orElseGet(() -> matter.toString().substring(0, 8));
    }

    @PostMapping("/samples")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
    ModelAndView draw(
            Requester.SignedIn who,
            @ModelAttribute("form") DrawForm form,
            BindingResult binding,
            Locale locale,
            RedirectAttributes redirect) {
        if (!binding.hasErrors()) {
            SampleResult result = form.from() == null || form.until() == null
                    ? new SampleResult.Refused(Fault.PERIOD)
                    : samples.draw(
                            who,
                            start(form.from()),
                            start(form.until().plusDays(1)),
                            form.wanted() == null ? 0 : form.wanted(),
                            form.seed() == null ? "" : form.seed());
            switch (result) {
                case SampleResult.Done(var sample) -> {
                    redirect.addFlashAttribute("notice", Notice.done("supervision.drawn"));
                    return new ModelAndView("redirect:/audit/samples/" + sample);
                }
                case SampleResult.Refused(var fault) ->
                    binding.rejectValue(
                            switch (fault) {
                                case COUNT -> "wanted";
                                case SEED -> "seed";
                                default -> "from";
                            },
                            "supervision.fault." + fault);
                case SampleResult.Unknown _ -> throw unknown();
            }
        }
        ModelAndView again = index(who, form, binding, locale);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    /// One access as the page shows it.
    ///
    /// @param who    code name of whoever looked
    /// @param matter code name, or null
    record Line(
            Sample.Drawn drawn,
            Access access,
            @Nullable String who,
            @Nullable String matter) {}

    @GetMapping("/samples/{id}")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id) {
        return page(who, sample(who, id), HttpStatus.OK, null, null);
    }

    private ModelAndView page(
            Requester.SignedIn who, Sample sample, HttpStatus status, @Nullable Fault fault, @Nullable Long at) {
        Map<Long, Access> read = samples
                .accesses(who, sample)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE))
                .stream()
                .collect(Collectors.toMap(Access::intake, Function.identity()));
        return new ModelAndView("supervision/sample", status)
                .addObject("sample", sample)
                .addObject("until", day(sample.until().minusMillis(1)))
                .addObject("fault", fault)
                .addObject("faultAt", at)
                .addObject(
                        "lines",
                        sample.drawn().stream()
                                .flatMap(
                                        drawn -> Optional.ofNullable(read.get(drawn.intake()))
                                                .map(access -> line(who, drawn, access))
                                                .stream())
                                .toList());
    }

    private Line line(Requester.SignedIn who, Sample.Drawn drawn, Access access) {
        return new Line(
                drawn,
                access,
                access.person().map(people::codeName).orElse(null),
                access.matter().map(matter -> codeName(who, matter)).orElse(null));
    }

    private Sample sample(Requester.SignedIn who, UUID id) {
        return samples.find(who, new SampleId(id)).orElseThrow(AuditController::unknown);
    }

    @PostMapping("/samples/{id}/marks")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
    ModelAndView mark(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam long intake,
            @RequestParam Sample.Verdict verdict,
            @RequestParam(defaultValue = "") String note) {
        return switch (samples.mark(who, new SampleId(id), intake, verdict, Cleartext.of(note))) {
            case SampleResult.Done _ -> new ModelAndView("redirect:/audit/samples/" + id + "#access-" + intake);
            case SampleResult.Refused(var fault) ->
                page(who, sample(who, id), HttpStatus.UNPROCESSABLE_CONTENT, fault, intake);
            case SampleResult.Unknown _ -> throw unknown();
        };
    }

    @GetMapping("/samples/{id}/package")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER})
    ResponseEntity<byte[]> take(Requester.SignedIn who, @PathVariable UUID id) {
        return zip(packing.pack(who, sample(who, id)), id);
    }

    static ResponseEntity<byte[]> zip(AuditPackage.Packing packing, UUID id) {
        return switch (packing) {
            case AuditPackage.Packing.Packed packed ->
                ResponseEntity.ok()
                        .contentType(MediaType.valueOf("application/zip"))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("audit-" + id.toString().substring(0, 8) + ".zip")
                                        .build()
                                        .toString())
                        .body(packed.zip());
            case AuditPackage.Packing.NotNow _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
            case AuditPackage.Packing.Touched _ -> throw new ResponseStatusException(HttpStatus.CONFLICT);
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Display.SHANGHAI).toInstant();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Display.SHANGHAI);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
