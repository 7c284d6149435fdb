package io.equiveil.transfers.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.transfers.Checklist;
import io.equiveil.transfers.Office;
import io.equiveil.transfers.OfficeForm;
import io.equiveil.transfers.OfficeSheet;
import io.equiveil.transfers.SheetSource;
import io.equiveil.transfers.Transfers;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// What an office asks for in a transfer, and its sheet with what is known filled in.
@Controller
@RequestMapping("/matters/{id}/offices/{office}")
class OfficeController {

    private final Transfers transfers;
    private final StepPages pages;
    private final People people;
    private final Display show;
    private final MessageSource words;
    private final Clock clock;

    OfficeController(
            Transfers transfers, StepPages pages, People people, Display show, MessageSource words, Clock clock) {
        this.transfers = transfers;
        this.pages = pages;
        this.people = people;
        this.show = show;
        this.words = words;
        this.clock = clock;
    }

    /// A document that is brought along.
    record Paper(String title, List<String> rules) {}

    /// A line of the sheet.
    ///
    /// @param value null for a line to write on
    record Line(int number, String label, @Nullable String value) {
        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id, @PathVariable Office office, Locale locale) {
        return page(who, new MatterId(id), office, locale);
    }

    private ModelAndView page(Requester.SignedIn who, MatterId matter, Office office, Locale locale) {
        Transfers.Filing filing = transfers.filing(who, matter, office).orElseThrow(StepPages::unknown);
        Checklist checklist = pages.checklist(who, matter);
        return pages.page("transfers/office", who, pages.matter(who, matter))
                .addObject("office", office)
                .addObject("rules", filing.form().rules())
                .addObject(
                        "papers",
                        filing.documents().stream()
                                .map(paper -> new Paper(paper.title(locale), paper.rules()))
                                .toList())
                .addObject(
                        "steps",
                        filing.form().steps().stream()
                                .flatMap(step -> checklist.step(step).stream())
                                .map(pages::line)
                                .toList());
    }

    /// The sheet, to be printed and taken along; every value on it is opened for the office's purpose, and
    /// recorded.
    @PostMapping("/sheet")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView sheet(Requester.SignedIn who, @PathVariable UUID id, @PathVariable Office office, Locale locale) {
        MatterId matter = new MatterId(id);
        OfficeSheet sheet = transfers.sheet(who, matter, office).orElseThrow(StepPages::unknown);
        return switch (sheet.answer()) {
            case Disclosure.Unrecorded _ -> StepPages.unrecorded(page(who, matter, office, locale));
            case Disclosure.Answered answered
            when answered.shown().isEmpty() && !answered.refused().isEmpty() -> {
                ModelAndView page =
                        page(who, matter, office, locale).addObject("refusals", StepPages.refusals(answered));
                page.setStatus(HttpStatus.FORBIDDEN);
                yield page;
            }
            case Disclosure.Answered answered ->
                pages.page("transfers/sheet", who, pages.matter(who, matter))
                        .addObject("office", office)
                        .addObject("lines", lines(sheet, locale))
                        .addObject("refusals", StepPages.refusals(answered))
                        .addObject("mark", people.codeName(who.person()))
                        .addObject("now", clock.instant());
        };
    }

    private List<Line> lines(OfficeSheet sheet, Locale locale) {
        List<OfficeForm.Line> fields = sheet.form().fields();
        return java.util.stream.IntStream.range(0, fields.size())
                .mapToObj(at -> new Line(
                        at + 1,
                        fields.get(at).label(locale),
                        value(sheet, fields.get(at).source(), locale)))
                .toList();
    }

    private @Nullable String value(OfficeSheet sheet, SheetSource source, Locale locale) {
        return switch (source) {
            case AGREEMENT_DAY -> sheet.agreementDay().map(show::date).orElse(null);
            case SHAREHOLDER_CHANGE -> words.getMessage("transfers.office.change", null, locale);
            case SELLER_DOCUMENT, BUYER_DOCUMENT -> {
                Cleartext kind = sheet.values().get(source);
                yield kind == null
                        ? null
                        : words.getMessage("transfers.document-kind." + kind.revealForDisplay(), null, locale);
            }
            default -> {
                Cleartext value = sheet.values().get(source);
                yield value == null ? null : value.revealForDisplay();
            }
        };
    }
}
