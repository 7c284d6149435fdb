package io.equiveil.declarations.web;

import io.equiveil.declarations.Declaration;
import io.equiveil.declarations.DeclarationFault;
import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.DeclarationReading;
import io.equiveil.declarations.DeclarationReading.Read;
import io.equiveil.declarations.DeclarationResult;
import io.equiveil.declarations.DeclarationRule;
import io.equiveil.declarations.Declarations;
import io.equiveil.declarations.Ground;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.ValueView;
import io.equiveil.files.IncomingFiles;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.law.Law;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What pages about declarations have in common.
@Component
class DeclarationPages {

    private final Declarations declarations;
    private final DeclarationReading reading;
    private final Matters matters;
    private final Law law;

    DeclarationPages(Declarations declarations, DeclarationReading reading, Matters matters, Law law) {
        this.declarations = declarations;
        this.reading = reading;
        this.matters = matters;
        this.law = law;
    }

    /// A rule of law under a paper.
    record LawLine(String id, String where, String duty) {}

    ModelAndView page(Requester.SignedIn who, MatterId id, DeclarationKind kind, boolean masked, Locale locale) {
        MatterSummary matter = matter(who, id);
        Declaration said = find(who, id, kind);
        boolean onTeam = who.isStaff()
                && matter.team().stream().anyMatch(member -> member.person().equals(who.person()));
        ModelAndView page = new ModelAndView("declarations/show")
                .addObject("matter", matter)
                .addObject("said", said)
                .addObject("acts", onTeam && matter.closedAt().isEmpty())
                .addObject("second", declarations.isSecondPerson(who, matter, said))
                .addObject("grounds", grounds(kind))
                .addObject("tellings", Declaration.Telling.values())
                .addObject("today", declarations.today())
                .addObject("laws", laws(kind, locale))
                .addObject("bounds", IncomingFiles.bounds())
                .addObject("opened", !masked)
                .addObject("stays", ValueView.Open.OTHERS.toSeconds());
        Map<String, Cleartext> fields = new HashMap<>();
        Optional<Read> read = reading.read(who, id, kind, masked);
        read.ifPresent(found -> {
            fields.putAll(found.fields());
            if (found.answer() instanceof Disclosure.Answered answered) {
                page.addObject("refusals", refusals(answered));
            } else {
                unrecorded(page);
            }
        });
        return page.addObject("fields", fields);
    }

    static List<Ground> grounds(DeclarationKind kind) {
        return Arrays.stream(Ground.values())
                .filter(ground -> ground.kind() == kind)
                .toList();
    }

    private List<LawLine> laws(DeclarationKind kind, Locale locale) {
        DeclarationRule rule = declarations.rule(kind);
        Set<String> citations = new TreeSet<>(rule.rules());
        rule.grounds().values().forEach(meaning -> citations.addAll(meaning.rules()));
        return citations.stream()
                .flatMap(citation -> law.find(citation, declarations.today()).stream())
                .map(found -> new LawLine(
                        found.id(),
                        found.law(locale)
                                + found.article(locale)
                                        .map(article -> " " + article)
                                        .orElse(""),
                        found.duty(locale)))
                .toList();
    }

    /// Back to the page, or the page with what stands in the way.
    ModelAndView answer(
            Requester.SignedIn who,
            MatterId id,
            DeclarationKind kind,
            DeclarationResult result,
            Locale locale,
            RedirectAttributes redirect) {
        return switch (result) {
            case DeclarationResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("declarations.saved"));
                yield new ModelAndView("redirect:/matters/" + id + "/declarations/" + kind);
            }
            case DeclarationResult.Unknown _ -> throw unknown();
            case DeclarationResult.Blocked(var faults) -> blocked(page(who, id, kind, true, locale), faults);
            case DeclarationResult.FileRefused(var because) -> {
                ModelAndView page = page(who, id, kind, true, locale).addObject("refusal", "files.refusal." + because);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
        };
    }

    static ModelAndView blocked(ModelAndView page, List<DeclarationFault> faults) {
        page.setStatus(HttpStatus.CONFLICT);
        return page.addObject("faults", faults);
    }

    MatterSummary matter(Requester.SignedIn who, MatterId id) {
        return matters.find(who, id).orElseThrow(DeclarationPages::unknown);
    }

    Declaration find(Requester.SignedIn who, MatterId id, DeclarationKind kind) {
        return declarations.of(who, id).stream()
                .flatMap(List::stream)
                .filter(said -> said.kind() == kind)
                .findFirst()
                .orElseThrow(DeclarationPages::unknown);
    }

    static List<ValueView.Refusal> refusals(Disclosure.Answered answered) {
        return answered.refused().values().stream()
                .limit(1)
                .map(refused -> ValueView.Refusal.of("no-declaration", refused))
                .toList();
    }

    static ModelAndView unrecorded(ModelAndView page) {
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        return page.addObject("problem", "declarations.unrecorded");
    }

    static Cleartext typed(String text, int most) {
        String tidy = text.strip();
        return Cleartext.of(tidy.length() > most ? tidy.substring(0, most) : tidy);
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
