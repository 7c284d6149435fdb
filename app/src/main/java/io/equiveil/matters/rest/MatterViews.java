package io.equiveil.matters.rest;

import io.equiveil.frame.Problem;
import io.equiveil.kernel.PartnerId;
import io.equiveil.matters.DestructionCertificate;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterSummary;
import io.equiveil.vault.KeyCustody.Destruction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

    record PartyView(UUID subject, String side, String standing, boolean toldOfBoth) {}

    record MemberView(UUID person, boolean lead) {}

    record CertificateView(UUID matter, String codeName, List<GroupView> destroyed, Map<String, String> kept) {

        static CertificateView of(DestructionCertificate certificate) {
            return new CertificateView(
                    certificate.matter().value(),
                    certificate.codeName(),
                    certificate.destroyed().stream().map(GroupView::of).toList(),
                    certificate.kept().entrySet().stream()
                            .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue)));
        }
    }

    /// @param state            CLOSED, UNRECOVERABLE or NOT_DESTROYED
    /// @param unrecoverableBy  when it is certain to be gone, as far as measured
    record GroupView(
            String group,
            String state,
            @Nullable Instant closedAt,
            @Nullable Instant unrecoverableBy) {

        static GroupView of(DestructionCertificate.Group group) {
            return switch (group.destruction()) {
                case Destruction.NotDestroyed _ -> new GroupView(group.group().name(), "NOT_DESTROYED", null, null);
                case Destruction.Unnoted(var at) -> new GroupView(group.group().name(), "UNNOTED", at, null);
                case Destruction.Closed(var at, var by) ->
                    new GroupView(group.group().name(), "CLOSED", at, by);
                case Destruction.Unrecoverable(var at, var since) ->
                    new GroupView(group.group().name(), "UNRECOVERABLE", at, since);
            };
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
