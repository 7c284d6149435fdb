package io.equiveil.texts;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a text may leave open, written `{{name}}`. The firm's own facts are filled in wherever the text is shown; the
/// others are filled by the room that uses the text, or by hand on paper.
public enum TextField {
    /// 本机构名称
    FIRM("firm", true),
    /// 本机构联系方式
    CONTACT("contact", true),
    /// 委托人、声明人或者收件人
    PARTY("party", false),
    /// 相对方
    COUNTERPARTY("counterparty", false),
    /// 目标公司
    COMPANY("company", false),
    /// 项目代号
    MATTER("matter", false),
    /// 文件编号
    NUMBER("number", false),
    /// 日期
    DATE("date", false),
    /// 证件号码
    IDENTITY("identity", false),
    /// 股权数量或者比例
    SHARES("shares", false),
    /// 价格
    PRICE("price", false),
    /// 支付方式与期限
    PAYMENT("payment", false),
    /// 事由
    SUBJECT("subject", false),
    /// 期限
    DEADLINE("deadline", false),
    /// 经办人
    OFFICER("officer", false);

    /// A placeholder in a text.
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{0,40})}}");

    private final String key;
    private final boolean ofTheFirm;

    TextField(String key, boolean ofTheFirm) {
        this.key = key;
        this.ofTheFirm = ofTheFirm;
    }

    /// Its name between the braces.
    public String key() {
        return key;
    }

    /// Whether it is a fact of the firm, the same in every use.
    public boolean ofTheFirm() {
        return ofTheFirm;
    }

    /// The field of a name.
    public static Optional<TextField> of(String key) {
        for (TextField field : values()) {
            if (field.key.equals(key)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
