package io.equiveil.nda.web;

import io.equiveil.access.spi.CodeNames;
import io.equiveil.frame.TimelineEvent;
import io.equiveil.frame.TimelineEvent.Phase;
import io.equiveil.identity.Passkeys;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementHistory;
import io.equiveil.nda.AgreementHistory.Event;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.PromisedMeasures;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// What pages about one agreement have in common.
@Component
class AgreementPages {

    private final Agreements agreements;
    private final PromisedMeasures measures;
    private final Passkeys passkeys;
    private final CodeNames names;
    private final MessageSource messages;
    private final Clock clock;

    AgreementPages(
            Agreements agreements,
            PromisedMeasures measures,
            Passkeys passkeys,
            CodeNames names,
            MessageSource messages,
            Clock clock) {
        this.agreements = agreements;
        this.measures = measures;
        this.passkeys = passkeys;
        this.names = names;
        this.messages = messages;
        this.clock = clock;
    }

    ModelAndView show(Requester.SignedIn who, AgreementId id, Locale locale) {
        AgreementSummary agreement =
                agreements.find(who, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        AgreementHistory history = agreements.history(who, id).orElseThrow();
        boolean handles = agreements.handles(who, agreement);
        boolean onItsWay = agreement.state() == AgreementState.DRAFT || agreement.state() == AgreementState.SENT;
        return new ModelAndView("nda/show")
                .addObject("agreement", agreement)
                .addObject("history", history)
                .addObject(
                        "events",
                        history.events().stream()
                                .map(event -> line(event, locale))
                                .toList())
                .addObject("measures", measures.of(agreement.terms()))
                .addObject("open", agreement.opensAt(clock.instant()))
                .addObject(
                        "maySend",
                        handles
                                && agreement.state() == AgreementState.DRAFT
                                && agreement.kind().bothSign())
                .addObject("mayTakeIn", handles && onItsWay && agreement.kind().bothSign())
                .addObject("mayPrint", handles && onItsWay)
                .addObject("mayRead", handles || who.has(Role.COMPLIANCE_OFFICER))
                .addObject("mayEnd", agreements.mayEnd(who, agreement))
                .addObject("place", AgreementPaperController.closedPlace(agreement))
                .addObject("passkey", !passkeys.of(who).isEmpty())
                .addObject("onItsWay", onItsWay);
    }

    ModelAndView answer(Requester.SignedIn who, AgreementId id, AgreementResult result, Locale locale) {
        return switch (result) {
            case AgreementResult.Done _ -> new ModelAndView("redirect:/agreements/" + id);
            case AgreementResult no -> {
                ModelAndView page = show(who, id, locale).addObject("no", NoPage.of(no));
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
        };
    }

    private TimelineEvent line(Event event, Locale locale) {
        Instant now = clock.instant();
        return switch (event) {
            case Event.Prepared(var at, var by) -> done(at, say("nda.event.prepared", locale), names.codeName(by));
            case Event.Signed(var at, var side, var by, var grade) ->
                done(
                        at,
                        say("nda.event.signed." + side, locale),
                        side == AgreementSummary.Side.FIRM
                                ? names.codeName(by)
                                        + say("nda.event.comma", locale)
                                        + say("nda.grade." + grade, locale)
                                : say("nda.grade." + grade, locale));
            case Event.PaperTakenIn(var at, var by, var signedOn, var pages) ->
                done(
                        at,
                        say("nda.event.paper", locale, signedOn.toString(), Integer.toString(pages)),
                        names.codeName(by));
            case Event.PaperConfirmed(var at, var by) ->
                done(at, say("nda.event.confirmed", locale), names.codeName(by));
            case Event.PaperReturned(var at, var by, var because) ->
                new TimelineEvent(
                        at,
                        Phase.STOP,
                        say("nda.event.returned", locale),
                        names.codeName(by) + say("nda.event.comma", locale) + say("nda.paper.fault." + because, locale),
                        null);
            case Event.InForce(var at) -> done(at, say("nda.page.inforce", locale), null);
            case Event.Covers(var at, var matter) ->
                new TimelineEvent(at, Phase.DONE, say("nda.event.covers", locale), null, "/matters/" + matter);
            case Event.Ends(var at, var because) ->
                new TimelineEvent(
                        at,
                        at.isAfter(now) ? Phase.LATER : Phase.STOP,
                        say("nda.page.ends", locale),
                        because.map(reason -> say("nda.end." + reason, locale)).orElse(null),
                        null);
        };
    }

    private static TimelineEvent done(Instant at, String title, @Nullable String text) {
        return new TimelineEvent(at, Phase.DONE, title, text, null);
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /// The text on the screen.
    static ResponseEntity<byte[]> picture(Reading reading, Requester.SignedIn who, AgreementPictures pictures) {
        return sent(pictures.onScreen(text(reading), who));
    }

    /// The text to be kept or printed: the PDF for whom the gate lets have it, marked pages for others.
    static ResponseEntity<byte[]> file(Reading reading, Requester.SignedIn who, AgreementPictures pictures) {
        return sent(pictures.toKeep(text(reading), who));
    }

    private static Reading.Text text(Reading reading) {
        return switch (reading) {
            case Reading.Text text -> text;
            case Reading.No _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    private static ResponseEntity<byte[]> sent(AgreementPictures.Sheet sheet) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(sheet.type()))
                .body(sheet.content());
    }
}
