package io.equiveil.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Outermost of all: lays `${frame}` ready for whichever page comes of the request, keeps the reader's choices, and
/// catches what every other layer let through, before the server would log it with its message.
final class FrameFilter extends OncePerRequestFilter {

    private final PageFurniture furniture;
    private final Faults faults;

    FrameFilter(PageFurniture furniture, Faults faults) {
        this.furniture = furniture;
        this.faults = faults;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        request.setAttribute(PageModel.ATTRIBUTE, new PageModel(request, furniture));
        furniture.reader().keepChoices(request, response);
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | StackOverflowError e) {
            String reference = faults.unexpected(e);
            if (!response.isCommitted()) {
                request.setAttribute(ErrorAnswers.REFERENCE, reference);
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
    }
}
