package io.equiveil.clients.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.ServeResult;
import io.equiveil.consent.ServedNotice;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

/// Serving the notice across the table, by telephone or on paper, and writing down what the client answered there.
@Controller
@RequestMapping("/clients/{subject}")
class ClientNoticeController {

    private final Clients clients;
    private final Consents consents;

    ClientNoticeController(Clients clients, Consents consents) {
        this.clients = clients;
        this.consents = consents;
    }

    @GetMapping("/notice")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView notice(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        return noticePage(own(who, subject), NoticeLanguage.of(locale));
    }

    @PostMapping("/notice")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView serve(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam String shown,
            @RequestParam String language,
            @RequestParam Means means,
            RedirectAttributes redirect) {
        ClientFile file = own(who, subject);
        NoticeLanguage spoken = NoticeLanguage.parse(language);
        Digest hash = Digest.of(HexFormat.of().parseHex(shown));
        return switch (clients.serveNotice(who, file.subject(), spoken, hash, means)) {
            case ServeResult.Served _ -> {
                redirect.addFlashAttribute("notice", Notice.done("clients.notice.served", file.alias()));
                yield new ModelAndView("redirect:/clients/" + subject);
            }
            case ServeResult.Changed _ -> {
                ModelAndView again = noticePage(file, spoken).addObject("changed", true);
                again.setStatus(HttpStatus.CONFLICT);
                yield again;
            }
            case ServeResult.HandlerUnnamed _ -> {
                ModelAndView page = noticePage(file, spoken).addObject("unnamed", true);
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
            case ServeResult.UnknownNotice _, ServeResult.RecipientMissing _, ServeResult.NotYours _ ->
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    /// What the client said, on paper or aloud.
    @GetMapping("/answers")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView answers(Requester.SignedIn who, @PathVariable UUID subject) {
        ClientFile file = own(who, subject);
        ServedNotice served = latest(file.subject());
        List<String> given = consents.recordsOf(file.subject()).stream()
                .filter(ConsentRecord::isWithdrawable)
                .filter(record -> record.owner().equals(Owner.of(file.subject())))
                .flatMap(record -> record.item().stream())
                .toList();
        return new ModelAndView("clients/answers")
                .addObject("file", file)
                .addObject("served", served)
                .addObject("given", given)
                .addObject(
                        "text",
                        consents.notice(served.notice(), served.language()).orElseThrow());
    }

    @PostMapping("/answers")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView answer(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam(defaultValue = "") Set<String> agreed,
            @RequestParam Means means,
            RedirectAttributes redirect) {
        ClientFile file = own(who, subject);
        ServedNotice served = latest(file.subject());
        for (var item : consents.notice(served.notice(), served.language())
                .orElseThrow()
                .items()) {
            boolean yes = agreed.contains(item.name());
            ConsentKind kind = means == Means.PAPER ? ConsentKind.WRITTEN : item.kind();
            AnswerResult result =
                    consents.answer(who, new Answer(served.id(), item.name(), yes, kind, means, Optional.empty()));
            if (!(result instanceof AnswerResult.Answered)) {
                throw new ResponseStatusException(HttpStatus.CONFLICT);
            }
        }
        redirect.addFlashAttribute("notice", Notice.done("clients.answers.kept", file.alias()));
        return new ModelAndView("redirect:/clients/" + subject);
    }

    private ModelAndView noticePage(ClientFile file, NoticeLanguage language) {
        return new ModelAndView("clients/notice")
                .addObject("file", file)
                .addObject("text", clients.notice(file.subject(), language).orElseThrow());
    }

    private ServedNotice latest(SubjectId subject) {
        return consents.servedTo(subject).stream()
                .filter(served -> served.owner().equals(Owner.of(subject)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT));
    }

    private ClientFile own(Requester.SignedIn who, UUID subject) {
        SubjectId id = new SubjectId(subject);
        return clients.find(who, id)
                .filter(_ -> clients.isInCharge(who.person(), id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
