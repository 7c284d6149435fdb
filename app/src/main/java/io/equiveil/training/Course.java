package io.equiveil.training;

import io.equiveil.kernel.InformationClass;
import java.util.EnumSet;
import java.util.Set;

/// What somebody has been taught, and for which information classes that counts.
public enum Course {
    /// 个人信息保护法与本所制度
    PRIVACY_LAW(EnumSet.of(InformationClass.BASIC, InformationClass.CONTACT)),
    /// 保密与资料室
    CONFIDENTIALITY(EnumSet.of(InformationClass.BASIC, InformationClass.DOCUMENT)),
    /// 身份证件与财务资料
    IDENTITY_DATA(EnumSet.of(InformationClass.IDENTITY_DOCUMENT, InformationClass.FINANCIAL)),
    /// 交易资料
    DEAL_DATA(EnumSet.of(InformationClass.DEAL_INTENT, InformationClass.DEAL_DETAIL, InformationClass.DOCUMENT));

    private final Set<InformationClass> classes;

    Course(Set<InformationClass> classes) {
        this.classes = Set.copyOf(classes);
    }

    /// The classes it is about.
    public Set<InformationClass> classes() {
        return classes;
    }
}
