package io.equiveil.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A CSV file: RFC 4180 with commas, tabs or semicolons, as spreadsheet programs write it.
///
/// Rows are counted by lines, as such programs do when a text goes over several lines.
final class CsvTable implements TableFile {

    private static final Pattern BIG_NUMBER = Pattern.compile("[+-]?\\d(?:\\.\\d+)?[eE]\\+?(?:1[5-9]|[2-9]\\d)");
    private static final Pattern WEB_PAGE = Pattern.compile("(?is)\\s*<(?:!doctype|html|\\?xml|table|meta).*");
    private static final char[] SEPARATORS = {',', '\t', ';'};
    private static final int LOOKED_AT = 4_096;

    private final CharBuffer text;
    private final char separator;
    private final TableEncoding encoding;
    private final TableSheet sheet;

    private CsvTable(CharBuffer text, char separator, TableEncoding encoding) throws NotATable {
        this.text = text;
        this.separator = separator;
        this.encoding = encoding;
        if (text.chars().filter(letter -> letter == '"').count() % 2 != 0) {
            // The reader would take all that follows for one text.
            throw new NotATable(TableRefusal.QUOTES);
        }
        Survey survey = new Survey(0, "", false, 0);
        try {
            each(survey::see);
        } catch (CsvParseException e) {
            throw new NotATable(TableRefusal.QUOTES);
        }
        this.sheet = survey.sheet();
    }

    static CsvTable of(byte[] content, Optional<TableEncoding> wanted) throws NotATable {
        TableEncoding encoding = wanted.or(() -> TableEncoding.find(content))
                .orElseThrow(() -> new NotATable(isBinary(content) ? TableRefusal.NOT_A_TABLE : TableRefusal.ENCODING));
        CharBuffer text = encoding.decode(content).orElseThrow(() -> new NotATable(TableRefusal.ENCODING));
        String head = text.subSequence(0, Math.min(text.length(), LOOKED_AT)).toString();
        if (head.startsWith("%PDF") || head.indexOf('\0') >= 0) {
            throw new NotATable(wanted.isPresent() ? TableRefusal.ENCODING : TableRefusal.NOT_A_TABLE);
        }
        if (WEB_PAGE.matcher(head).matches()) {
            throw new NotATable(TableRefusal.WEB_PAGE);
        }
        return new CsvTable(text, separator(head), encoding);
    }

    private static boolean isBinary(byte[] content) {
        for (int at = 0; at < Math.min(content.length, LOOKED_AT); at++) {
            if (content[at] == 0) {
                return true;
            }
        }
        return false;
    }

    /// What divides most often outside of quotation marks.
    private static char separator(String head) {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (char letter : head.toCharArray()) {
            quoted ^= letter == '"';
            for (int at = 0; at < SEPARATORS.length; at++) {
                counts[at] += !quoted && letter == SEPARATORS[at] ? 1 : 0;
            }
        }
        int most = 0;
        for (int at = 1; at < SEPARATORS.length; at++) {
            most = counts[at] > counts[most] ? at : most;
        }
        return SEPARATORS[most];
    }

    @Override
    public List<TableSheet> sheets() {
        return List.of(sheet);
    }

    @Override
    public Optional<TableEncoding> encoding() {
        return Optional.of(encoding);
    }

    @Override
    public void read(int number, Predicate<TableRow> more) {
        if (number != 0) {
            throw new IndexOutOfBoundsException("a CSV file has one sheet");
        }
        each(more);
    }

    private void each(Predicate<TableRow> more) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(new CharArrayReader(text.array(), text.arrayOffset() + text.position(), text.length()))) {
            for (CsvRecord record : reader) {
                TableRow row = new TableRow(
                        Math.toIntExact(record.getStartingLineNumber()),
                        false,
                        record.getFields().stream().map(CsvTable::cell).toList());
                if (!row.isEmpty() && !more.test(row)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableCell cell(String field) {
        String clean = Tidy.text(field);
        if (clean.isEmpty()) {
            return TableCell.EMPTY;
        }
        boolean lost = BIG_NUMBER.matcher(clean).matches();
        return new TableCell(clean, false, lost ? TableCell.Oddity.DIGITS_LOST : TableCell.Oddity.NONE);
    }
}
