package io.equiveil.matters;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.MatterStages;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Tells the gate how a requester stands to a matter and, through the matter that is named in the question, to its
/// parties. Reads genuine rows only.
@Component
class MatterRelations implements Relations, MatterStages {

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final TeamRepository teams;

    MatterRelations(MatterRepository matters, PartyRepository parties, TeamRepository teams) {
        this.matters = matters;
        this.parties = parties;
        this.teams = teams;
    }

    @Override
    public Map<Address, Set<Relation>> relations(Question question) {
        if (!(question.who() instanceof Requester.SignedIn who)) {
            return Map.of();
        }
        Map<Address, Set<Relation>> relations = new HashMap<>();
        Map<Owner, Set<Relation>> known = new HashMap<>();
        for (Address address : question.what()) {
            Set<Relation> found =
                    known.computeIfAbsent(address.owner(), owner -> toOwner(who, owner, question.matter()));
            if (!found.isEmpty()) {
                relations.put(address, found);
            }
        }
        return relations;
    }

    private Set<Relation> toOwner(Requester.SignedIn who, Owner owner, Optional<MatterId> asked) {
        return switch (owner) {
            case Owner.OfMatter of ->
                asked.filter(matter -> !matter.equals(of.matter())).isPresent()
                        ? Set.of()
                        : toMatter(who, of.matter(), Optional.empty());
            case Owner.OfSubject of ->
                asked.map(matter -> toMatter(who, matter, Optional.of(of.subject())))
                        .orElse(Set.of());
        };
    }

    /// @param party the party whose own file is asked for; absent for the matter itself
    private Set<Relation> toMatter(Requester.SignedIn who, MatterId matter, Optional<SubjectId> party) {
        List<PartyRow> all = parties.of(matter);
        Optional<PartyRow> about = party.flatMap(subject -> all.stream()
                .filter(row -> row.subject().equals(subject) && row.standing() != Standing.LEFT)
                .findFirst());
        Optional<MatterRow> row = matters.find(matter);
        if (row.isEmpty() || party.isPresent() && about.isEmpty()) {
            return Set.of();
        }
        Set<Relation> found = EnumSet.noneOf(Relation.class);
        for (TeamRow member : teams.of(matter)) {
            if (member.person().equals(who.person()) && who.isStaff()) {
                switch (member.part()) {
                    case LEAD -> found.add(Relation.IN_CHARGE);
                    case MEMBER -> found.add(Relation.TEAM);
                    case LEFT -> {}
                }
            }
        }
        found.addAll(fromOutside(who, matter, all, about, row.get().isStopped()));
        return found;
    }

    /// Relations of the parties and of partners. While compliance has suspended the matter, or has not agreed to
    /// it for a conflict of interest, only the seller's side has one.
    private Set<Relation> fromOutside(
            Requester.SignedIn who, MatterId matter, List<PartyRow> all, Optional<PartyRow> about, boolean stopped) {
        Set<Relation> found = EnumSet.noneOf(Relation.class);
        for (PartyRow row : all) {
            if (!who.actsFor().contains(row.subject())) {
                continue;
            }
            if (row.side() == Side.BUYER && row.standing() != Standing.LEFT && about.isEmpty() && !stopped) {
                found.add(Relation.INVITED);
            }
            boolean sellersOwn = about.map(each -> each.side() == Side.SELLER).orElse(true);
            if (row.side() == Side.SELLER && row.standing() == Standing.MANDATED && !sellersOwn && !stopped) {
                found.add(Relation.DECIDES_ABOUT);
            }
            if (row.side() == Side.SELLER && row.standing() == Standing.MANDATED && sellersOwn) {
                found.add(Relation.OWN_SIDE);
            } else if (stopped) {
                continue;
            } else if (row.side() == Side.BUYER && row.standing() == Standing.ADMITTED && sellersOwn) {
                found.add(Relation.COUNTERPARTY);
            } else if (row.side() == Side.SELLER && !sellersOwn && about.get().standing() == Standing.ADMITTED) {
                found.add(Relation.COUNTERPARTY);
            }
        }
        for (EngagementRow engaged : teams.engagements(matter)) {
            if (engaged.active()
                    && !stopped
                    && who.partner().filter(engaged.partner()::equals).isPresent()) {
                found.add(Relation.ENGAGED_PARTNER);
            }
        }
        return found;
    }

    @Override
    public Optional<MatterStage> stageOf(MatterId matter) {
        return matters.find(matter).map(MatterRow::stage);
    }
}
