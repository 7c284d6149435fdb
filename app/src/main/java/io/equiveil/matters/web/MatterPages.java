package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientState;
import io.equiveil.clients.Clients;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.AbandonReason;
import io.equiveil.matters.ConflictState;
import io.equiveil.matters.HoldKind;
import io.equiveil.matters.HoldReason;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.RetentionClock;
import io.equiveil.matters.Side;
import io.equiveil.matters.StagePoint;
import io.equiveil.matters.Standing;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.partners.Partner;
import io.equiveil.partners.PartnerStatus;
import io.equiveil.partners.Partners;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of one matter: a time line with facts beside it. Every act on it comes back here.
@Component
class MatterPages {

    private static final int MOST_CLIENTS = 200;

    private final Matters matters;
    private final Clients clients;
    private final Agreements agreements;
    private final People people;
    private final Partners partners;
    private final SimplePages simple;
    private final MessageSource messages;
    private final Clock clock;

    MatterPages(
            Matters matters,
            Clients clients,
            Agreements agreements,
            People people,
            Partners partners,
            SimplePages simple,
            MessageSource messages,
            Clock clock) {
        this.matters = matters;
        this.clients = clients;
        this.agreements = agreements;
        this.people = people;
        this.partners = partners;
        this.simple = simple;
        this.messages = messages;
        this.clock = clock;
    }

    /// A party on the page.
    ///
    /// @param alias     the file's code name
    /// @param agreement the buyer's agreement for this matter, if one was written
    record PartyLine(
            MatterSummary.Party party,
            String alias,
            @Nullable AgreementSummary agreement) {

        public boolean isBuyerHere() {
            return party.side() == Side.BUYER && party.standing() != Standing.LEFT;
        }

        public boolean mayPrepare() {
            return isBuyerHere() && agreement == null;
        }
    }

    /// Something in the way, with the page where it is mended.
    record Obstacle(String text, @Nullable String path) {}

    /// A point of the time line, in words.
    ///
    /// @param by code name of who took the matter there
    record Point(StagePoint point, @Nullable String by) {}

    /// A colleague on the team.
    record Member(PersonId person, String name, boolean lead) {}

    /// A partner firm that is engaged.
    record Engaged(UUID id, String name) {}

    /// A simple matter has one screen of its own for those who work on it, as long as it is open.
    ModelAndView page(Requester.SignedIn who, MatterId id, Locale locale) {
        ModelAndView whole = whole(who, id, locale);
        MatterSummary matter = find(who, id);
        return matter.simple() && matter.closedAt().isEmpty() && acts(who, matter)
                ? simple.screen(who, matter, whole, locale)
                : whole;
    }

    /// Everything about a matter.
    ModelAndView whole(Requester.SignedIn who, MatterId id, Locale locale) {
        MatterSummary matter = find(who, id);
        boolean acts = acts(who, matter);
        List<AgreementSummary> papers = agreements.ofMatter(matter.id());
        ModelAndView page = new ModelAndView("matters/show")
                .addObject("matter", matter)
                .addObject("acts", acts)
                .addObject("oversees", who.has(COMPLIANCE_OFFICER))
                .addObject("today", LocalDate.ofInstant(clock.instant(), Display.SHANGHAI))
                .addObject("old", matters.oldMatter(who, id).orElse(null))
                .addObject(
                        "bound",
                        matter.seller().filter(agreements::firmAgreementInForce).isPresent())
                .addObject("points", points(matter))
                .addObject("papers", papers)
                .addObject("opens", opens(who, papers))
                .addObject("parties", parties(matter))
                .addObject("team", team(matter))
                .addObject("engaged", engaged(matter))
                .addObject("holds", matters.holds(who, id))
                .addObject("holdKinds", HoldKind.values())
                .addObject("holdReasons", Choice.of(HoldReason.class, "matters.hold.reason", messages, locale))
                .addObject("conflictShown", matter.conflict() != ConflictState.NONE);
        matters.next(matter)
                .ifPresent(next -> page.addObject("next", next.stage())
                        .addObject("obstacles", obstacles(matter, next.blockers(), locale)));
        if (acts) {
            page.addObject("candidates", candidates(who, matter))
                    .addObject("colleagues", colleagues(matter))
                    .addObject("firms", firms(matter))
                    .addObject("abandonReasons", Choice.of(AbandonReason.class, "matters.abandon", messages, locale));
        }
        return end(page, who, matter, acts);
    }

