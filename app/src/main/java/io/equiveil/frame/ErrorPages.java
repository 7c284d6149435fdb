package io.equiveil.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where the server turns with an error that no handler saw: a bare status, a refused form, a broken filter.
@Controller
class ErrorPages implements ErrorController {

    private final ErrorAnswers answers;

    ErrorPages(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    @OpenToAll(because = "an error has to be readable by whoever ran into it")
    Object error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Somebody who types the address of the error page itself finds nothing there.
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        Object reference = request.getAttribute(ErrorAnswers.REFERENCE);
        return answers.answer(
                status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status,
                reference instanceof String text ? text : null,
                request);
    }
}
