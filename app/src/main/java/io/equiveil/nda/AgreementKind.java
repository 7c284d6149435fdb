package io.equiveil.nda;

/// Which agreement it is. Each kind has one template per language under `nda/papers`.
public enum AgreementKind {
    /// 客户与本公司的保密协议: signed at intake, before any fact.
    CLIENT_FIRM("client-firm", true),
    /// 买方保密协议: signed before anything beyond the teaser.
    BUYER("buyer", true),
    /// 员工保密承诺书: signed by a member of staff at first sign-in, before any client's value.
    STAFF("staff", false),
    /// 合作方人员保密承诺书: signed by somebody who works for a partner firm, before any client's value.
    PARTNER("partner", false);

    private final String paper;
    private final boolean bothSign;

    AgreementKind(String paper, boolean bothSign) {
        this.paper = paper;
        this.bothSign = bothSign;
    }

    String paper() {
        return paper;
    }

    /// Whether the firm signs first and the counterpart after it. An undertaking is signed by the one who
    /// gives it.
    public boolean bothSign() {
        return bothSign;
    }
}
