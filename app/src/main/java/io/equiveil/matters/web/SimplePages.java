package io.equiveil.matters.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.clients.FactReading;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Pack;
import io.equiveil.matters.Pack.Paper;
import io.equiveil.matters.SimpleNext;
import io.equiveil.matters.spi.Duty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// The one screen of a simple matter: who, what is signed, the one next step, the way to registration.
@Component
class SimplePages {

    private final Matters matters;
    private final Clients clients;
    private final FactReading reading;
    private final MessageSource messages;
    private final Display display;

    SimplePages(Matters matters, Clients clients, FactReading reading, MessageSource messages, Display display) {
        this.matters = matters;
        this.clients = clients;
        this.reading = reading;
        this.messages = messages;
        this.display = display;
    }

    /// A party with its papers.
    ///
    /// @param alias code name of the file
    /// @param mask  its name under a mask; absent if this person may not see even that
    record PartyPanel(Pack pack, String alias, @Nullable Cleartext mask, List<PaperLine> papers) {}

    /// @param path the page where it is done or read; absent where there is none
    record PaperLine(Pack.Item item, @Nullable String path) {}

    /// The next step.
    ///
    /// @param text   what the button says
    /// @param path   where it leads; absent if there is nothing to press
    /// @param posts  whether pressing it does something at once
    /// @param name   name of the hidden field that goes along
    /// @param value  its value
    /// @param why    a sentence about it
    record NextButton(
            String text,
            @Nullable String path,
            boolean posts,
            @Nullable String name,
            @Nullable String value,
            @Nullable String why) {

        static NextButton said(String text) {
            return new NextButton(text, null, false, null, null, null);
        }

        static NextButton to(String text, String path, @Nullable String why) {
            return new NextButton(text, path, false, null, null, why);
        }

        static NextButton posting(
                String text, String path, @Nullable String name, @Nullable String value, @Nullable String why) {
            return new NextButton(text, path, true, name, value, why);
        }
    }

    ModelAndView screen(Requester.SignedIn who, MatterSummary matter, ModelAndView page, Locale locale) {
        List<Pack> packs = matters.packs(who, matter.id());
        Map<SubjectId, ClientFile> files = packs.stream()
                .flatMap(pack -> clients.find(pack.subject()).stream())
                .collect(Collectors.toMap(ClientFile::subject, Function.identity()));
        Map<SubjectId, Cleartext> masks = reading.maskedNames(who, List.copyOf(files.values()));
        page.setViewName("matters/simple");
        return page.addObject(
                        "panels",
                        packs.stream()
                                .map(pack -> new PartyPanel(
                                        pack,
                                        Optional.ofNullable(files.get(pack.subject()))
                                                .map(ClientFile::alias)
                                                .orElse("C-?"),
                                        masks.get(pack.subject()),
                                        papers(matter, pack)))
                                .toList())
                .addObject("duties", matters.duties(matter))
                .addObject(
                        "act",
                        matters.simpleNext(who, matter.id())
                                .map(next -> button(matter, next, locale))
                                .orElse(null));
    }

    private static List<PaperLine> papers(MatterSummary matter, Pack pack) {
        return pack.items().stream()
                .map(item -> new PaperLine(item, path(matter, pack, item)))
                .toList();
    }

    private static @Nullable String path(MatterSummary matter, Pack pack, Pack.Item item) {
        String client = "/clients/" + pack.subject();
        return switch (item.paper()) {
            case NOTICE -> item.done() ? client : client + "/notice";
            case CONFIDENTIALITY, BUYER_AGREEMENT ->
                item.agreement()
                        .map(id -> "/agreements/" + id)
                        .orElse(item.paper() == Paper.CONFIDENTIALITY ? client : null);
            case CONSENT, FACTS -> client;
            case BOTH_SIDES, DECISION -> null;
        };
    }

    private NextButton button(MatterSummary matter, SimpleNext next, Locale locale) {
        String here = "/matters/" + matter.id();
        return switch (next) {
            case SimpleNext.Stopped(var blockers) ->
                NextButton.said(blockers.stream()
                        .map(blocker -> text("matters.blocker." + blocker, locale))
                        .collect(Collectors.joining(" ")));
            case SimpleNext.Invite _ ->
                NextButton.to(text("matters.simple.next.INVITE", locale), here + "?whole=true#parties", null);
            case SimpleNext.ForParty(var pack, var item) -> paper(here, pack, item, locale);
            case SimpleNext.Step(var duty) ->
                NextButton.to(
                        text("matters.simple.next.STEP", locale, text(duty.messageKey(), locale)),
                        duty.path(),
                        due(duty, locale));
            case SimpleNext.Advance(var to) ->
                NextButton.posting(
                        text("matters.show.advance", locale, text("matters.stage." + to, locale)),
                        here + "/stage",
                        "to",
                        to.name(),
                        text("matters.simple.nothing-missing", locale));
            case SimpleNext.Close _ ->
                NextButton.posting(
                        text("matters.show.close", locale),
                        here + "/closure",
                        null,
                        null,
                        text("matters.show.close.lead", locale));
        };
    }

    private @Nullable String due(Duty duty, Locale locale) {
        return duty.due()
                .map(day -> text("matters.show.step.due-by", locale, display.date(day)))
                .orElse(null);
    }

    private NextButton paper(String here, Pack pack, Pack.Item item, Locale locale) {
        String client = "/clients/" + pack.subject();
        String side = text("matters.simple.side." + pack.side(), locale);
        boolean written = item.agreement().isPresent();
        String words = "matters.simple.next." + item.paper() + (written ? ".written" : "");
        String text = text(words, locale, side);
        String why = text(words + ".why", locale, side);
        return switch (item.paper()) {
            case NOTICE -> NextButton.to(text, client + "/notice", why);
            case CONSENT -> NextButton.to(text, client + "/answers", why);
            case FACTS, DECISION -> NextButton.to(text, client, why);
            case BOTH_SIDES ->
                NextButton.posting(
                        text, here + "/told-of-both", "subject", pack.subject().toString(), why);
            case CONFIDENTIALITY ->
                written
                        ? NextButton.to(text, "/agreements/" + item.agreement().get(), why)
                        : NextButton.posting(text, client + "/agreement", null, null, why);
            case BUYER_AGREEMENT ->
                written
                        ? NextButton.to(text, "/agreements/" + item.agreement().get(), why)
                        : NextButton.posting(text, here + "/buyers/" + pack.subject() + "/agreement", null, null, why);
        };
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
