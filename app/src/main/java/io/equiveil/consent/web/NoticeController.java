package io.equiveil.consent.web;

import io.equiveil.consent.Consents;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import io.equiveil.kernel.Role;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// The notices themselves: for everybody to read and print, and for the firm to see what a lawyer has yet to confirm.
@Controller
@RequestMapping("/consent/notices")
class NoticeController {

    private final Consents consents;

    NoticeController(Consents consents) {
        this.consents = consents;
    }

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView index(Locale locale) {
        return new ModelAndView("consent/notices").addObject("notices", consents.notices(NoticeLanguage.of(locale)));
    }

    @GetMapping("/{id}")
    @OpenToAll(because = "notices are to be easy to find, read and keep (PIPL art. 17)")
    ModelAndView show(@PathVariable String id, Locale locale) {
        return consents.notice(id, NoticeLanguage.of(locale))
                .map(notice -> new ModelAndView("consent/notice").addObject("text", notice))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
