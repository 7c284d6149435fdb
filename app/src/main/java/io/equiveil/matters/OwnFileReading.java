package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientState;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.FileEndings;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.Consents;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.OwnFileGround.Key;
import io.equiveil.matters.OwnFileHold.Kind;
import io.equiveil.matters.RetentionClock.State;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.KeyCustody.Destruction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads what keeps a client's own file, from genuine rows only, and has its clocks reckoned.
@Component
class OwnFileReading {

    private final FileEndings files;
    private final MatterRepository matters;
    private final HoldRepository holds;
    private final InterestRepository interests;
    private final Agreements agreements;
    private final Consents consents;
    private final RetentionRules rules;
    private final KeyCustody custody;
    private final Clock clock;

    OwnFileReading(
            FileEndings files,
            MatterRepository matters,
            HoldRepository holds,
            InterestRepository interests,
            Agreements agreements,
            Consents consents,
            RetentionRules rules,
            KeyCustody custody,
            Clock clock) {
        this.files = files;
        this.matters = matters;
        this.holds = holds;
        this.interests = interests;
        this.agreements = agreements;
        this.consents = consents;
        this.rules = rules;
        this.custody = custody;
        this.clock = clock;
    }

    /// The clocks of every group that has, or had, a key; of a first contact the clock that erases it by
    /// itself.
    List<OwnFileClock> clocks(ClientFile file) {
        List<OwnFileClock> clocks = new ArrayList<>();
        if (file.leadGone().isEmpty()) {
            clocks.add(new OwnFileClock(
                    RetentionGroup.LEAD,
                    rules.lead(),
                    rules.lead().stream().findFirst(),
                    Optional.of(file.leadUntil()),
                    State.RUNNING,
                    List.of()));
        }
        if (file.state() != ClientState.LEAD) {
            Map<RetentionGroup, Key> keys = keys(file.subject());
            if (!keys.isEmpty()) {
                clocks.addAll(ground(file).clocks(rules, keys, clock.instant()));
            }
        }
        return clocks;
    }

    private Map<RetentionGroup, Key> keys(SubjectId subject) {
        Map<RetentionGroup, Key> keys = new EnumMap<>(RetentionGroup.class);
        for (RetentionRules.OwnGroup own : rules.ownFile()) {
            if (custody.isAlive(Owner.of(subject), own.group())) {
                keys.put(own.group(), Key.ALIVE);
            } else if (isDestroyed(subject, own.group())) {
                keys.put(own.group(), Key.DESTROYED);
            }
        }
        return keys;
    }

    boolean isDestroyed(SubjectId subject, RetentionGroup group) {
        return !(custody.destruction(Owner.of(subject), group) instanceof Destruction.NotDestroyed);
    }

    private OwnFileGround ground(ClientFile file) {
        SubjectId subject = file.subject();
        List<OwnFileHold> others = new ArrayList<>();
        List<OwnFileGround.Matter> ofMatters = new ArrayList<>();
        for (MatterId id : matters.idsOfParty(subject)) {
            matters.find(id)
                    .ifPresentOrElse(
                            row -> ofMatters.add(matter(row)), () -> others.add(OwnFileHold.of(Kind.NOT_GENUINE)));
        }
        if (file.state() == ClientState.LAPSED) {
            // Nobody gave a mandate: a draft that nobody signed keeps nothing.
            return new OwnFileGround(
                    file.leadGone().orElse(file.leadUntil()), ofMatters, List.of(), Optional.empty(), others);
        }
        List<OwnFileGround.Paper> papers = new ArrayList<>();
        for (AgreementSummary paper : agreements.ofSubject(subject)) {
            if (!paper.genuine()) {
                others.add(OwnFileHold.of(Kind.NOT_GENUINE));
            } else if (paper.kind().bothSign()) {
                papers.add(new OwnFileGround.Paper(paper.number(), paper.state(), paper.endsAt()));
            }
        }
        if (files.actsForAnother(subject)) {
            others.add(OwnFileHold.of(Kind.ACTS_FOR_ANOTHER));
        }
        if (files.waitsForAnswer(subject)) {
            others.add(OwnFileHold.of(Kind.REQUEST_OPEN));
        }
        return new OwnFileGround(file.createdAt(), ofMatters, papers, withdrawn(file), others);
    }

    private OwnFileGround.Matter matter(MatterRow row) {
        Optional<HoldReason> why = holds.of(row.id()).stream()
                .filter(hold ->
                        hold.kind() == HoldKind.LEGAL_HOLD && hold.liftedAt().isEmpty())
                .map(Hold::reason)
                .findFirst();
        return new OwnFileGround.Matter(
                row.codeName(), row.closedAt(), why.filter(_ -> row.legalHold()), row.legalHold());
    }

    /// What an optional value rests on.
    private record Rest(Purpose purpose, InformationClass informationClass) {}

    /// Since when nothing stands any more on which what is kept as optional rests; empty if something does, or
    /// nothing is kept.
    private Optional<Instant> withdrawn(ClientFile file) {
        Owner owner = Owner.of(file.subject());
        Set<Rest> kept = new HashSet<>();
        file.given().stream()
                .filter(FactSection::isOptional)
                .forEach(section -> kept.add(new Rest(section.purpose(), section.informationClass())));
        if (interests.has(file.subject())) {
            kept.add(new Rest(Purpose.INTRODUCTION, InformationClass.DEAL_INTENT));
        }
        if (kept.isEmpty()
                || kept.stream().anyMatch(rest -> consents.stands(owner, rest.purpose(), rest.informationClass()))) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return consents.recordsOf(file.subject()).stream()
                .filter(record -> record.owner().equals(owner) && !record.standsAt(now))
                .filter(record -> kept.stream().anyMatch(rest -> rest.purpose() == record.purpose()))
                .map(record -> endOf(record, now))
                .max(Comparator.naturalOrder());
    }

    private static Instant endOf(ConsentRecord record, Instant now) {
        return record.state().stands()
                ? record.until().filter(until -> until.isBefore(now)).orElse(record.at())
                : record.at();
    }
}
