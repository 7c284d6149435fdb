package io.equiveil.imports;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.tables.TableEncoding;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A list that was brought in, as far as it is known without opening it.
///
/// @param file       the subject under whose key its content is sealed: the list's own, so that it can be
///                   destroyed alone
/// @param keptUntil  when its content is destroyed at the latest
/// @param encoding   of a CSV file, as found or chosen
/// @param sheet      counted from 0
/// @param headerRow  the row of headings; 0 if there is none
/// @param columns    which column is what, counted from 0
/// @param usualKind  for rows that do not say
/// @param rows       below the headings
/// @param fit        rows that would be taken in, as last looked at
/// @param faulty     rows with a fault
/// @param needless   rows that are there already
/// @param taken      rows that were taken in
/// @param workedAt   the last sign of life of whoever is at work
public record BroughtList(
        ImportId id,
        SubjectId file,
        ListKind kind,
        PersonId by,
        ImportState state,
        Optional<Trouble> trouble,
        Instant broughtAt,
        Instant keptUntil,
        Optional<TableEncoding> encoding,
        int sheet,
        int headerRow,
        Map<ListColumn, Integer> columns,
        ClientKind usualKind,
        int rows,
        int fit,
        int faulty,
        int needless,
        int taken,
        Instant workedAt) {

    static final RecordType RECORD = new RecordType("imports.list");

    public BroughtList {
        columns = Map.copyOf(columns);
    }

    Address address() {
        return new Address(Owner.of(file), RetentionGroup.LEAD, RECORD, id.value(), InformationClass.DOCUMENT);
    }

    /// Rows that are still to be taken in, as last looked at.
    public int left() {
        return Math.max(0, fit - taken);
    }

    /// Whether all that is needed to look at the rows has been said.
    boolean isReadable() {
        return kind.columns().stream().filter(kind::requires).allMatch(columns::containsKey);
    }

    /// The same list, to be read in another way.
    BroughtList readAs(
            Optional<TableEncoding> encoding,
            int sheet,
            int headerRow,
            Map<ListColumn, Integer> columns,
            ClientKind usualKind,
            int rows) {
        return new BroughtList(
                id,
                file,
                kind,
                by,
                ImportState.HERE,
                Optional.empty(),
                broughtAt,
                keptUntil,
                encoding,
                sheet,
                headerRow,
                columns,
                usualKind,
                rows,
                0,
                0,
                0,
                taken,
                workedAt);
    }

    static String spell(Map<ListColumn, Integer> columns) {
        return columns.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(column -> column.getKey() + "=" + column.getValue())
                .collect(Collectors.joining(" "));
    }

    static Map<ListColumn, Integer> columns(String spelled) {
        Map<ListColumn, Integer> columns = new EnumMap<>(ListColumn.class);
        for (String part : spelled.isEmpty() ? new String[0] : spelled.split(" ")) {
            int sign = part.indexOf('=');
            columns.put(ListColumn.valueOf(part.substring(0, sign)), Integer.valueOf(part.substring(sign + 1)));
        }
        return columns;
    }
}
