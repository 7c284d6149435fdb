package io.equiveil.imports;

import io.equiveil.tables.TableCell;
import io.equiveil.tables.UsualDates;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What most cells of a column look like. Each has a name (`imports.shape.…`). Says what the column
/// probably is without showing anybody's data.
public enum ColumnShape {
    EMPTY(_ -> false),
    MOBILE(matching("(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}")),
    ID_NUMBER(matching("\\d{17}[\\dXx]|\\d{15}")),
    CREDIT_CODE(matching("(?=.*[A-Za-z])[0-9A-Za-z]{18}")),
    EMAIL(matching("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")),
    DATE(text -> UsualDates.read(text).isPresent()),
    NUMBER(matching("[-+]?[¥￥]?[\\d,]+(?:\\.\\d+)?%?")),
    COMPANY_NAME(matching(".{2,}(?:公司|企业|合伙|中心|集团|事务所|工作室|厂|店|Ltd\\.?|Inc\\.?|LLP|LLC)(?:[（(].*[）)])?")),
    PERSON_NAME(matching("\\p{IsHan}{2,4}|\\p{IsHan}+·\\p{IsHan}+|\\p{IsHan}(?:先生|女士|总)|[A-Z][a-z]+(?: [A-Z][a-z]+)+")),
    TEXT(_ -> true);

    private static final double MOST = 0.6;

    private final Predicate<String> fits;

    ColumnShape(Predicate<String> fits) {
        this.fits = fits;
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    /// Whether a name is a company's.
    static boolean isCompany(String name) {
        return COMPANY_NAME.fits.test(name);
    }

    /// The first that fits most of these cells.
    static ColumnShape of(Collection<TableCell> cells) {
        List<String> texts = cells.stream()
                .map(TableCell::text)
                .filter(text -> !text.isEmpty())
                .toList();
        return texts.isEmpty()
                ? EMPTY
                : Arrays.stream(values())
                        .filter(shape -> texts.stream().filter(shape.fits).count() >= MOST * texts.size())
                        .findFirst()
                        .orElse(TEXT);
    }
}
