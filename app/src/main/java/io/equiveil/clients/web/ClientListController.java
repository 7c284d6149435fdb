package io.equiveil.clients.web;

import io.equiveil.clients.ClientLists;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.SealedWorkbook;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Taking the list of one's own clients out as an encrypted workbook.
@Controller
@RequestMapping("/clients/list")
class ClientListController {

    private final ClientLists lists;

    ClientListController(ClientLists lists) {
        this.lists = lists;
    }

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView form() {
        return form(null, "", HttpStatus.OK);
    }

    @PostMapping
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER},
            stepUp = true)
    Object take(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            Locale locale) {
        if (!password.equals(again)) {
            return form("AGAIN", reason, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (lists.take(who, Cleartext.of(reason), Cleartext.of(password), locale)) {
            case ClientLists.Taken.Wrong wrong ->
                form(wrong.password() ? "PASSWORD" : "REASON", reason, HttpStatus.UNPROCESSABLE_CONTENT);
            case ClientLists.Taken.Nothing _ -> form("NOTHING", reason, HttpStatus.CONFLICT);
            case ClientLists.Taken.Unrecorded _ -> form("UNRECORDED", reason, HttpStatus.SERVICE_UNAVAILABLE);
            case ClientLists.Taken.File file ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(SealedWorkbook.MEDIA_TYPE))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("clients.xlsx")
                                        .build()
                                        .toString())
                        .body(file.file());
        };
    }

    private static ModelAndView form(@Nullable String wrong, String reason, HttpStatus status) {
        ModelAndView page = new ModelAndView("clients/list")
                .addObject("wrong", wrong)
                .addObject("reason", reason)
                .addObject("most", ClientLists.MOST)
                .addObject("shortest", SealedWorkbook.SHORTEST_PASSWORD);
        page.setStatus(status);
        return page;
    }
}
