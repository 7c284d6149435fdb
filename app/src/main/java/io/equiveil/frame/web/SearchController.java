package io.equiveil.frame.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.SearchProvider;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The search box at the top of staff pages. What was typed may be somebody's number, so it comes in the body and goes
/// back into the field of the answer, never into an address line.
@Controller
class SearchController {

    private static final int LONGEST = 64;

    private final ObjectProvider<SearchProvider> rooms;

    SearchController(ObjectProvider<SearchProvider> rooms) {
        this.rooms = rooms;
    }

    /// Goes straight to the one thing that was found, if it is one.
    @PostMapping("/search")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER
    })
    ModelAndView find(Requester.SignedIn person, @RequestParam(defaultValue = "") String words) {
        String wanted = words.strip();
        List<SearchProvider.Found> found = wanted.isEmpty() || wanted.length() > LONGEST
                ? List.of()
                : rooms.orderedStream()
                        .flatMap(room -> room.find(person, wanted).stream())
                        .toList();
        if (found.size() == 1) {
            return new ModelAndView("redirect:" + found.getFirst().path());
        }
        return new ModelAndView("frame/search").addObject("words", wanted).addObject("found", found);
    }
}
