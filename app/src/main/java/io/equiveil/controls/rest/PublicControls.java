package io.equiveil.controls.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.equiveil.controls.Catalogue;
import io.equiveil.controls.ControlState;
import io.equiveil.controls.Controls;
import io.equiveil.frame.Display;
import io.equiveil.frame.OpenToAll;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The public interface of the measures. Its shape is a contract with outsiders.
@RestController
@RequestMapping("/api/public/controls")
@OpenToAll(because = "how the firm keeps its promises is for everybody to see and to check")
class PublicControls {

    private final Controls controls;
    private final Catalogue catalogue;
    private final MessageSource messages;
    private final Display show;
    private final Clock clock;

    PublicControls(Controls controls, Catalogue catalogue, MessageSource messages, Display show, Clock clock) {
        this.controls = controls;
        this.catalogue = catalogue;
        this.messages = messages;
        this.show = show;
        this.clock = clock;
    }

    /// Every measure with its state, in the order of the catalogue.
    @GetMapping
    List<PublicControl> list(Locale locale) {
        return visible().stream().map(state -> control(state, locale)).toList();
    }

    /// The states as OSCAL assessment results.
    @GetMapping("/oscal")
    Map<String, Object> oscal() {
        return Oscal.assessmentResults(visible(), this::evidenceInEnglish, clock.instant());
    }

    /// The catalogue itself as an OSCAL catalog.
    @GetMapping("/oscal/catalog")
    Map<String, Object> oscalCatalog() {
        return Oscal.catalog(catalogue, clock.instant());
    }

    private List<ControlState> visible() {
        Instant now = clock.instant();
        return controls.all().stream().map(state -> state.forThePublic(now)).toList();
    }

    private PublicControl control(ControlState state, Locale locale) {
        return new PublicControl(
                state.measure().id().value(),
                state.measure().name(locale),
                state.status().word(),
                state.checkedAt().orElse(null),
                evidence(state, locale),
                state.measure().nameZh(),
                state.measure().nameEn());
    }

    private String evidenceInEnglish(ControlState state) {
        return evidence(state, Locale.ENGLISH);
    }

    private String evidence(ControlState state, Locale locale) {
        return state.evidence().stream()
                .map(evidence -> evidence.say(messages, show, locale))
                .collect(Collectors.joining(" "));
    }

    /// One measure as outsiders see it.
    ///
    /// @param status    `holds`, `fails` or `unknown`
    /// @param checkedAt when it was last looked at; null if never
    /// @param evidence  what was seen, in a sentence
    record PublicControl(
            String id,
            String name,
            String status,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant checkedAt,

            String evidence,
            String nameZh,
            String nameEn) {}
}
