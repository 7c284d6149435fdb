package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.clients.FileEndings;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.MatterFacts.OwnFileDestructionAsked;
import io.equiveil.matters.MatterFacts.OwnFileDestructionCertified;
import io.equiveil.matters.MatterFacts.OwnFileKeysDestroyed;
import io.equiveil.matters.OwnFileRepository.Asked;
import io.equiveil.matters.OwnFileRepository.Destroyed;
import io.equiveil.matters.OwnFileResult.Blocked;
import io.equiveil.matters.OwnFileResult.Blocker;
import io.equiveil.matters.OwnFileResult.Done;
import io.equiveil.matters.OwnFileResult.Unknown;
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

/// Destroys the keys of what is past its time of a client's own file, by two people. Whatever keeps it wins
/// over every clock, and is asked for again, under lock, when the second one agrees.
@Component
class OwnFileDestructions {

    private final Clients clients;
    private final FileEndings files;
    private final MatterRepository matters;
    private final InterestRepository interests;
    private final OwnFileReading reading;
    private final OwnFileRepository destructions;
    private final KeyCustody custody;
    private final Ledger ledger;
    private final LedgerReader log;
    private final Clock clock;

    OwnFileDestructions(
            Clients clients,
            FileEndings files,
            MatterRepository matters,
            InterestRepository interests,
            OwnFileReading reading,
            OwnFileRepository destructions,
            KeyCustody custody,
            Ledger ledger,
            LedgerReader log,
            Clock clock) {
        this.clients = clients;
        this.files = files;
        this.matters = matters;
        this.interests = interests;
        this.reading = reading;
        this.destructions = destructions;
        this.custody = custody;
        this.ledger = ledger;
        this.log = log;
        this.clock = clock;
    }

    OwnFileResult ask(Requester.SignedIn who, SubjectId subject) {
        Optional<ClientFile> file = clients.find(subject).filter(_ -> mayTakePart(who, subject));
        if (file.isEmpty()) {
            return new Unknown();
        }
        List<OwnFileClock> clocks = reading.clocks(file.get());
        List<Blocker> blockers = blockers(clocks);
        if (!blockers.isEmpty()) {
            return blocked(blockers, clocks);
        }
        ledger.append(Entry.of(who, new OwnFileDestructionAsked(subject)));
        destructions.ask(subject, who.person(), clock.instant());
        return new Done(subject);
    }

    /// The file and every matter of the client's are locked before anything is read: what is being placed upon
    /// them is waited for, and nothing can come between the question and the destruction.
    OwnFileResult approve(Requester.SignedIn who, SubjectId subject) {
        if (!mayTakePart(who, subject) || !files.lock(subject)) {
            return new Unknown();
        }
        matters.lockedOfParty(subject);
        List<OwnFileClock> clocks = reading.clocks(clients.find(subject).orElseThrow());
        List<Blocker> blockers = new ArrayList<>(blockers(clocks));
        Optional<PersonId> askedBy = askedBy(subject);
        if (askedBy.isEmpty()) {
            blockers.add(Blocker.NOT_ASKED);
        } else if (askedBy.get().equals(who.person())) {
            blockers.add(Blocker.SAME_PERSON);
        }
        return blockers.isEmpty()
                ? destroy(who, subject, dueOf(clocks), askedBy.orElseThrow())
                : blocked(blockers, clocks);
    }

    /// Who asked and waits for a second person, as row and log say alike: a row that names another counts for
    /// nothing.
    Optional<PersonId> askedBy(SubjectId subject) {
        return destructions
                .asked(subject)
                .map(Asked::by)
                .filter(person -> askedInTheLog(subject).equals(Optional.of(person)));
    }

    private Optional<PersonId> askedInTheLog(SubjectId subject) {
        LedgerReader.Search search = new LedgerReader.Search(
                Optional.empty(),
                Optional.of(subject),
                Optional.empty(),
                Optional.of(new OwnFileDestructionAsked(subject).ledgerKind()),
                Optional.empty(),
                Optional.empty());
        return log.search(search, OptionalLong.empty(), 1).stream()
                .filter(entry -> entry.body()
                        .filter(said -> said.contains(subject.toString()))
                        .isPresent())
                .flatMap(entry -> entry.actor() instanceof LedgerReader.Actor.Person(var person, var _)
                        ? Stream.of(person)
                        : Stream.empty())
                .findFirst();
    }

    private OwnFileResult destroy(
            Requester.SignedIn who, SubjectId subject, Set<RetentionGroup> groups, PersonId askedBy) {
        ledger.append(Entry.of(who, new OwnFileKeysDestroyed(subject, groups, askedBy))
                .raising(Owner.of(subject).scope()));
        Map<RetentionGroup, Instant> destroyed = new EnumMap<>(RetentionGroup.class);
        groups.forEach(
                group -> custody.destroyKeyForever(Owner.of(subject), group).ifPresent(at -> destroyed.put(group, at)));
        files.keysAreGone(subject, destroyed.keySet(), Destructions.CLOCK);
        if (destroyed.containsKey(RetentionGroup.OPTIONAL)) {
            interests.forget(subject);
        }
        long certified = ledger.append(Entry.of(
                        Destructions.CLOCK,
                        new OwnFileDestructionCertified(
                                subject, destroyed.keySet(), clock.instant(), askedBy, who.person())))
                .intake();
        destroyed.forEach((group, at) -> destructions.add(
                new Destroyed(subject, group, at, askedBy, who.person(), certified, OptionalLong.empty())));
        destructions.answered(subject);
        return new Done(subject);
    }

    /// Whether this person may be one of the two: whoever is in charge of the file, the owner, compliance.
    boolean mayTakePart(Requester.SignedIn who, SubjectId subject) {
        return who.has(Role.COMPLIANCE_OFFICER)
                || who.has(Role.OWNER)
                || (who.has(Role.ADVISOR) || who.has(Role.DEPARTMENT_HEAD))
                        && clients.isInCharge(who.person(), subject);
    }

    /// What waits for a second person.
    List<Asked> waiting(int limit) {
        return destructions.waiting(limit);
    }

    private static Blocked blocked(List<Blocker> blockers, List<OwnFileClock> clocks) {
        return new Blocked(
                blockers,
                clocks.stream()
                        .filter(each -> each.state() == RetentionClock.State.HELD)
                        .flatMap(each -> each.holds().stream())
                        .distinct()
                        .toList());
    }

    private static List<Blocker> blockers(List<OwnFileClock> clocks) {
        if (!dueOf(clocks).isEmpty()) {
            return List.of();
        }
        boolean held = clocks.stream().anyMatch(each -> each.state() == RetentionClock.State.HELD);
        return List.of(held ? Blocker.HELD : Blocker.NOTHING_DUE);
    }

    private static Set<RetentionGroup> dueOf(List<OwnFileClock> clocks) {
        return clocks.stream()
                .filter(OwnFileClock::isDue)
                .map(OwnFileClock::group)
                .collect(Collectors.toSet());
    }
}
