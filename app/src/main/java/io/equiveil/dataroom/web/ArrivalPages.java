package io.equiveil.dataroom.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.RoomDocument;
import io.equiveil.dataroom.SendingState;
import io.equiveil.dataroom.UploadResult;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Pages about documents on their way in: the form, what came of it, and the waiting in between.
@Component
class ArrivalPages {

    private static final NewDocument NOTHING_TYPED =
            new NewDocument(Cleartext.of(""), InformationClass.DOCUMENT, MatterStage.DUE_DILIGENCE);

    private final Clients clients;
    private final Matters matters;

    ArrivalPages(Clients clients, Matters matters) {
        this.clients = clients;
        this.matters = matters;
    }

    /// The empty form.
    ModelAndView form(Requester.SignedIn who, Owner owner) {
        return form(who, owner, Optional.empty(), NOTHING_TYPED, null);
    }

    /// @param named   the matter that was chosen for the stamp of an identity document
    /// @param refusal key of the sentence why it was not taken in; null if nothing was sent yet
    private ModelAndView form(
            Requester.SignedIn who,
            Owner owner,
            Optional<MatterId> named,
            NewDocument typed,
            @Nullable String refusal) {
        ModelAndView page = DocumentPages.page("dataroom/new", placeOf(who, owner))
                .addObject("heading", headingOf(who, owner))
                .addObject("typed", typed)
                .addObject("named", named.map(MatterId::toString).orElse(""))
                .addObject(
                        "matters", owner instanceof Owner.OfSubject(var subject) ? mattersOf(who, subject) : List.of())
                .addObject("refusal", refusal)
                .addObject("classes", DataRoom.CLASSES)
                .addObject("stages", DataRoom.STAGES);
        if (refusal != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private List<MatterSummary> mattersOf(Requester.SignedIn who, SubjectId subject) {
        return matters.of(who).stream()
                .filter(m -> m.party(subject).isPresent())
                .toList();
    }

    /// What follows on sending: the list with the new document, the form again with a reason, or a page to wait on.
    ModelAndView after(Requester.SignedIn who, SendingState state, RedirectAttributes redirect) {
        return switch (state) {
            case SendingState.Going going -> new ModelAndView("redirect:" + pathOf(going));
            case SendingState.Over over -> over(who, over, redirect);
            case SendingState.Unknown _ -> {
                redirect.addFlashAttribute("notice", Notice.attention("dataroom.sending.lost"));
                yield new ModelAndView("redirect:/dataroom");
            }
        };
    }

    private ModelAndView over(Requester.SignedIn who, SendingState.Over over, RedirectAttributes redirect) {
        return switch (over.result()) {
            case UploadResult.Stored(var document, var pointsElsewhere) -> {
                redirect.addFlashAttribute("notice", stored(document, pointsElsewhere));
                yield new ModelAndView("redirect:" + placeOf(who, over.owner()).list());
            }
            case UploadResult.Refused(var because) -> again(who, over, because.messageKey());
            case UploadResult.FileRefused(var because) -> again(who, over, because.messageKey());
            case UploadResult.NotYours _ -> throw DocumentPages.unknown();
        };
    }

    private ModelAndView again(Requester.SignedIn who, SendingState.Over over, String refusal) {
        return form(who, over.owner(), over.matter(), over.about(), refusal);
    }

    private static Notice stored(RoomDocument document, boolean pointsElsewhere) {
        String pages = Integer.toString(document.pages());
        if (pointsElsewhere) {
            return Notice.attention("dataroom.new.links", pages);
        }
        return Notice.done(document.isIdentityDocument() ? "dataroom.new.stamped" : "dataroom.new.done", pages);
    }

    /// How far it has come; asks for itself again every few seconds, with script or without.
    ModelAndView waiting(Requester.SignedIn who, SendingState.Going going) {
        return DocumentPages.page("dataroom/sending", placeOf(who, going.owner()))
                .addObject("going", going)
                .addObject("heading", headingOf(who, going.owner()));
    }

    static String pathOf(SendingState.Going going) {
        return "/documents/sendings/" + going.sending();
    }

    private String headingOf(Requester.SignedIn who, Owner owner) {
        return switch (owner) {
            case Owner.OfMatter(var matter) ->
                matters.find(who, matter).map(MatterSummary::codeName).orElseThrow(DocumentPages::unknown);
            case Owner.OfSubject(var subject) ->
                clients.find(who, subject).map(ClientFile::alias).orElseThrow(DocumentPages::unknown);
        };
    }

    private static Place placeOf(Requester.SignedIn who, Owner owner) {
        return switch (owner) {
            case Owner.OfMatter(var matter) -> Place.ofMatter(who, matter);
            case Owner.OfSubject(var subject) -> Place.ofSubject(who, subject);
        };
    }
}
