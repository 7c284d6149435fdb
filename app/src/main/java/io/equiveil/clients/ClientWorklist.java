package io.equiveil.clients;

import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What this room puts on 今日: first contacts that are about to be erased and authorities about to end, for compliance
/// files that may be about
/// the same one, and for a second person clients who forgot their PIN and people who are to act for a client.
@Component
class ClientWorklist implements Worklist {

    private static final Duration SOON = Duration.ofDays(7);
    private static final int MOST_LEADS = 10;
    private static final int DAYS_AHEAD = 30;

    private final ClientRepository files;
    private final ForgottenPins pins;
    private final Representatives representatives;
    private final Assignments assignments;
    private final Clock clock;

    ClientWorklist(
            ClientRepository files,
            ForgottenPins pins,
            Representatives representatives,
            Assignments assignments,
            Clock clock) {
        this.files = files;
        this.pins = pins;
        this.representatives = representatives;
        this.assignments = assignments;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        List<Item> items = new ArrayList<>();
        if (person.has(Role.COMPLIANCE_OFFICER)) {
            int open = files.openDuplicates().size();
            if (open > 0) {
                items.add(new Item(
                        Kind.TO_APPROVE,
                        "clients.work.duplicates",
                        List.of(Integer.toString(open)),
                        Optional.empty(),
                        "/clients/duplicates"));
            }
        }
        for (ForgottenPins.Waiting waiting : pins.toDecide(person)) {
            files.find(waiting.subject())
                    .map(file -> new Item(
                            Kind.TO_APPROVE,
                            "clients.work.pin",
                            List.of(file.alias()),
                            Optional.of(waiting.until()),
                            "/clients/" + waiting.subject() + "#pin"))
                    .ifPresent(items::add);
        }
        for (Representative proposed : representatives.toDecide(person)) {
            files.find(proposed.subject())
                    .map(file -> new Item(
                            Kind.TO_APPROVE,
                            "clients.work.representative",
                            List.of(file.alias()),
                            Optional.empty(),
                            "/clients/" + proposed.subject() + "/representatives"))
                    .ifPresent(items::add);
        }
        if (person.isStaff()) {
            Instant now = clock.instant();
            List<ClientFile> soon = files.leadsOf(person.person(), now.plus(SOON), MOST_LEADS);
            Set<SubjectId> mine = assignments.among(
                    person.person(), soon.stream().map(ClientFile::subject).collect(Collectors.toSet()));
            soon.stream()
                    .filter(file -> mine.contains(file.subject()))
                    .map(file -> new Item(
                            Kind.DUE,
                            "clients.work.lead",
                            List.of(
                                    file.alias(),
                                    Long.toString(Math.max(0, ChronoUnit.DAYS.between(now, file.leadUntil())))),
                            Optional.of(file.leadUntil()),
                            "/clients/" + file.subject()))
                    .forEach(items::add);
            items.addAll(authorities(person));
        }
        return Worklist.mostUrgent(items, "/clients");
    }

    /// Authorities of clients of one's own that end within thirty days, in sharper words within seven and one.
    private List<Item> authorities(Requester.SignedIn person) {
        List<Representative> ending = representatives.ending(DAYS_AHEAD);
        Set<SubjectId> mine = assignments.among(
                person.person(), ending.stream().map(Representative::subject).collect(Collectors.toSet()));
        return ending.stream()
                .filter(one -> mine.contains(one.subject()))
                .flatMap(one -> files.find(one.subject()).map(file -> authority(file, one)).stream())
                .toList();
    }

    private Item authority(ClientFile file, Representative one) {
        LocalDate last = one.until().orElseThrow();
        long left = ChronoUnit.DAYS.between(representatives.today(), last);
        return new Item(
                Kind.DUE,
                "clients.work.authority." + (left <= 1 ? "1" : left <= 7 ? "7" : "30"),
                List.of(file.alias(), last.toString()),
                Optional.of(last.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant()),
                "/clients/" + one.subject() + "/representatives");
    }
}
