package io.equiveil.messages;

/// A way out of the house that the administrator sets up.
public enum Channel {
    /// Short messages to telephones, through a gateway.
    SMS,
    /// E-mail, through a mail server.
    MAIL,
    /// A group of the firm in WeCom (企业微信群机器人).
    WECOM,
    /// A group of the firm in DingTalk (钉钉群机器人).
    DINGTALK
}
