package io.equiveil.imports;

import io.equiveil.tables.TableCell;
import io.equiveil.tables.TableFile;
import io.equiveil.tables.TableRow;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The headings of a list, and what each column seems to be: by its heading first, then by what stands
/// below.
final class Headings {

    private static final int LOOKED_AT = 60;
    private static final int MOST_ABOVE = 10;

    private static final Map<ListColumn, Set<String>> USUAL = Map.ofEntries(
            Map.entry(
                    ListColumn.NAME,
                    words("姓名 员工姓名 客户姓名 名称 客户名称 客户 联系人 联系人姓名 称呼 股东姓名 股东名称 企业名称 公司名称 name client clientname"
                            + " contact contactname contactperson fullname customer customername company")),
            Map.entry(
                    ListColumn.MOBILE,
                    words("手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 客户电话 客户手机 mobile mobilenumber mobilephone"
                            + " phone phonenumber cell cellphone telephone tel contactnumber")),
            Map.entry(
                    ListColumn.CLIENT_KIND,
                    words("类型 客户类型 客户性质 性质 主体类型 类别 客户类别 kind type clienttype clientkind category")),
            Map.entry(ListColumn.LOGIN, words("登录名 账号 帐号 用户名 登录账号 邮箱 电子邮箱 email mail login username account handle")),
            Map.entry(
                    ListColumn.CODE_NAME,
                    words("代号 项目代号 项目名称 项目 对外称呼 花名 昵称 显示名 codename matter project nickname alias displayname")),
            Map.entry(ListColumn.ROLES, words("角色 岗位 职位 职务 职责 role roles title position jobtitle")),
            Map.entry(
                    ListColumn.SELLER_NAME,
                    words("转让方 卖方 转让方姓名 转让方名称 卖方姓名 卖方名称 委托人 委托方 客户 客户姓名 客户名称 姓名 名称 seller sellername client"
                            + " clientname name")),
            Map.entry(
                    ListColumn.SELLER_MOBILE,
                    words("转让方手机 转让方手机号 转让方电话 卖方手机 卖方手机号 卖方电话 委托人手机 委托人电话 手机 手机号 手机号码 电话 联系电话"
                            + " sellermobile sellerphone mobile phone")),
            Map.entry(ListColumn.STAGE, words("阶段 项目阶段 当前阶段 进度 项目进度 状态 项目状态 stage status progress")),
            Map.entry(
                    ListColumn.MANDATED_ON,
                    words("委托日期 委托日 签约日期 委托签订日期 委托时间 开始日期 立项日期 mandatedate dateofmandate mandated start startdate"
                            + " opened")),
            Map.entry(ListColumn.FORM, words("公司类型 企业类型 公司形式 目标公司类型 companyform companytype form")),
            Map.entry(ListColumn.BUYER_NAME, words("受让方 买方 受让方姓名 受让方名称 买方姓名 买方名称 意向买方 buyer buyers buyername")),
            Map.entry(ListColumn.BUYER_MOBILE, words("受让方手机 受让方手机号 受让方电话 买方手机 买方手机号 买方电话 buyermobile buyerphone")));

    private final List<TableRow> rows = new ArrayList<>();
    private final int headerRow;

    private Headings(TableFile table, int sheet, Optional<Integer> chosen) {
        table.read(sheet, row -> {
            rows.add(row);
            return rows.size() < LOOKED_AT;
        });
        this.headerRow = chosen.orElseGet(this::likely);
    }

    /// @param headerRow counted from 1; 0 for none; empty to find it
    static Headings of(TableFile table, int sheet, Optional<Integer> headerRow) {
        return new Headings(table, sheet, headerRow);
    }

    int headerRow() {
        return headerRow;
    }

    /// The row with the most headings that are known; without any, none.
    private int likely() {
        int best = 0;
        int most = 0;
        for (TableRow row : rows.stream().limit(MOST_ABOVE).toList()) {
            int known = (int) row.cells().stream()
                    .filter(cell -> USUAL.values().stream().anyMatch(words -> words.contains(plain(cell.text()))))
                    .count();
            if (known > most) {
                most = known;
                best = row.number();
            }
        }
        return best;
    }

    /// One line per column.
    List<Heading> columns() {
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<Heading> columns = new ArrayList<>();
        for (int at = 0; at < width; at++) {
            int column = at;
            List<TableCell> below = rows.stream()
                    .filter(row -> row.number() > headerRow)
                    .map(row -> row.cell(column))
                    .toList();
            columns.add(new Heading(at, text(at), ColumnShape.of(below)));
        }
        return columns;
    }

    /// The heading of a column; where the cell is merged with the one above, that one's.
    private String text(int column) {
        if (headerRow == 0) {
            return "";
        }
        for (TableRow row : rows.reversed()) {
            String text = row.number() <= headerRow && row.number() > headerRow - 3
                    ? row.cell(column).text()
                    : "";
            if (!text.isEmpty()) {
                return text.substring(
                        0, text.offsetByCodePoints(0, Math.min(40, text.codePointCount(0, text.length()))));
            }
        }
        return "";
    }

    /// What each column seems to be.
    Map<ListColumn, Integer> proposed(ListKind kind) {
        List<Heading> columns = columns();
        Map<ListColumn, Integer> proposed = new EnumMap<>(ListColumn.class);
        Set<Integer> used = new HashSet<>();
        for (ListColumn wanted : kind.columns()) {
            columns.stream()
                    .filter(column -> USUAL.getOrDefault(wanted, Set.of()).contains(plain(column.text())))
                    .filter(column -> used.add(column.at()))
                    .findFirst()
                    .ifPresent(column -> proposed.put(wanted, column.at()));
        }
        for (ListColumn wanted : kind.columns()) {
            if (!proposed.containsKey(wanted)) {
                columns.stream()
                        .filter(column -> looksLike(wanted, column.shape()))
                        .filter(column -> used.add(column.at()))
                        .findFirst()
                        .ifPresent(column -> proposed.put(wanted, column.at()));
            }
        }
        return proposed;
    }

    private static boolean looksLike(ListColumn wanted, ColumnShape shape) {
        return switch (wanted) {
            case NAME, SELLER_NAME -> shape == ColumnShape.PERSON_NAME || shape == ColumnShape.COMPANY_NAME;
            case MOBILE, SELLER_MOBILE -> shape == ColumnShape.MOBILE;
            case LOGIN -> shape == ColumnShape.EMAIL;
            case MANDATED_ON -> shape == ColumnShape.DATE;
            case CLIENT_KIND, CODE_NAME, ROLES, STAGE, FORM, BUYER_NAME, BUYER_MOBILE -> false;
        };
    }

    /// All headings in one line, by which they are recognised when they come again.
    String line() {
        return String.join(
                "\u001f", columns().stream().map(column -> plain(column.text())).toList());
    }

    /// Without what differs from one table to the next: case, spaces, stars, colons, remarks in
    /// parentheses.
    private static String plain(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .replaceAll("\\([^)]*\\)", "")
                .replaceAll("[\\s*:：_/-]", "")
                .toLowerCase(Locale.ROOT);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
