package io.equiveil.dataroom.web;

import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.Ending;
import io.equiveil.dataroom.RoomDocument;
import io.equiveil.dataroom.ViewId;
import io.equiveil.dataroom.ViewState;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// The viewer: one page at a time, as a picture with the reader's mark in it.
@Controller
@RequestMapping("/documents/views/{view}")
@AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.PARTNER, Role.CLIENT})
class ViewController {

    static final int FIT = 0;

    private final DataRoom room;

    ViewController(DataRoom room) {
        this.room = room;
    }

    /// @param width one of the fixed widths, or 0 for as wide as the window
    @GetMapping
    ModelAndView show(
            Requester.SignedIn who,
            @PathVariable UUID view,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "0") int width) {
        ViewId id = new ViewId(view);
        return switch (room.state(who, id, Optional.empty())) {
            case ViewState.Ended(var because) -> ended(who, id, because);
            case ViewState.Open open -> {
                int shown = Math.clamp(page, 1, open.document().pages());
                int zoom = width == FIT || DataRoom.WIDTHS.contains(width) ? width : FIT;
                yield new ModelAndView("dataroom/view")
                        .addObject("layout", Place.layoutFor(who))
                        .addObject("open", open)
                        .addObject("page", shown)
                        .addObject("width", zoom)
                        .addObject("wider", wider(zoom))
                        .addObject("narrower", narrower(zoom))
                        .addObject("widths", DataRoom.WIDTHS)
                        .addObject("srcset", srcset(id, shown))
                        .addObject(
                                "turn",
                                room.turnOf(who, open.document().id(), shown).orElse(null))
                        .addObject("back", listOf(who, open.document()));
            }
        };
    }

    @GetMapping("/pages/{page}")
    ResponseEntity<byte[]> page(
            Requester.SignedIn who,
            @PathVariable UUID view,
            @PathVariable int page,
            @RequestParam(defaultValue = "800") int width) {
        if (!DataRoom.WIDTHS.contains(width)) {
            return ResponseEntity.badRequest()
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return PagePicture.answer(room.page(who, new ViewId(view), page, width));
    }

    /// Whether it is still open; asked every few seconds by the page's script.
    @GetMapping(path = "/state", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<Map<String, String>> state(
            Requester.SignedIn who, @PathVariable UUID view, @RequestParam Optional<Integer> page) {
        Map<String, String> body = switch (room.state(who, new ViewId(view), page)) {
            case ViewState.Open open ->
                Map.of("state", "OPEN", "until", open.until().toString());
            case ViewState.Ended(var because) -> Map.of("state", "ENDED", "because", because.name());
        };
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /// Shows the page turned from now on, to everybody.
    ///
    /// @param by quarters to the right
    @PostMapping("/turns")
    ModelAndView turn(Requester.SignedIn who, @PathVariable UUID view, @RequestParam int page, @RequestParam int by) {
        ViewId id = new ViewId(view);
        if (room.state(who, id, Optional.empty()) instanceof ViewState.Open open
                && page >= 1
                && page <= open.document().pages()) {
            DocumentId document = open.document().id();
            room.turnOf(who, document, page).ifPresent(now -> room.turn(who, document, page, now + by));
        }
        return new ModelAndView("redirect:/documents/views/" + view + "?page=" + page);
    }

    @PostMapping("/end")
    ModelAndView end(Requester.SignedIn who, @PathVariable UUID view) {
        ViewId id = new ViewId(view);
        Optional<RoomDocument> document = room.documentOf(who, id);
        room.close(who, id);
        return new ModelAndView(
                "redirect:" + document.map(each -> listOf(who, each)).orElse("/dataroom"));
    }

    private ModelAndView ended(Requester.SignedIn who, ViewId id, Ending because) {
        Optional<RoomDocument> document = room.documentOf(who, id);
        ModelAndView page = new ModelAndView("dataroom/ended")
                .addObject("layout", Place.layoutFor(who))
                .addObject("because", because)
                .addObject(
                        "again",
                        document.map(each -> placeOf(who, each).views(each.id()))
                                .orElse(null))
                .addObject("back", document.map(each -> listOf(who, each)).orElse("/dataroom"));
        page.setStatus(HttpStatus.GONE);
        return page;
    }

    private static String srcset(ViewId view, int page) {
        return DataRoom.WIDTHS.stream()
                .map(width -> "/documents/views/" + view + "/pages/" + page + "?width=" + width + " " + width + "w")
                .collect(Collectors.joining(", "));
    }

    private static Place placeOf(Requester.SignedIn who, RoomDocument document) {
        return switch (document.owner()) {
            case Owner.OfMatter(var matter) -> Place.ofMatter(who, matter);
            case Owner.OfSubject(var subject) -> Place.ofSubject(who, subject);
        };
    }

    private static String listOf(Requester.SignedIn who, RoomDocument document) {
        return placeOf(who, document).list();
    }

    private static @Nullable Integer wider(int width) {
        return DataRoom.WIDTHS.stream()
                .filter(each -> each > (width == FIT ? DataRoom.WIDTHS.get(1) : width))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Integer narrower(int width) {
        return DataRoom.WIDTHS.reversed().stream()
                .filter(each -> each < (width == FIT ? DataRoom.WIDTHS.get(1) : width))
                .findFirst()
                .orElse(null);
    }
}
