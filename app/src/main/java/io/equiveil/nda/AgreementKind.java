package io.equiveil.nda;

/// Which agreement it is. Each kind has one template per language under `nda/papers`.
public enum AgreementKind {
    /// 客户与本公司的保密协议: signed at intake, before any fact.
    CLIENT_FIRM("client-firm"),
    /// 买方保密协议: signed before anything beyond the teaser.
    BUYER("buyer");

    private final String paper;

    AgreementKind(String paper) {
        this.paper = paper;
    }

    String paper() {
        return paper;
    }
}
