package io.equiveil.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a message may say: a closed list, for carriers send approved templates only. The words stand at
/// the gateway and in `wording/`; each carries the client's safety word and none a link.
public enum Template {
    /// 登录验证码
    SIGN_IN_CODE(true, "code", "minutes"),
    /// 有一份告知书等您阅读
    NOTICE_WAITING(false),
    /// 有一份协议等您签署
    AGREEMENT_WAITING(false),
    /// 签署确认码
    SIGNATURE_CODE(true, "code", "minutes"),
    /// 有一项同意等您决定
    CONSENT_WAITING(false),
    /// 需要您补充材料
    DOCUMENT_WANTED(false),
    /// 项目有新进展
    MATTER_MOVED(false, "codeName"),
    /// 有一条新留言
    LETTER_WAITING(false),
    /// 您的撤回已生效
    WITHDRAWAL_DONE(false),
    /// 资料已按约定销毁
    DESTRUCTION_DONE(false),
    /// 本月查阅小结
    MONTHLY_SUMMARY(false, "people"),
    /// 您的 PIN 已作废
    PIN_REMOVED(false),
    /// 谁可以代您办理有变动
    REPRESENTATIVE_CHANGED(false),
    /// 您提出的事项有新进展
    CASE_MOVED(false);

    private static final String SAFETY_WORD = "safetyWord";

    private final boolean code;
    private final List<String> parameters;

    Template(boolean code, String... parameters) {
        this.code = code;
        this.parameters = List.of(parameters);
    }

    /// The names that must be given, the safety word apart, which is always added.
    public Set<String> parameters() {
        return Set.copyOf(parameters);
    }

    /// All names in the order in which a provider that counts them does: the safety word first.
    public List<String> ordered() {
        List<String> all = new ArrayList<>(List.of(SAFETY_WORD));
        all.addAll(parameters);
        return all;
    }

    /// Whether somebody waits for it this minute, so that neither quiet hours nor preferences hold
    /// it back.
    public boolean isCode() {
        return code;
    }
}