    /// What can be done at the end of a matter.
    private ModelAndView end(ModelAndView page, Requester.SignedIn who, MatterSummary matter, boolean acts) {
        Optional<PersonId> asked = matters.destructionAskedBy(matter.id());
        List<RetentionClock> clocks = matters.retention(who, matter.id());
        boolean due = clocks.stream().anyMatch(clock -> clock.state() == RetentionClock.State.DUE);
        boolean stopped = page.getModel().containsKey("next");
        return page.addObject("mayClose", acts && matter.stage() == MatterStage.REGISTRATION && !stopped)
                .addObject("clocks", clocks)
                .addObject("mayAsk", acts && due && asked.isEmpty())
                .addObject(
                        "mayApprove",
                        (acts || who.has(COMPLIANCE_OFFICER))
                                && asked.filter(person -> !person.equals(who.person()))
                                        .isPresent())
                .addObject("asked", asked.isPresent())
                .addObject("certified", matters.certificate(matter.id()).isPresent());
    }

    private List<Point> points(MatterSummary matter) {
        return matters.timeLine(matter).stream()
                .map(point -> new Point(point, point.by().map(people::codeName).orElse(null)))
                .toList();
    }

    private List<Obstacle> obstacles(MatterSummary matter, List<Blocker> blockers, Locale locale) {
        return blockers.stream()
                .flatMap(blocker -> {
                    List<Obstacle> open = blocker == Blocker.STEPS_OPEN ? openDuties(matter, locale) : List.of();
                    return open.isEmpty()
                            ? Stream.of(
                                    new Obstacle(text("matters.blocker." + blocker, locale), wayOut(matter, blocker)))
                            : open.stream();
                })
                .toList();
    }

    /// What is open by name, and whom to ask.
    private List<Obstacle> openDuties(MatterSummary matter, Locale locale) {
        String leads = matter.team().stream()
                .filter(MatterSummary.Member::lead)
                .map(member -> people.codeName(member.person()))
                .collect(Collectors.joining(", "));
        return matters.duties(matter).stream()
                .filter(duty -> !duty.isDone() && matter.stage().hasReached(duty.stage()))
                .map(duty -> new Obstacle(
                        messages.getMessage(
                                "matters.blocker.duty",
                                new Object[] {
                                    text(duty.messageKey(), locale),
                                    duty.responsible().map(people::codeName).orElse(leads)
                                },
                                locale),
                        duty.path()))
                .toList();
    }

    private static @Nullable String wayOut(MatterSummary matter, Blocker blocker) {
        String here = "/matters/" + matter.id();
        return switch (blocker) {
            case NO_TEASER -> here + "/teaser";
            case NO_DEAL_FACTS -> here + "/deal";
            case STEPS_OPEN -> here + "/steps";
            case NOT_TAKEN_UP -> here + "/taking-up";
            case NO_FIRM_AGREEMENT ->
                matter.seller().map(seller -> "/clients/" + seller).orElse(null);
            case NO_BUYER_INVITED, NO_BUYER_AGREEMENT, SELLER_NOT_TOLD_OF_BOTH, BUYER_NOT_TOLD_OF_BOTH ->
                here + "#parties";
            default -> null;
        };
    }

    /// Those whose page the reader may open.
    private Set<AgreementId> opens(Requester.SignedIn who, List<AgreementSummary> papers) {
        return papers.stream()
                .map(AgreementSummary::id)
                .filter(id -> agreements.find(who, id).isPresent())
                .collect(Collectors.toSet());
    }

