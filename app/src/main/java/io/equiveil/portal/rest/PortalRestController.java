package io.equiveil.portal.rest;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.identity.People;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.SubjectEntry;
import io.equiveil.ledger.LedgerReader.SubjectPart;
import io.equiveil.portal.Lookups;
import io.equiveil.portal.Portal;
import io.equiveil.portal.Taking;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a client is told about its own data, for programs. Every question is about one subject: the only one
/// that the requester acts for, or the one that is named.
@RestController
@RequestMapping("/api/portal")
class PortalRestController {

    private final Portal portal;
    private final People people;
    private final Clients clients;

    PortalRestController(Portal portal, People people, Clients clients) {
        this.portal = portal;
        this.people = people;
        this.clients = clients;
    }

    record HoldingView(InformationClass informationClass, RetentionGroup retention, int records) {}

    /// @param reader YOU, STAFF, CLIENT, MACHINE or NOBODY
    /// @param name   code name of a member of staff, which machine, or the alias of the other side
    ///               in a matter
    /// @param matter in which matter; absent outside one
    record LookView(
            long entry,
            @Nullable Long index,
            Instant at,
            boolean refused,
            String leaf,
            @Nullable String reader,
            @Nullable String name,
            @Nullable Purpose purpose,
            @Nullable UUID matter,
            List<InformationClass> classes,
            List<String> fields) {}

    /// @param older value of `before` for the next page
    record LooksView(List<LookView> looks, @Nullable Long older) {}

    /// @param month `2026-11`
    record MonthView(String month, int people, int looks, List<Purpose> purposes) {}

    @GetMapping("/holdings")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> holdings(Requester.SignedIn who, @RequestParam(required = false) @Nullable UUID subject) {
        return about(
                who,
                subject,
                mine -> ResponseEntity.ok(portal.holdings(who, mine).stream()
                        .flatMap(holding -> holding.kept().stream()
                                .map(kept -> new HoldingView(holding.informationClass(), kept.group(), kept.records())))
                        .toList()));
    }

    @GetMapping("/lookups")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> lookups(
            Requester.SignedIn who,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > Portal.MOST) {
            return Problem.of(HttpStatus.BAD_REQUEST, "limit-out-of-bounds");
        }
        return about(who, subject, mine -> {
            Lookups page = portal.lookups(who, mine, number(before), limit);
            return ResponseEntity.ok(new LooksView(
                    page.entries().stream().map(entry -> view(who, entry)).toList(), orNull(page.older())));
        });
    }

    @GetMapping("/evidence")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> evidence(
            Requester.SignedIn who,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > Portal.MOST) {
            return Problem.of(HttpStatus.BAD_REQUEST, "limit-out-of-bounds");
        }
        return about(who, subject, mine -> switch (portal.takeEvidence(who, mine, number(before), limit)) {
            case Taking.Taken taken ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("equiveil-evidence.json")
                                        .build()
                                        .toString())
                        .body(taken.file().render());
            case Taking.NotYet _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-yet");
            case Taking.Nothing _ -> Problem.of(HttpStatus.NOT_FOUND, "nothing-to-prove");
        });
    }

    /// What the subject was told about each month, newest first.
    @GetMapping("/months")
    @AllowedTo(Role.CLIENT)
    ResponseEntity<?> months(Requester.SignedIn who, @RequestParam(required = false) @Nullable UUID subject) {
        return about(
                who,
                subject,
                mine -> ResponseEntity.ok(portal.months(who, mine).stream()
                        .map(told ->
                                new MonthView(told.month().toString(), told.people(), told.looks(), told.purposes()))
                        .toList()));
    }

    private LookView view(Requester.SignedIn who, SubjectEntry entry) {
        Optional<SubjectPart> said = entry.said();
        Optional<Actor> actor = said.map(SubjectPart::actor);
        return new LookView(
                entry.intake(),
                orNull(entry.index()),
                entry.at(),
                Portal.isRefusal(entry),
                entry.leaf().hex(),
                actor.map(each -> reader(who, each)).orElse(null),
                actor.flatMap(each -> name(who, entry, each)).orElse(null),
                said.flatMap(SubjectPart::purpose).orElse(null),
                said.flatMap(SubjectPart::matter).map(MatterId::value).orElse(null),
                said.map(part -> part.classes().stream().sorted().toList()).orElse(List.of()),
                said.map(SubjectPart::fields).orElse(List.of()));
    }

    private static String reader(Requester.SignedIn who, Actor actor) {
        return switch (actor) {
            case Actor.Person(var person, var roles) -> {
                if (person.equals(who.person())) {
                    yield "YOU";
                }
                yield roles.contains(Role.CLIENT) ? "CLIENT" : "STAFF";
            }
            case Actor.OtherClient _ -> "CLIENT";
            case Actor.Machine _ -> "MACHINE";
            case Actor.Anonymous _ -> "NOBODY";
        };
    }

    private Optional<String> name(Requester.SignedIn who, SubjectEntry entry, Actor actor) {
        return switch (actor) {
            case Actor.Person person ->
                reader(who, person).equals("STAFF") ? Optional.of(people.codeName(person.person())) : Optional.empty();
            case Actor.Machine(var principal) -> Optional.of(principal.name());
            case Actor.OtherClient _ ->
                portal.otherSide(who, entry).flatMap(clients::find).map(ClientFile::alias);
            case Actor.Anonymous _ -> Optional.empty();
        };
    }

    private static ResponseEntity<?> about(
            Requester.SignedIn who, @Nullable UUID asked, Function<SubjectId, ResponseEntity<?>> answer) {
        if (asked == null && who.actsFor().size() > 1) {
            return Problem.of(HttpStatus.BAD_REQUEST, "name-the-subject");
        }
        Optional<SubjectId> mine = who.actsFor().stream()
                .filter(subject -> asked == null || subject.value().equals(asked))
                .findFirst();
        if (mine.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "unknown-subject");
        }
        return answer.apply(mine.get());
    }

    private static OptionalLong number(@Nullable Long before) {
        return before == null ? OptionalLong.empty() : OptionalLong.of(before);
    }

    private static @Nullable Long orNull(OptionalLong number) {
        return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }
}
