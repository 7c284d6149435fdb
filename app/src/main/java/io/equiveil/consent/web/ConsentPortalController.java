package io.equiveil.consent.web;

import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentReceipt;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.ConsentRecordId;
import io.equiveil.consent.ConsentState;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.Notice;
import io.equiveil.consent.ServedNotice;
import io.equiveil.consent.ServedNoticeId;
import io.equiveil.consent.WithdrawResult;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/// The client's own pages: what was agreed to, one question per purpose, and taking an answer back.
@Controller
@RequestMapping("/portal/consent")
class ConsentPortalController {

    private final Consents consents;

    ConsentPortalController(Consents consents) {
        this.consents = consents;
    }

    /// One line of the overview.
    ///
    /// @param item the question in the words that were shown; absent for what does not rest on consent
    record Line(ConsentRecord record, Notice.@Nullable Item item) {}

    /// One question on the page of questions.
    record Question(Notice.Item item, @Nullable ConsentState answered) {}

    @GetMapping
    @AllowedTo(Role.CLIENT)
    ModelAndView index(Requester.SignedIn who) {
        List<Line> lines = who.actsFor().stream()
                .flatMap(subject -> consents.recordsOf(subject).stream())
                .map(record -> new Line(record, itemOf(record).orElse(null)))
                .toList();
        List<ServedNotice> served = who.actsFor().stream()
                .flatMap(subject -> consents.servedTo(subject).stream())
                .toList();
        return new ModelAndView("consent/index")
                .addObject(
                        "given",
                        lines.stream()
                                .filter(line -> line.record().isWithdrawable())
                                .toList())
                .addObject(
                        "other",
                        lines.stream()
                                .filter(line -> !line.record().isWithdrawable())
                                .toList())
                .addObject("served", served);
    }

    /// The questions of a notice that was served, one tick each.
    @GetMapping("/questions/{served}")
    @AllowedTo(Role.CLIENT)
    ModelAndView questions(
            Requester.SignedIn who,
            @PathVariable UUID served,
            @RequestParam(defaultValue = "/portal/consent") String next) {
        ServedNotice shown = own(who, served);
        return new ModelAndView("consent/questions")
                .addObject("served", shown)
                .addObject("next", local(next))
                .addObject("questions", questionsOf(shown));
    }

    @PostMapping("/questions/{served}")
    @AllowedTo(Role.CLIENT)
    ModelAndView answer(
            Requester.SignedIn who,
            @PathVariable UUID served,
            @RequestParam(defaultValue = "") Set<String> agreed,
            @RequestParam(defaultValue = "/portal/consent") String next,
            RedirectAttributes redirect) {
        ServedNotice shown = own(who, served);
        for (Question question : questionsOf(shown)) {
            boolean yes = agreed.contains(question.item().name());
            boolean wasYes = question.answered() == ConsentState.GIVEN;
            boolean unanswered = question.answered() == null;
            if (yes != wasYes || unanswered) {
                AnswerResult _ = consents.answer(
                        who,
                        new Answer(
                                shown.id(),
                                question.item().name(),
                                yes,
                                question.item().kind(),
                                Means.SCREEN,
                                Optional.empty()));
            }
        }
        redirect.addFlashAttribute("notice", io.equiveil.frame.Notice.done("consent.questions.done"));
        return new ModelAndView("redirect:" + local(next));
    }

    @PostMapping("/records/{id}/withdrawal")
    @AllowedTo(Role.CLIENT)
    ModelAndView withdraw(Requester.SignedIn who, @PathVariable UUID id) {
        return switch (consents.withdraw(who, new ConsentRecordId(id), Means.SCREEN)) {
            case WithdrawResult.Withdrawn(var record, var remaining) ->
                new ModelAndView("consent/withdrawn")
                        .addObject("record", record)
                        .addObject("remaining", remaining);
            case WithdrawResult.NothingToWithdraw _ -> new ModelAndView("redirect:/portal/consent");
            case WithdrawResult.NotByConsent _ -> new ModelAndView("redirect:/portal/consent");
            case WithdrawResult.NotYours _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    /// The receipt: every state, and the words that were shown.
    @GetMapping("/records/{id}")
    @AllowedTo(Role.CLIENT)
    ModelAndView receipt(Requester.SignedIn who, @PathVariable UUID id) {
        ConsentReceipt receipt = consents.receipt(new ConsentRecordId(id))
                .filter(found -> who.actsFor().contains(found.present().subject()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new ModelAndView("consent/receipt")
                .addObject("receipt", receipt)
                .addObject("item", itemOf(receipt.present()).orElse(null));
    }

    /// A notice in exactly the words that were shown.
    @GetMapping("/notices/{served}")
    @AllowedTo(Role.CLIENT)
    ModelAndView notice(Requester.SignedIn who, @PathVariable UUID served) {
        return new ModelAndView("consent/shown").addObject("served", own(who, served));
    }

    private ServedNotice own(Requester.SignedIn who, UUID served) {
        return consents.served(new ServedNoticeId(served))
                .filter(shown -> who.actsFor().contains(shown.subject()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private List<Question> questionsOf(ServedNotice shown) {
        SubjectId subject = shown.subject();
        List<ConsentRecord> records = consents.recordsOf(subject);
        return consents.notice(shown.notice(), shown.language()).stream()
                .filter(notice -> notice.version() == shown.noticeVersion())
                .flatMap(notice -> notice.items().stream())
                .map(item -> new Question(item, answeredOf(records, shown, item).orElse(null)))
                .toList();
    }

    private static Optional<ConsentState> answeredOf(
            List<ConsentRecord> records, ServedNotice shown, Notice.Item item) {
        return records.stream()
                .filter(record -> record.owner().equals(shown.owner())
                        && record.recipient().equals(shown.recipient())
                        && record.item().equals(Optional.of(item.name()))
                        && record.purpose() == item.purpose())
                .map(ConsentRecord::state)
                .findFirst();
    }

    private Optional<Notice.Item> itemOf(ConsentRecord record) {
        return Stream.of(record)
                .flatMap(each -> each.notice().stream())
                .flatMap(served -> consents.served(served).stream())
                .flatMap(served -> consents.notice(served.notice(), served.language()).stream())
                .flatMap(notice -> record.item().flatMap(notice::item).stream())
                .findFirst();
    }

    /// Only paths of our own portal.
    private static String local(String path) {
        return path.matches("/portal(?:/[A-Za-z0-9-]+)*") ? path : "/portal/consent";
    }
}
