package io.equiveil.matters.rest;

import io.equiveil.frame.Problem;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.matters.BoardCard;
import io.equiveil.matters.DestructionCertificate;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.OldMatter;
import io.equiveil.matters.RetentionClock;
import io.equiveil.matters.StagePoint;
import io.equiveil.matters.spi.Duty;
import io.equiveil.vault.KeyCustody.Destruction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// How programs see matters, and what they hear of acts upon them.
final class MatterViews {

    private MatterViews() {}

    /// A matter as programs see it.
    record MatterView(
            UUID id,
            String codeName,
            String form,
            String mandate,
            String stage,
            String conflict,
            boolean suspended,
            boolean legalHold,
            boolean simple,
            Instant openedAt,
            @Nullable Instant closedAt,
            List<PartyView> parties,
            List<MemberView> team,
            List<UUID> partners) {

        static MatterView of(MatterSummary matter) {
            return new MatterView(
                    matter.id().value(),
                    matter.codeName(),
                    matter.form().name(),
                    matter.mandate().name(),
                    matter.stage().name(),
                    matter.conflict().name(),
                    matter.suspended(),
                    matter.legalHold(),
                    matter.simple(),
                    matter.openedAt(),
                    matter.closedAt().orElse(null),
                    matter.parties().stream()
                            .map(party -> new PartyView(
                                    party.subject().value(),
                                    party.side().name(),
                                    party.standing().name(),
                                    party.toldOfBoth()))
                            .toList(),
                    matter.team().stream()
                            .map(member -> new MemberView(member.person().value(), member.lead()))
                            .toList(),
                    matter.partners().stream().map(PartnerId::value).toList());
        }
    }

    /// A matter on the board.
    ///
    /// @param to       the stage that comes next; absent when only closing is left
    /// @param obstacle what stands in the way first, other than open steps
    /// @param step     the open step that is due next
    /// @param waiting  US, SELLER, BUYER or COMPLIANCE
    /// @param whose    who answers for what comes next in the firm
    record CardView(
            UUID id,
            String codeName,
            String stage,
            @Nullable UUID lead,
            @Nullable String to,
            @Nullable String obstacle,
            @Nullable DutyView step,
            boolean late,
            String waiting,
            @Nullable UUID whose) {

        static CardView of(BoardCard card) {
            return new CardView(
                    card.matter().id().value(),
                    card.matter().codeName(),
                    card.matter().stage().name(),
                    card.lead().map(PersonId::value).orElse(null),
                    card.to().map(Enum::name).orElse(null),
                    card.obstacle().map(Enum::name).orElse(null),
                    card.step().map(DutyView::of).orElse(null),
                    card.late(),
                    card.waiting().name(),
                    card.whose().map(PersonId::value).orElse(null));
        }
    }

    /// @param stage      the stage at which the matter was brought in; all absent for one that was opened here
    /// @param mandatedOn the day of the mandate, as the old books have it
    record OldBooksView(
            @Nullable String stage,
            @Nullable LocalDate mandatedOn,
            @Nullable Instant broughtAt,
            @Nullable Instant takenUpAt) {

        static OldBooksView of(Optional<OldMatter> old) {
            return new OldBooksView(
                    old.map(OldMatter::stage).map(Enum::name).orElse(null),
                    old.map(OldMatter::mandatedOn).orElse(null),
                    old.map(OldMatter::broughtAt).orElse(null),
                    old.flatMap(OldMatter::takenUpAt).orElse(null));
        }
    }

    record PartyView(UUID subject, String side, String standing, boolean toldOfBoth) {}

    record MemberView(UUID person, boolean lead) {}

    /// @param reachedAt absent for what lies ahead
    /// @param entry     number on arrival of the ledger's entry about it
    record PointView(
            String stage,
            @Nullable Instant reachedAt,
            @Nullable Long entry,
            boolean current,
            List<DutyView> duties) {

        static PointView of(StagePoint point) {
            return new PointView(
                    point.stage().name(),
                    point.reachedAt().orElse(null),
                    point.intake().isPresent() ? Long.valueOf(point.intake().getAsLong()) : null,
                    point.current(),
                    point.duties().stream().map(DutyView::of).toList());
        }
    }

    record DutyView(
            String name, @Nullable LocalDate due, @Nullable LocalDate done) {

        static DutyView of(Duty duty) {
            return new DutyView(
                    duty.messageKey(), duty.due().orElse(null), duty.doneOn().orElse(null));
        }
    }

    record CertificateView(UUID matter, String codeName, List<GroupView> destroyed, List<ClockView> kept) {

        static CertificateView of(DestructionCertificate certificate) {
            return new CertificateView(
                    certificate.matter().value(),
                    certificate.codeName(),
                    certificate.destroyed().stream().map(GroupView::of).toList(),
                    certificate.kept().stream().map(ClockView::of).toList());
        }
    }

    /// @param keptUntil absent if it is kept for ever
    record ClockView(
            String group,
            String state,
            List<String> rules,
            @Nullable Instant keptUntil) {

        static ClockView of(RetentionClock clock) {
            return new ClockView(
                    clock.group().name(),
                    clock.state().name(),
                    clock.rules(),
                    clock.keptUntil().orElse(null));
        }
    }

    /// @param state            CLOSED, UNRECOVERABLE or NOT_DESTROYED
    /// @param unrecoverableBy  when it is certain to be gone, as far as measured
    /// @param certified        number on arrival of the ledger's entry about the first stage
    /// @param measured         of the entry about the second
    record GroupView(
            String group,
            String state,
            @Nullable Instant closedAt,
            @Nullable Instant unrecoverableBy,
            UUID asked,
            UUID approved,
            @Nullable Long certified,
            @Nullable Long measured) {

        static GroupView of(DestructionCertificate.Group group) {
            return switch (group.destruction()) {
                case Destruction.NotDestroyed _ -> of(group, "NOT_DESTROYED", null, null);
                case Destruction.Unnoted(var at) -> of(group, "UNNOTED", at, null);
                case Destruction.Closed(var at, var by) -> of(group, "CLOSED", at, by);
                case Destruction.Unrecoverable(var at, var since) -> of(group, "UNRECOVERABLE", at, since);
            };
        }

        private static GroupView of(
                DestructionCertificate.Group group, String state, @Nullable Instant closed, @Nullable Instant gone) {
            return new GroupView(
                    group.group().name(),
                    state,
                    closed,
                    gone,
                    group.asked().value(),
                    group.approved().value(),
                    orNull(group.certified()),
                    orNull(group.measured()));
        }

        private static @Nullable Long orNull(OptionalLong number) {
            return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
        }
    }

    static ResponseEntity<?> answer(MatterResult result) {
        return switch (result) {
            case MatterResult.Done done -> ResponseEntity.ok(MatterView.of(done.matter()));
            case MatterResult.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "unknown-matter");
            case MatterResult.Blocked(var blockers) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "matter-blocked");
                detail.setProperty("blockers", blockers);
                yield Problem.of(detail);
            }
        };
    }
}
