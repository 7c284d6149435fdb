package io.equiveil.portal;

import io.equiveil.access.spi.ConcernedParties;
import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.FirmEntry;
import io.equiveil.ledger.LedgerReader.Search;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// 知情权: the firm's side of the log against the subject's.
///
/// Takes the newest releases of the last day as the firm recorded them and asks for each subject whose facts they are,
/// its own or those of its side of a matter, whether that subject finds the same entry with the same reader in it. A
/// subject whose keys were destroyed is not asked.
@Component
class LookupsCheck implements ControlCheck {

    private static final int SAMPLE = 50;
    private static final Duration DAY = Duration.ofDays(1);

    private final LedgerReader reader;
    private final KeyCustody custody;
    private final ObjectProvider<ConcernedParties> parties;
    private final Clock clock;

    LookupsCheck(LedgerReader reader, KeyCustody custody, ObjectProvider<ConcernedParties> parties, Clock clock) {
        this.reader = reader;
        this.custody = custody;
        this.parties = parties;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("14.2");
    }

    @Override
    public Outcome check() {
        Instant from = clock.instant().minus(DAY);
        Search released = new Search(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Portal.RELEASED),
                Optional.of(from),
                Optional.empty());
        int asked = 0;
        int answered = 0;
        for (FirmEntry entry : reader.search(released, OptionalLong.empty(), SAMPLE)) {
            for (SubjectId subject : named(entry)) {
                if (custody.destruction(Owner.of(subject), RetentionGroup.TRACE)
                        instanceof KeyCustody.Destruction.NotDestroyed) {
                    asked++;
                    answered += answers(entry, subject) ? 1 : 0;
                }
            }
        }
        if (asked == 0) {
            return new Outcome.Unknown("portal.check.none");
        }
        return answered == asked
                ? new Outcome.Holds("portal.check.answered", asked)
                : new Outcome.Fails("/records/state", "portal.check.missing", asked - answered, asked);
    }

    /// Every subject that has to find the entry: those it names, the owners of what was shown, and the parties whose
    /// facts a matter's values are, as the rooms say today.
    private Set<SubjectId> named(FirmEntry entry) {
        Set<SubjectId> subjects = new LinkedHashSet<>(entry.subjects());
        List<Address> shown = entry.body().map(ReleasedAddresses::in).orElse(List.of());
        List<Address> ofMatters = new ArrayList<>();
        for (Address address : shown) {
            switch (address.owner()) {
                case Owner.OfSubject of -> subjects.add(of.subject());
                case Owner.OfMatter _ -> ofMatters.add(address);
            }
        }
        if (!ofMatters.isEmpty()) {
            parties.orderedStream()
                    .flatMap(room -> room.concernedBy(ofMatters).values().stream())
                    .forEach(subjects::addAll);
        }
        return subjects;
    }

    private boolean answers(FirmEntry entry, SubjectId subject) {
        return reader.aboutSubject(subject, OptionalLong.of(entry.intake() + 1), 1).stream()
                .filter(seen -> seen.intake() == entry.intake() && seen.leaf().equals(entry.leaf()))
                .flatMap(seen -> seen.said().stream())
                .anyMatch(said -> said.actor().equals(entry.actor()) || isOtherClient(said.actor(), entry.actor()));
    }

    private static boolean isOtherClient(Actor said, Actor firm) {
        return said instanceof Actor.OtherClient
                && firm instanceof Actor.Person(var _, var roles)
                && roles.contains(Role.CLIENT);
    }
}
