package io.equiveil.dataroom.web;

import io.equiveil.dataroom.ChangeResult;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.Listed;
import io.equiveil.dataroom.Listing;
import io.equiveil.dataroom.Opening;
import io.equiveil.dataroom.Reading;
import io.equiveil.dataroom.RoomDocument;
import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What pages about documents of a matter and about identity documents have in common.
@Component
class DocumentPages {

    private final DataRoom room;

    DocumentPages(DataRoom room) {
        this.room = room;
    }

    ModelAndView list(Requester.SignedIn who, Place place, Optional<Listing> listing, String heading) {
        Listing found = listing.orElseThrow(DocumentPages::unknown);
        return page("dataroom/list", place)
                .addObject("listing", found)
                .addObject("heading", heading)
                .addObject("goings", room.sendings(who, place.owner()))
                .addObject(
                        "refusal",
                        found.refusedAltogether()
                                .map(refused -> ValueView.Refusal.of("documents", refused))
                                .orElse(null));
    }

    ModelAndView document(Requester.SignedIn who, Place place, DocumentId id) {
        Listing found = room.one(who, id).orElseThrow(DocumentPages::unknown);
        Listed line = found.lines().getFirst();
        belongs(place, line.document(), who);
        return page("dataroom/document", place)
                .addObject("line", line)
                .addObject("listing", found)
                .addObject("stages", DataRoom.STAGES)
                .addObject("readings", readings(who, id))
                .addObject(
                        "refusal",
                        line.refusal()
                                .map(refused -> ValueView.Refusal.of("document", refused))
                                .orElse(null));
    }

    /// A line of the list of readers.
    ///
    /// @param pages which pages, with seconds: `1 (12 s), 2 (40 s)`
    record Reader(String name, Reading reading, String pages) {}

    private List<Reader> readings(Requester.SignedIn who, DocumentId id) {
        return room.readings(who, id).stream()
                .map(reading -> new Reader(
                        room.nameOf(reading.person()),
                        reading,
                        reading.pages().stream()
                                .map(page -> page.page() + " (" + page.seconds() + " s)")
                                .collect(Collectors.joining(", "))))
                .toList();
    }

    ModelAndView open(Requester.SignedIn who, Place place, DocumentId id) {
        return switch (room.open(who, id)) {
            case Opening.Opened(var view, var document, var _) -> {
                belongs(place, document, who);
                yield new ModelAndView("redirect:/documents/views/" + view);
            }
            case Opening.Refused(var _, var refused) ->
                answer(place, HttpStatus.FORBIDDEN)
                        .addObject("refusal", ValueView.Refusal.of("document", refused))
                        .addObject("why", null);
            case Opening.Unrecorded _ ->
                answer(place, HttpStatus.SERVICE_UNAVAILABLE).addObject("why", "unrecorded");
            case Opening.Busy _ -> answer(place, HttpStatus.SERVICE_UNAVAILABLE).addObject("why", "busy");
            case Opening.Unreadable _ -> answer(place, HttpStatus.CONFLICT).addObject("why", "unreadable");
            case Opening.Unknown _ -> throw unknown();
        };
    }

    private static ModelAndView answer(Place place, HttpStatus status) {
        ModelAndView page = page("dataroom/refused", place);
        page.setStatus(status);
        return page;
    }

    ModelAndView removal(Requester.SignedIn who, Place place, DocumentId id) {
        Listing found = room.one(who, id)
                .filter(listing -> listing.mayManage() || listing.mayAdd())
                .orElseThrow(DocumentPages::unknown);
        Listed line = found.lines().getFirst();
        belongs(place, line.document(), who);
        return page("dataroom/removal", place).addObject("line", line);
    }

    ModelAndView remove(Requester.SignedIn who, Place place, DocumentId id, RedirectAttributes redirect) {
        return changed(place, room.remove(who, id), redirect, "dataroom.removal.done");
    }

    ModelAndView showFrom(
            Requester.SignedIn who, Place place, DocumentId id, MatterStage stage, RedirectAttributes redirect) {
        if (!DataRoom.STAGES.contains(stage)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return changed(place, room.showFrom(who, id, stage), redirect, "dataroom.stage.done");
    }

    private static ModelAndView changed(Place place, ChangeResult result, RedirectAttributes redirect, String done) {
        redirect.addFlashAttribute(
                "notice",
                switch (result) {
                    case ChangeResult.Done _ -> Notice.done(done);
                    case ChangeResult.AlreadyRemoved _ -> Notice.attention("dataroom.removal.before");
                    case ChangeResult.Refused(var because) -> Notice.attention(because.messageKey());
                    case ChangeResult.NotGenuine _ -> Notice.stop("dataroom.not-genuine");
                    case ChangeResult.NotYours _ -> throw unknown();
                });
        return new ModelAndView("redirect:" + place.list());
    }

    static ModelAndView page(String name, Place place) {
        return new ModelAndView(name).addObject("place", place).addObject("layout", place.layout());
    }

    /// A document under the address of another matter is no document.
    private static void belongs(Place place, RoomDocument document, Requester.SignedIn who) {
        Place own = switch (document.owner()) {
            case Owner.OfMatter(var matter) -> Place.ofMatter(who, matter);
            case Owner.OfSubject(var subject) -> Place.ofSubject(who, subject);
        };
        if (!own.list().equals(place.list())) {
            throw unknown();
        }
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    static InformationClass classOf(String typed) {
        return DataRoom.CLASSES.stream()
                .filter(each -> each.name().equals(typed))
                .findFirst()
                .orElse(InformationClass.DOCUMENT);
    }

    static MatterStage stageOf(String typed) {
        return DataRoom.STAGES.stream()
                .filter(each -> each.name().equals(typed))
                .findFirst()
                .orElse(MatterStage.DUE_DILIGENCE);
    }
}
