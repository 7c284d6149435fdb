package io.equiveil.imports;

import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.tables.SealedWorkbook;
import io.equiveil.tables.TableFile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// The rows that are not taken in as a workbook: each as it came, with its number and why in front, so that
/// it can be corrected and brought in again.
@Component
class RowsBack {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final People people;
    private final MessageSource messages;

    RowsBack(People people, MessageSource messages) {
        this.people = people;
        this.messages = messages;
    }

    /// @param entry the number of the entry that says so
    byte[] workbook(
            TableFile table,
            BroughtList list,
            List<FaultyRow> faults,
            PersonId who,
            Instant at,
            long entry,
            Cleartext password,
            Locale locale) {
        return SealedWorkbook.of(
                List.of(rows(table, list, faults, locale), mark(faults, who, at, entry, locale)), password);
    }

    private SealedWorkbook.Sheet rows(TableFile table, BroughtList list, List<FaultyRow> faults, Locale locale) {
        List<String> headings =
                new ArrayList<>(List.of(text("imports.faults.row", locale), text("imports.faults.why", locale)));
        Headings.of(table, list.sheet(), Optional.of(list.headerRow())).columns().stream()
                .map(Heading::text)
                .forEach(headings::add);
        Map<Integer, String> why = faults.stream()
                .collect(Collectors.toMap(
                        FaultyRow::row, fault -> why(fault, locale), (one, other) -> one + " " + other, TreeMap::new));
        List<List<Cleartext>> rows = new ArrayList<>();
        table.read(list.sheet(), row -> {
            String because = why.get(row.number());
            if (because != null) {
                List<Cleartext> cells = new ArrayList<>();
                cells.add(Cleartext.of(Integer.toString(row.number())));
                cells.add(Cleartext.of(because));
                row.cells().forEach(cell -> cells.add(Cleartext.of(cell.text())));
                rows.add(cells);
            }
            return true;
        });
        return new SealedWorkbook.Sheet(text("imports.back.sheet", locale), headings, rows);
    }

    private String why(FaultyRow fault, Locale locale) {
        return text("imports.column." + fault.column(), locale)
                + text("imports.back.colon", locale)
                + text("imports.fault." + fault.fault(), locale);
    }

    private SealedWorkbook.Sheet mark(List<FaultyRow> faults, PersonId who, Instant at, long entry, Locale locale) {
        return new SealedWorkbook.Sheet(
                text("imports.back.mark", locale),
                List.of(text("imports.back.what", locale), ""),
                List.of(
                        line("imports.back.who", people.codeName(who), locale),
                        line("imports.back.when", TIME.format(at), locale),
                        line("imports.back.why", text("imports.back.why.text", locale), locale),
                        line(
                                "imports.count.rows",
                                Long.toString(faults.stream()
                                        .map(FaultyRow::row)
                                        .distinct()
                                        .count()),
                                locale),
                        line("imports.back.entry", Long.toString(entry), locale)));
    }

    private List<Cleartext> line(String key, String value, Locale locale) {
        return List.of(Cleartext.of(text(key, locale)), Cleartext.of(value));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
