package io.equiveil.texts.web;

import io.equiveil.access.spi.CodeNames;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.TextId;
import io.equiveil.texts.Difference;
import io.equiveil.texts.Edition;
import io.equiveil.texts.TextKind;
import io.equiveil.texts.TextLanguage;
import io.equiveil.texts.TextPages;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.TextState;
import io.equiveil.texts.Texts;
import io.equiveil.texts.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// 制度与文本: the list by kind, and a text to read, to print and to compare.
@Controller
@RequestMapping("/texts")
@AllowedTo({
    Role.OWNER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.ADVISOR,
    Role.DEPARTMENT_HEAD,
    Role.AUDITOR
})
class TextsController {

    private static final String SET_UP = "SET_UP";

    private final Texts texts;
    private final TextPages pages;
    private final ObjectProvider<CodeNames> names;
    private final Clock clock;

    TextsController(Texts texts, TextPages pages, ObjectProvider<CodeNames> names, Clock clock) {
        this.texts = texts;
        this.pages = pages;
        this.names = names;
        this.clock = clock;
    }

    /// A line of the list.
    record Line(
            String id,
            TextKind kind,
            String title,
            int version,
            TextState state,
            boolean reviewed,
            @Nullable LocalDate putOffUntil) {}

    /// Lines of one kind.
    record Group(TextKind kind, List<Line> lines) {}

    @GetMapping
    ModelAndView index(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String state,
            Locale locale) {
        LocalDate today = today();
        List<TextStanding> wanted = kind.equals(SET_UP) ? texts.forSetUp() : texts.all();
        List<Line> lines = wanted.stream()
                .map(text -> line(text, today, locale))
                .filter(line -> state.isBlank() || line.state().name().equals(state))
                .filter(line -> kind.isBlank()
                        || kind.equals(SET_UP)
                        || line.kind().name().equals(kind))
                .toList();
        return new ModelAndView("texts/index")
                .addObject("groups", grouped(lines))
                .addObject("kinds", TextKind.values())
                .addObject("states", TextState.values())
                .addObject("kind", kind)
                .addObject("state", state)
                .addObject("count", lines.size());
    }

    @GetMapping("/{id:[a-z][a-z0-9-]*}")
    ModelAndView show(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String in,
            @RequestParam(defaultValue = "") String words,
            Requester.SignedIn who,
            Locale locale) {
        TextStanding text = find(id);
        boolean proposed = words.equals("proposed") || text.adopted().isEmpty();
        Wording shown = proposed ? text.proposed() : text.current();
        TextLanguage language = language(in, shown, locale);
        return new ModelAndView("texts/show")
                .addObject("id", id)
                .addObject("title", text.shipped().title(locale))
                .addObject("text", text)
                .addObject("line", line(text, today(), locale))
                .addObject("proposed", proposed)
                .addObject("mayDecide", mayDecide(who))
                .addObject("language", language)
                .addObject("languages", languages(shown))
                .addObject("hash", shown.hash(text.shipped().id()).hex())
                .addObject("reviewed", text.reviewed(shown))
                .addObject("html", pages.forReading(shown.nearest(language)))
                .addObject("names", new Names())
                .addObject("today", today())
                .addObject("inAMonth", today().plusDays(30))
                .addObject("latest", today().plusDays(Texts.LONGEST_PUT_OFF_DAYS));
    }

    @GetMapping("/{id}/paper")
    ModelAndView paper(@PathVariable String id, @RequestParam(defaultValue = "") String in, Locale locale) {
        TextStanding text = find(id);
        Wording words = text.current();
        TextLanguage language = language(in, words, locale);
        Locale written = language == TextLanguage.EN ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        return new ModelAndView("texts/paper")
                .addObject("id", id)
                .addObject("title", text.shipped().title(written))
                .addObject("language", language)
                .addObject("html", pages.forPaper(words.nearest(language), Map.of()))
                .addObject("hash", words.hash(text.shipped().id()).hex())
                .addObject("version", text.shipped().version())
                .addObject("adopted", text.adopted().orElse(null))
                .addObject("reviewed", text.reviewed(words));
    }

    @GetMapping("/{id}/difference")
    ModelAndView difference(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String in,
            Requester.SignedIn who,
            Locale locale) {
        TextStanding text = find(id);
        Wording own = text.draft().map(Edition::wording).orElseGet(text::current);
        Wording shipped = text.shipped().wording();
        TextLanguage language = language(in, own, locale);
        return new ModelAndView("texts/difference")
                .addObject("id", id)
                .addObject("title", text.shipped().title(locale))
                .addObject("text", text)
                .addObject("language", language)
                .addObject("languages", languages(own))
                .addObject("difference", Difference.between(own.nearest(language), shipped.nearest(language)))
                .addObject("mayDecide", mayDecide(who))
                .addObject("shippedHash", shipped.hash(text.shipped().id()).hex());
    }

    private TextStanding find(String id) {
        return texts.find(id(id)).orElseThrow(TextsController::unknown);
    }

    static TextId id(String id) {
        try {
            return new TextId(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    static TextLanguage language(String asked, Wording words, Locale locale) {
        TextLanguage wanted = TextLanguage.of(asked).orElseGet(() -> TextLanguage.of(locale));
        return words.in(wanted).isPresent() ? wanted : TextLanguage.ZH_CN;
    }

    static List<TextLanguage> languages(Wording words) {
        return words.bodies().keySet().stream().sorted().toList();
    }

    private static boolean mayDecide(Requester.SignedIn who) {
        return who.has(Role.OWNER) || who.has(Role.COMPLIANCE_OFFICER);
    }

    private static Line line(TextStanding text, LocalDate today, Locale locale) {
        return new Line(
                text.shipped().id().value(),
                text.shipped().kind(),
                text.shipped().title(locale),
                text.shipped().version(),
                text.state(today),
                text.reviewed(text.current()),
                text.putOffUntil().orElse(null));
    }

    private static List<Group> grouped(List<Line> lines) {
        return lines.stream()
                .map(Line::kind)
                .distinct()
                .map(kind -> new Group(
                        kind, lines.stream().filter(line -> line.kind() == kind).toList()))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    /// How colleagues are called on this page.
    final class Names {
        public String of(PersonId person) {
            return Optional.ofNullable(names.getIfAvailable())
                    .map(known -> known.codeName(person))
                    .orElseGet(person::toString);
        }
    }
}
