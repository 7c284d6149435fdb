package io.equiveil.declarations;

/// Why a paper is needed or not. Sealed with the seller's facts: whether somebody is married stands nowhere
/// in clear.
public enum Ground {
    /// 可能是夫妻共同财产
    MAY_BE_JOINT(DeclarationKind.SPOUSE_CONSENT),
    /// 没有配偶
    UNMARRIED(DeclarationKind.SPOUSE_CONSENT),
    /// 婚前取得
    BEFORE_MARRIAGE(DeclarationKind.SPOUSE_CONSENT),
    /// 遗嘱或者赠与合同确定只归一方
    GIVEN_TO_ONE(DeclarationKind.SPOUSE_CONSENT),
    /// 书面约定归一方所有
    AGREED_SEPARATE(DeclarationKind.SPOUSE_CONSENT),
    /// 其他原因，须写明
    OTHER(DeclarationKind.SPOUSE_CONSENT),
    /// 代他人持有
    FOR_ANOTHER(DeclarationKind.NOMINEE_DECLARATION),
    /// 本人实际持有
    FOR_MYSELF(DeclarationKind.NOMINEE_DECLARATION);

    private final DeclarationKind kind;

    Ground(DeclarationKind kind) {
        this.kind = kind;
    }

    /// Of which paper it decides.
    public DeclarationKind kind() {
        return kind;
    }
}
