package io.equiveil.dataroom.web;

import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.SendingId;
import io.equiveil.dataroom.SendingState;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where one waits while files are checked and made into pages; can be left and found again.
@Controller
class SendingController {

    private static final String SECONDS_BETWEEN_LOOKS = "2";

    private final DataRoom room;
    private final ArrivalPages pages;

    SendingController(DataRoom room, ArrivalPages pages) {
        this.room = room;
        this.pages = pages;
    }

    @GetMapping("/documents/sendings/{sending}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ModelAndView show(
            Requester.SignedIn who,
            @PathVariable UUID sending,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        SendingState state = room.sending(who, new SendingId(sending));
        if (state instanceof SendingState.Going going) {
            response.setHeader("Refresh", SECONDS_BETWEEN_LOOKS);
            return pages.waiting(who, going);
        }
        return pages.after(who, state, redirect);
    }
}
