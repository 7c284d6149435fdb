package io.equiveil.texts.web;

import io.equiveil.frame.OpenToAll;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.texts.Guide;
import io.equiveil.texts.Guides;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// 帮助: the guide of one's own part, in the frame that one knows.
@Controller
@RequestMapping("/help")
@OpenToAll(because = "how the product is used and checked is no secret, and who cannot sign in needs help most")
class HelpController {

    private static final List<Guide> FOR_VISITORS = List.of(Guide.PUBLIC, Guide.SELLER, Guide.BUYER);

    private final Guides guides;

    HelpController(Guides guides) {
        this.guides = guides;
    }

    @GetMapping
    ModelAndView own(Requester requester, Locale locale) {
        return page(of(requester).getFirst(), requester, locale);
    }

    @GetMapping("/{guide}")
    ModelAndView show(@PathVariable String guide, Requester requester, Locale locale) {
        return page(
                Guide.named(guide).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)),
                requester,
                locale);
    }

    private ModelAndView page(Guide guide, Requester requester, Locale locale) {
        return new ModelAndView(view(requester))
                .addObject("guides", of(requester))
                .addObject("shown", guide)
                .addObject("html", guides.page(guide, locale));
    }

    private static List<Guide> of(Requester requester) {
        Set<Role> roles = requester instanceof Requester.SignedIn person ? person.roles() : Set.of();
        return roles.isEmpty() ? FOR_VISITORS : Guide.of(roles);
    }

    private static String view(Requester requester) {
        if (requester instanceof Requester.SignedIn person) {
            return person.has(Role.CLIENT) ? "texts/help-client" : "texts/help";
        }
        return "texts/help-public";
    }
}
