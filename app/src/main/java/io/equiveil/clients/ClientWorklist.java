package io.equiveil.clients;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What this room puts on 今日: first contacts that are about to be erased, and for compliance files that may be about
/// the same one.
@Component
class ClientWorklist implements Worklist {

    private static final Duration SOON = Duration.ofDays(7);
    private static final int MOST = 10;

    private final ClientRepository files;
    private final Assignments assignments;
    private final Clock clock;

    ClientWorklist(ClientRepository files, Assignments assignments, Clock clock) {
        this.files = files;
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
        if (person.isStaff()) {
            Instant now = clock.instant();
            files.findAll(assignments.filesOf(person.person())).stream()
                    .filter(file -> file.state() == ClientState.LEAD)
                    .filter(file -> file.leadUntil().isBefore(now.plus(SOON)))
                    .sorted(Comparator.comparing(ClientFile::leadUntil))
                    .limit(MOST)
                    .map(file -> new Item(
                            Kind.DUE,
                            "clients.work.lead",
                            List.of(
                                    file.alias(),
                                    Long.toString(Math.max(0, ChronoUnit.DAYS.between(now, file.leadUntil())))),
                            Optional.of(file.leadUntil()),
                            "/clients/" + file.subject()))
                    .forEach(items::add);
        }
        return items;
    }
}
