package io.equiveil.ledger.web;

import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.FirmEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entries as a page shows them.
///
/// @param rows newest first
/// @param next number to go on from, or null if there is nothing older
record RecordsPage(List<Row> rows, @Nullable Long next) {

    /// @param actor      `PERSON`, `MACHINE` or `ANONYMOUS`
    /// @param who        the person's or the machine reader's name, or null
    /// @param roles      message keys of the roles at that time
    /// @param matter     identifier, or null
    /// @param index      position in the log, or null
    /// @param said       the firm's part, laid out, or null if it does not open
    record Row(
            long intake,
            Instant at,
            String kind,
            String actor,
            @Nullable String who,
            List<String> roles,
            @Nullable String aboutPerson,
            @Nullable String matter,
            List<String> subjects,
            @Nullable Long index,
            String leaf,
            @Nullable String said) {

        static Row of(FirmEntry entry) {
            String actor;
            String who = null;
            List<String> roles = List.of();
            switch (entry.actor()) {
                case Actor.Person person -> {
                    actor = "PERSON";
                    who = person.person().toString();
                    roles = person.roles().stream()
                            .map(role -> "frame.role." + role)
                            .sorted()
                            .toList();
                }
                case Actor.Machine machine -> {
                    actor = "MACHINE";
                    who = machine.principal().name();
                }
                case Actor.Anonymous _, Actor.OtherClient _ -> actor = "ANONYMOUS";
            }
            return new Row(
                    entry.intake(),
                    entry.at(),
                    entry.kind(),
                    actor,
                    who,
                    roles,
                    entry.aboutPerson().map(Object::toString).orElse(null),
                    entry.matter().map(Object::toString).orElse(null),
                    entry.subjects().stream().map(Object::toString).toList(),
                    entry.index().isPresent() ? entry.index().getAsLong() : null,
                    entry.leaf().hex(),
                    entry.body().orElse(null));
        }
    }

    static RecordsPage of(List<FirmEntry> entries, int size) {
        return new RecordsPage(
                entries.stream().map(Row::of).toList(),
                entries.size() < size ? null : entries.getLast().intake());
    }
}
