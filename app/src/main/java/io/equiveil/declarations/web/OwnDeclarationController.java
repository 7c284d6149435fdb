package io.equiveil.declarations.web;

import static io.equiveil.kernel.Role.CLIENT;

import io.equiveil.declarations.Declaration;
import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.DeclarationReading;
import io.equiveil.declarations.DeclarationResult;
import io.equiveil.declarations.Declarations;
import io.equiveil.declarations.Ground;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The seller answers on the telephone: are the shares shared with a spouse, are they held for somebody else.
@Controller
@RequestMapping("/portal/matters/{id}/declarations")
@AllowedTo(CLIENT)
class OwnDeclarationController {

    private final Declarations declarations;
    private final DeclarationReading reading;
    private final DeclarationPages pages;

    OwnDeclarationController(Declarations declarations, DeclarationReading reading, DeclarationPages pages) {
        this.declarations = declarations;
        this.reading = reading;
        this.pages = pages;
    }

    /// A question and how it stands.
    ///
    /// @param chosen what was answered, as far as the gate shows it
    record Line(
            Declaration said,
            List<Ground> grounds,
            @Nullable String chosen) {}

    @GetMapping
    ModelAndView index(Requester.SignedIn who, @PathVariable UUID id) {
        MatterId matter = new MatterId(id);
        List<Declaration> own = declarations.of(who, matter).orElseThrow(DeclarationPages::unknown);
        return new ModelAndView("declarations/own")
                .addObject("matter", pages.matter(who, matter))
                .addObject("lines", own.stream().map(said -> line(who, said)).toList());
    }

    private Line line(Requester.SignedIn who, Declaration said) {
        String chosen = reading.read(who, said.matter(), said.kind(), false)
                .flatMap(read -> Optional.ofNullable(read.fields().get("ground")))
                .map(Cleartext::revealForDisplay)
                .orElse(null);
        return new Line(said, DeclarationPages.grounds(said.kind()), chosen);
    }

    @GetMapping("/{paper}")
    ModelAndView question(Requester.SignedIn who, @PathVariable UUID id, @PathVariable DeclarationKind paper) {
        return page(who, new MatterId(id), paper);
    }

    private ModelAndView page(Requester.SignedIn who, MatterId matter, DeclarationKind paper) {
        return new ModelAndView("declarations/question")
                .addObject("matter", pages.matter(who, matter))
                .addObject("line", line(who, pages.find(who, matter, paper)));
    }

    @PostMapping("/{paper}/statement")
    ModelAndView answer(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable DeclarationKind paper,
            @RequestParam Ground ground,
            @RequestParam(defaultValue = "") String words,
            RedirectAttributes redirect) {
        MatterId matter = new MatterId(id);
        return switch (declarations.answer(who, matter, paper, ground, Cleartext.of(words))) {
            case DeclarationResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("declarations.own.saved"));
                yield new ModelAndView("redirect:/portal/matters/" + id + "/declarations");
            }
            case DeclarationResult.Blocked(var faults) ->
                DeclarationPages.blocked(page(who, matter, paper), faults)
                        .addObject("picked", ground)
                        .addObject("typedWords", words);
            case DeclarationResult.Unknown _, DeclarationResult.FileRefused _ -> throw DeclarationPages.unknown();
        };
    }
}
