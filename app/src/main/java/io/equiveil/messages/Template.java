package io.equiveil.messages;

import java.util.Set;

/// What a message may say: a closed list, for carriers send approved templates only. The words stand at the gateway and
/// in `messages.template.…`; each carries the client's safety word and none a link.
public enum Template {
    /// 登录验证码
    SIGN_IN_CODE(Set.of("code", "minutes")),
    /// 有一份告知书等您阅读
    NOTICE_WAITING(Set.of()),
    /// 有一份协议等您签署
    AGREEMENT_WAITING(Set.of()),
    /// 签署确认码
    SIGNATURE_CODE(Set.of("code", "minutes")),
    /// 有一项同意等您决定
    CONSENT_WAITING(Set.of()),
    /// 需要您补充材料
    DOCUMENT_WANTED(Set.of()),
    /// 项目有新进展
    MATTER_MOVED(Set.of("codeName")),
    /// 您的撤回已生效
    WITHDRAWAL_DONE(Set.of()),
    /// 资料已按约定销毁
    DESTRUCTION_DONE(Set.of()),
    /// 本月查阅小结
    MONTHLY_SUMMARY(Set.of("people"));

    private final Set<String> parameters;

    Template(Set<String> parameters) {
        this.parameters = parameters;
    }

    /// The names that must be given, the safety word apart, which is always added.
    public Set<String> parameters() {
        return parameters;
    }
}
