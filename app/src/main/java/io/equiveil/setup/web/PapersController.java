package io.equiveil.setup.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.TextId;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpStep;
import io.equiveil.texts.TextLanguage;
import io.equiveil.texts.TextPages;
import io.equiveil.texts.TextResult;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.TextState;
import io.equiveil.texts.Texts;
import io.equiveil.texts.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The papers of the set-up, one after another: read, then 采用 or 稍后.
@Controller
@RequestMapping("/set-up/papers")
class PapersController {

    private final SetUp setUp;
    private final Texts texts;
    private final TextPages pages;
    private final Clock clock;

    PapersController(SetUp setUp, Texts texts, TextPages pages, Clock clock) {
        this.setUp = setUp;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    /// A line of the list.
    record Line(String id, String title, TextState state, boolean adopted) {}

    @GetMapping
    @AllowedTo(Role.OWNER)
    ModelAndView index(Locale locale) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
        List<Line> lines = texts.forSetUp().stream()
                .map(paper -> new Line(
                        paper.shipped().id().value(),
                        paper.shipped().title(locale),
                        paper.state(today),
                        paper.adopted().isPresent()))
                .toList();
        return GuideController.page("setup/papers", setUp, SetUpStep.PAPERS)
                .addObject("lines", lines)
                .addObject(
                        "first",
                        lines.stream()
                                .filter(line -> !line.adopted())
                                .findFirst()
                                .orElse(null));
    }

    @GetMapping("/{id}")
    @AllowedTo(Role.OWNER)
    ModelAndView show(@PathVariable String id, Locale locale) {
        TextStanding paper = paper(id);
        Wording words = paper.adopted().isPresent() ? paper.current() : paper.proposed();
        TextLanguage language = TextLanguage.of(locale);
        List<TextStanding> all = texts.forSetUp();
        return GuideController.page("setup/paper", setUp, SetUpStep.PAPERS)
                .addObject("id", id)
                .addObject("title", paper.shipped().title(locale))
                .addObject("adopted", paper.adopted().isPresent())
                .addObject("reviewed", paper.reviewed(words))
                .addObject("at", position(all, id) + 1)
                .addObject("of", all.size())
                .addObject("language", language)
                .addObject("hash", words.hash(paper.shipped().id()).hex())
                .addObject("html", pages.forReading(words.nearest(language)));
    }

    @PostMapping("/{id}/adoption")
    @AllowedTo(value = Role.OWNER, stepUp = true)
    String adopt(
            @PathVariable String id, @RequestParam String shown, Requester.SignedIn who, RedirectAttributes redirect) {
        TextId text = paper(id).shipped().id();
        TextResult result = texts.adopt(who, text, hash(shown));
        redirect.addFlashAttribute("notice", notice(result, "texts.done.adopted"));
        return result instanceof TextResult.Done ? onwards(id) : "redirect:/set-up/papers/" + text;
    }

    @PostMapping("/{id}/delay")
    @AllowedTo(Role.OWNER)
    String putOff(@PathVariable String id, Requester.SignedIn who, RedirectAttributes redirect) {
        TextId text = paper(id).shipped().id();
        LocalDate until = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI).plusDays(SetUp.PUT_OFF_DAYS);
        redirect.addFlashAttribute("notice", notice(texts.putOff(who, text, until), "texts.done.put-off"));
        return onwards(id);
    }

    /// The paper that comes after this one and waits; or the list.
    private String onwards(String id) {
        List<TextStanding> all = texts.forSetUp();
        return all.stream()
                .skip(position(all, id) + 1L)
                .filter(paper -> paper.adopted().isEmpty())
                .findFirst()
                .map(paper -> "redirect:/set-up/papers/" + paper.shipped().id())
                .orElse("redirect:/set-up/papers");
    }

    private TextStanding paper(String id) {
        return texts.forSetUp().stream()
                .filter(paper -> paper.shipped().id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static int position(List<TextStanding> all, String id) {
        return all.stream().map(paper -> paper.shipped().id().value()).toList().indexOf(id);
    }

    private static Notice notice(TextResult result, String done) {
        return switch (result) {
            case TextResult.Done _ -> Notice.done(done);
            case TextResult.Refused(var fault) -> Notice.stop("texts.fault." + fault);
            case TextResult.Unsound _ -> Notice.stop("texts.unsound");
        };
    }

    // A hash that is none fits no words, and the answer says that they changed.
    private static Digest hash(String hex) {
        boolean sound = hex.matches("[0-9a-f]{64}");
        return Digest.of(sound ? HexFormat.of().parseHex(hex) : new byte[Digest.LENGTH]);
    }
}
