package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.DestructionRepository.DestructionRow;
import io.equiveil.matters.MatterFacts.DestructionAsked;
import io.equiveil.matters.MatterFacts.DestructionCertified;
import io.equiveil.matters.MatterFacts.MatterKeysDestroyed;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Destroys the keys of what is past its retention, by two people. A legal hold wins over every clock.
@Component
class Destructions {

    /// The entry that a certificate rests on is the machine's: what is handed to strangers names no session.
    static final Requester CLOCK = new Requester.Machine(SystemPrincipal.RETENTION_CLOCK);

    private final MatterRepository matters;
    private final DestructionRepository destructions;
    private final Targets targets;
    private final Retention retention;
    private final Involvement involvement;
    private final Summaries summaries;
    private final KeyCustody custody;
    private final Ledger ledger;
    private final LedgerReader log;
    private final Clock clock;

    Destructions(
            MatterRepository matters,
            DestructionRepository destructions,
            Targets targets,
            Retention retention,
            Involvement involvement,
            Summaries summaries,
            KeyCustody custody,
            Ledger ledger,
            LedgerReader log,
            Clock clock) {
        this.matters = matters;
        this.destructions = destructions;
        this.targets = targets;
        this.retention = retention;
        this.involvement = involvement;
        this.summaries = summaries;
        this.custody = custody;
        this.ledger = ledger;
        this.log = log;
        this.clock = clock;
    }

    MatterResult ask(Requester.SignedIn who, MatterRow row) {
        List<Blocker> blockers = blockers(row);
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        ledger.append(Entry.of(who, new DestructionAsked(row.id())));
        destructions.ask(row.id(), who.person(), clock.instant());
        return summaries.done(row);
    }

    /// The matter is locked before it is read: a hold that is being placed is waited for, and none can come between
    /// the question and the destruction.
    MatterResult approve(Requester.SignedIn who, MatterId id) {
        matters.lock(id);
        Optional<MatterRow> found = matters.find(id);
        Optional<PersonId> askedBy =
                destructions.askedBy(id).filter(person -> askedInTheLog(id).equals(Optional.of(person)));
        if (found.isEmpty() || askedBy.isEmpty() || !mayApprove(who, id)) {
            return new Unknown();
        }
        List<Blocker> blockers = new ArrayList<>(blockers(found.get()));
        if (askedBy.get().equals(who.person())) {
            blockers.add(Blocker.SAME_PERSON);
        }
        return blockers.isEmpty() ? destroy(who, found.get(), askedBy.get()) : new Blocked(blockers);
    }

    /// Who asked last, as the log says it: a row that names another counts for nothing.
    private Optional<PersonId> askedInTheLog(MatterId id) {
        LedgerReader.Search search = new LedgerReader.Search(
                Optional.empty(),
                Optional.empty(),
                Optional.of(id),
                Optional.of(new DestructionAsked(id).ledgerKind()),
                Optional.empty(),
                Optional.empty());
        return log.search(search, OptionalLong.empty(), 1).stream()
                .filter(entry -> entry.body()
                        .filter(said -> said.contains(id.toString()))
                        .isPresent())
                .flatMap(entry -> entry.actor() instanceof LedgerReader.Actor.Person(var person, var _)
                        ? Stream.of(person)
                        : Stream.empty())
                .findFirst();
    }

    private MatterResult destroy(Requester.SignedIn who, MatterRow row, PersonId askedBy) {
        MatterId id = row.id();
        Set<RetentionGroup> groups = due(row);
        ledger.append(
                Entry.of(who, new MatterKeysDestroyed(id, groups, askedBy)).raising(Scope.of(id)));
        Map<RetentionGroup, Instant> destroyed = new EnumMap<>(RetentionGroup.class);
        groups.forEach(
                group -> custody.destroyKeyForever(Owner.of(id), group).ifPresent(at -> destroyed.put(group, at)));
        Instant now = clock.instant();
        OptionalLong certified = destroyed.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(ledger.append(Entry.of(
                                CLOCK, new DestructionCertified(id, destroyed.keySet(), now, askedBy, who.person())))
                        .intake());
        for (RetentionGroup group : groups) {
            // A group under which nothing was ever sealed had no key; it is noted, and no certificate speaks of it.
            destructions.add(new DestructionRow(
                    id,
                    group,
                    destroyed.getOrDefault(group, now),
                    askedBy,
                    who.person(),
                    destroyed.containsKey(group) ? certified : OptionalLong.empty(),
                    OptionalLong.empty()));
        }
        if (groups.contains(RetentionGroup.DEAL)) {
            targets.forget(id);
        }
        destructions.answered(id);
        return summaries.done(row);
    }

    /// Whether this person may be the second one, as far as its part in the matter goes.
    boolean mayApprove(Requester.SignedIn who, MatterId id) {
        return who.has(Role.COMPLIANCE_OFFICER)
                || who.has(Role.OWNER)
                || who.isStaff() && involvement.isOnTeam(who.person(), id);
    }

    private List<Blocker> blockers(MatterRow row) {
        if (row.closedAt().isEmpty()) {
            return List.of(Blocker.NOT_CLOSED);
        }
        if (row.legalHold()) {
            return List.of(Blocker.LEGAL_HOLD);
        }
        return due(row).isEmpty() ? List.of(Blocker.NOTHING_DUE) : List.of();
    }

    private Set<RetentionGroup> due(MatterRow row) {
        return retention.clocks(row).stream()
                .filter(each -> each.state() == RetentionClock.State.DUE)
                .map(RetentionClock::group)
                .collect(Collectors.toSet());
    }

    Optional<PersonId> askedBy(MatterId id) {
        return destructions.askedBy(id);
    }

    /// A destruction that somebody asked for.
    record Asked(MatterRow row, PersonId by, Instant at) {}

    /// What was asked for and waits.
    List<Asked> asked() {
        return matters.destructionsAskedFor().stream()
                .flatMap(row ->
                        destructions
                                .request(row.id())
                                .map(request -> new Asked(row, request.by(), request.at()))
                                .stream())
                .toList();
    }

    /// Matters whose destruction waits for this person's approval.
    List<MatterRow> waitingFor(Requester.SignedIn who) {
        return matters.destructionsAskedFor().stream()
                .filter(row -> destructions
                        .askedBy(row.id())
                        .filter(asked -> !asked.equals(who.person()))
                        .isPresent())
                .filter(row -> mayApprove(who, row.id()))
                .toList();
    }
}