    private List<PartyLine> parties(MatterSummary matter) {
        List<AgreementSummary> written = agreements.ofMatter(matter.id()).stream()
                .filter(agreement -> agreement.kind() == AgreementKind.BUYER)
                .filter(agreement ->
                        agreement.state() != AgreementState.CANCELLED && agreement.state() != AgreementState.ENDED)
                .toList();
        return matter.parties().stream()
                .map(party -> new PartyLine(
                        party,
                        clients.find(party.subject()).map(ClientFile::alias).orElse("C-?"),
                        written.stream()
                                .filter(agreement -> agreement.subject().equals(party.subject()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private List<Member> team(MatterSummary matter) {
        return matter.team().stream()
                .map(member -> new Member(member.person(), people.codeName(member.person()), member.lead()))
                .toList();
    }

    private List<Engaged> engaged(MatterSummary matter) {
        return matter.partners().stream()
                .map(id -> new Engaged(
                        id.value(), partners.find(id).map(Partner::codeName).orElse("?")))
                .toList();
    }

    private List<Choice> candidates(Requester.SignedIn who, MatterSummary matter) {
        return own(who).stream()
                .filter(file -> matter.party(file.subject())
                        .filter(party -> party.standing() != Standing.LEFT)
                        .isEmpty())
                .map(file -> new Choice(file.subject().toString(), file.alias()))
                .toList();
    }

    /// Clients that the requester is in charge of.
    List<ClientFile> own(Requester.SignedIn who) {
        return clients.page(who, clock.instant().plusSeconds(1), MOST_CLIENTS).stream()
                .filter(file -> file.state() == ClientState.LEAD || file.state() == ClientState.CLIENT)
                .toList();
    }

    private List<Choice> colleagues(MatterSummary matter) {
        return people.colleagues().stream()
                .filter(Person::isActive)
                .filter(person -> person.has(ADVISOR) || person.has(DEPARTMENT_HEAD) || person.has(OWNER))
                .filter(person -> matter.team().stream()
                        .noneMatch(member -> member.person().equals(person.id())))
                .map(person -> new Choice(person.id().toString(), people.codeName(person.id())))
                .toList();
    }

    private List<Choice> firms(MatterSummary matter) {
        return partners.all().stream()
                .filter(firm -> firm.genuine() && firm.status() == PartnerStatus.APPROVED)
                .filter(firm -> !matter.partners().contains(firm.id()))
                .map(firm -> new Choice(firm.id().toString(), firm.codeName()))
                .toList();
    }

    MatterSummary find(Requester.SignedIn who, MatterId id) {
        return matters.find(who, id).orElseThrow(MatterPages::unknown);
    }

    static boolean mayOpen(Requester.SignedIn who) {
        return who.has(ADVISOR) || who.has(DEPARTMENT_HEAD) || who.has(OWNER);
    }

    /// Whether the requester works on the matter.
    static boolean acts(Requester.SignedIn who, MatterSummary matter) {
        return mayOpen(who)
                && matter.team().stream().anyMatch(member -> member.person().equals(who.person()));
    }

    /// Back to the matter, with what was done or what stands in the way.
    ModelAndView answer(
            Requester.SignedIn who, MatterResult result, UUID id, Locale locale, RedirectAttributes redirect) {
        return switch (result) {
            case MatterResult.Done(var matter) -> {
                redirect.addFlashAttribute("notice", Notice.done("matters.show.done", matter.codeName()));
                yield new ModelAndView("redirect:/matters/" + id);
            }
            case MatterResult.Unknown _ -> throw unknown();
            case MatterResult.Blocked(var blockers) -> {
                MatterId matter = new MatterId(id);
                yield conflict(
                        page(who, matter, locale).addObject("refused", obstacles(find(who, matter), blockers, locale)));
            }
        };
    }

    static ModelAndView again(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    static ModelAndView conflict(ModelAndView page) {
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }

    static ModelAndView unrecorded(ModelAndView page) {
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        return page.addObject("problem", "matters.show.unrecorded");
    }

    String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
