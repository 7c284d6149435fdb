package io.equiveil.disclosure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/// Answers a request to open one value: with the fragment that takes its place for htmx, otherwise with a page of its
/// own that leaves by itself when the time is over.
public final class ValuePages {

    private ValuePages() {}

    /// @param back the page that asked, without anything confidential in it; must begin with a single slash
    public static ModelAndView answer(
            ValueView view, String back, HttpServletRequest request, HttpServletResponse response) {
        if (!back.startsWith("/") || back.startsWith("//") || back.contains("\\") || back.contains("\n")) {
            throw new IllegalArgumentException("a way back is a path of ours");
        }
        boolean partOfAPage = request.getHeader("HX-Request") != null;
        ModelAndView answer =
                new ModelAndView(partOfAPage ? "disclosure/value :: value(${view})" : "disclosure/opened");
        answer.addObject("view", view);
        answer.addObject("back", back);
        switch (view) {
            case ValueView.Open open -> {
                if (!partOfAPage) {
                    // Works without script and without markup: the browser leaves when the time is over.
                    response.setHeader("Refresh", open.stays().toSeconds() + "; url=" + back);
                }
            }
            case ValueView.Refusal _ -> answer.setStatus(HttpStatus.FORBIDDEN);
            case ValueView.Closed _ -> {}
        }
        return answer;
    }
}
