package io.equiveil.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/// A cell of a workbook as a person would read it.
///
/// Sources: ECMA-376-1 18.17.4.1 (dates as numbers), 18.8.30 (built-in formats; 27 to 36 and 50 to 58
/// are dates in Chinese versions). A number has 15 digits that can be relied on.
final class CellText {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
    private static final int RELIABLE_DIGITS = 15;
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465); // 31 December 9999
    private static final long DAY_SECONDS = 86_400;

    private final LocalDateTime dayZero;
    private final boolean since1904;

    CellText(boolean since1904) {
        this.since1904 = since1904;
        this.dayZero = since1904 ? LocalDateTime.of(1904, 1, 1, 0, 0) : LocalDateTime.of(1899, 12, 30, 0, 0);
    }

    TableCell of(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return TableCell.EMPTY;
        }
        boolean formula = cell.getFormula() != null && !cell.getFormula().isEmpty();
        return switch (cell.getType()) {
            case ERROR -> new TableCell("", formula, TableCell.Oddity.ERROR);
            case NUMBER -> number(cell, formula);
            case FORMULA -> cameTo(cell);
            case BOOLEAN, STRING -> text(Tidy.text(cell.getText()), formula);
            case EMPTY -> TableCell.EMPTY;
        };
    }

    private static TableCell text(String text, boolean formula) {
        return text.isEmpty() ? TableCell.EMPTY : new TableCell(text, formula, TableCell.Oddity.NONE);
    }

    /// What a formula came to: its type is lost, so that only what looks like a number is one.
    private TableCell cameTo(Cell cell) {
        @Nullable Object value = cell.getValue();
        String text = value == null ? "" : Tidy.text(value.toString());
        if (text.startsWith("#")) {
            return new TableCell("", true, TableCell.Oddity.ERROR);
        }
        return value instanceof BigDecimal || NUMBER.matcher(text).matches() ? number(cell, true) : text(text, true);
    }

    private TableCell number(Cell cell, boolean formula) {
        String raw = String.valueOf(cell.getValue() instanceof BigDecimal number ? number : cell.getRawValue());
        if (!NUMBER.matcher(raw).matches()) {
            return text(Tidy.text(raw), formula);
        }
        BigDecimal number = new BigDecimal(raw);
        if (isDate(cell)) {
            Optional<String> date = date(number);
            if (date.isPresent()) {
                return new TableCell(date.get(), formula, TableCell.Oddity.NONE);
            }
        }
        BigDecimal short15 = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean lost = short15.precision() - short15.scale() > RELIABLE_DIGITS;
        if (!lost && short15.precision() > RELIABLE_DIGITS) {
            // 0.1 + 0.2 is kept as 0.30000000000000004 and shown as 0.3.
            short15 = short15.round(new java.math.MathContext(RELIABLE_DIGITS, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros();
        }
        return new TableCell(
                short15.setScale(Math.max(0, short15.scale()), RoundingMode.UNNECESSARY)
                        .toPlainString(),
                formula,
                lost ? TableCell.Oddity.DIGITS_LOST : TableCell.Oddity.NONE);
    }

    private Optional<String> date(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(LAST_DAY) > 0) {
            return Optional.empty();
        }
        long seconds = number.multiply(BigDecimal.valueOf(DAY_SECONDS))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        long days = seconds / DAY_SECONDS;
        if (!since1904 && days < 60) {
            // Excel believes in a 29 February 1900.
            days++;
        }
        LocalDateTime at = dayZero.plusDays(days).plusSeconds(seconds % DAY_SECONDS);
        return Optional.of(
                seconds % DAY_SECONDS == 0
                        ? at.toLocalDate().toString()
                        : at.truncatedTo(ChronoUnit.MINUTES).toString());
    }

    private static boolean isDate(Cell cell) {
        @Nullable Integer id = cell.getDataFormatId();
        if (id != null
                && (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58)) {
            return true;
        }
        @Nullable String format = cell.getDataFormatString();
        if (format == null || format.equalsIgnoreCase("General")) {
            return false;
        }
        String letters = QUOTED.matcher(format).replaceAll("");
        return letters.matches("(?is).*[ydh].*") || letters.matches("(?is).*m.*[年月日:/-].*");
    }
}
