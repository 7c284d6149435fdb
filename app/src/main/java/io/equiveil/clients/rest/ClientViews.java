package io.equiveil.clients.rest;

import io.equiveil.access.Decision.ClauseOutcome;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Duplicate;
import io.equiveil.clients.FactField;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.Intake;
import io.equiveil.disclosure.Disclosure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What programs see of this room.
final class ClientViews {

    private ClientViews() {}

    record FileView(
            UUID subject,
            String alias,
            String kind,
            String state,
            Instant createdAt,
            Instant leadUntil,
            @Nullable Instant leadErasedAt,
            List<String> given) {

        static FileView of(ClientFile file) {
            return new FileView(
                    file.subject().value(),
                    file.alias(),
                    file.kind().name(),
                    file.state().name(),
                    file.createdAt(),
                    file.leadUntil(),
                    file.leadGone().orElse(null),
                    file.given().stream().sorted().map(Enum::name).toList());
        }
    }

    /// @param locks per section what is missing; an empty list means that the section is open
    record IntakeView(boolean noticeServed, boolean agreementSigned, String next, Map<String, List<String>> locks) {

        static IntakeView of(Intake intake) {
            Map<String, List<String>> locks = new LinkedHashMap<>();
            for (FactSection section : FactSection.values()) {
                if (intake.locks().containsKey(section)) {
                    locks.put(
                            section.name(),
                            intake.locks().getOrDefault(section, List.of()).stream()
                                    .map(Enum::name)
                                    .toList());
                }
            }
            return new IntakeView(
                    intake.noticeServed(),
                    intake.agreementSigned(),
                    intake.next().name(),
                    locks);
        }
    }

    record ClientView(FileView file, IntakeView intake, List<UUID> inCharge) {}

    record SectionView(
            String name,
            String informationClass,
            String retentionGroup,
            String purpose,
            boolean needed,
            boolean optional,
            List<FieldView> fields) {

        static SectionView of(FactSection section) {
            return new SectionView(
                    section.name(),
                    section.informationClass().name(),
                    section.group().name(),
                    section.purpose().name(),
                    section.needed(),
                    section.isOptional(),
                    section.fields().stream().map(FieldView::of).toList());
        }
    }

    record FieldView(String name, boolean required, String input, List<String> choices) {

        static FieldView of(FactField field) {
            return new FieldView(field.name(), field.required(), field.input(), field.choices());
        }
    }

    record DuplicateView(UUID id, UUID first, UUID second, String by, Instant foundAt) {

        static DuplicateView of(Duplicate duplicate) {
            return new DuplicateView(
                    duplicate.id().value(),
                    duplicate.first().value(),
                    duplicate.second().value(),
                    duplicate.by().name(),
                    duplicate.foundAt());
        }
    }

    /// A released section. Does not print its values.
    ///
    /// @param intake number of the ledger entry that recorded this release
    record OpenedView(Map<String, String> fields, List<String> obligations, String rule, long intake, String leafHash) {

        static OpenedView of(Disclosure.Shown shown, Disclosure.Answered answer) {
            Map<String, String> fields = new LinkedHashMap<>();
            shown.fields().forEach((name, value) -> fields.put(name, value.revealForDisplay()));
            return new OpenedView(
                    fields,
                    shown.obligations().stream().sorted().map(Enum::name).toList(),
                    shown.ruleId(),
                    answer.receipt().intake(),
                    answer.receipt().leafHash().hex());
        }

        @Override
        public String toString() {
            return "OpenedView[" + fields.keySet() + "]";
        }
    }

    record BecauseView(String clause, String reason, String remedy) {

        static BecauseView of(ClauseOutcome outcome) {
            return new BecauseView(
                    outcome.clause().name(),
                    outcome.reason().name(),
                    outcome.remedy().name());
        }
    }
}
