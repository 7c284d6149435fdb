package io.equiveil.identity;

/// In which capacity somebody acts for a client (Civil Code arts. 61, 161–175, 1121). Whoever has none is the client
/// itself, or signed for it first.
public enum Capacity {
    /// 法定代表人
    LEGAL_REPRESENTATIVE(false),
    /// 经办人, by a letter of authority
    HANDLING_PERSON(true),
    /// 受托人, by 授权委托书
    HELPER(true),
    /// 继承人
    HEIR(false);

    private final boolean byAuthority;

    Capacity(boolean byAuthority) {
        this.byAuthority = byAuthority;
    }

    /// Whether it rests on an authority that the client gave and that has an end; such a person lets nobody else in.
    public boolean isByAuthority() {
        return byAuthority;
    }
}
