package io.equiveil.imports;

import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.CompanyForm;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How people write the stage of a running matter, and the form of its company, into their lists. Words are
/// known whole, never by a part of one.
final class StageWords {

    private static final Map<String, MatterStage> STAGES = new HashMap<>();
    private static final Map<String, CompanyForm> FORMS = new HashMap<>();

    static {
        stage(MatterStage.ENGAGED, "已委托", "委托", "已签委托", "签订委托", "接受委托", "立项", "engaged", "mandated");
        stage(
                MatterStage.BLIND_TEASER,
                "匿名推介",
                "推介",
                "推介中",
                "找买方",
                "寻找买方",
                "teaser",
                "blind teaser",
                "introduction without names");
        stage(
                MatterStage.BUYER_NDA,
                "买方保密协议",
                "签保密协议",
                "买方签保密协议",
                "保密协议",
                "nda",
                "buyer nda",
                "buyer's agreement",
                "buyer’s agreement");
        stage(
                MatterStage.SELLER_APPROVES_BUYER,
                "卖方确认买方",
                "确认买方",
                "转让方确认",
                "卖方确认",
                "seller confirms the buyer",
                "seller approves buyer",
                "seller admits the buyer");
        stage(MatterStage.DUE_DILIGENCE, "尽职调查", "尽调", "尽调中", "调查", "due diligence", "dd");
        stage(
                MatterStage.AGREEMENT,
                "签署转让协议",
                "签转让协议",
                "签约",
                "签署协议",
                "协议",
                "谈判",
                "agreement",
                "transfer agreement",
                "signing");
        stage(
                MatterStage.SHAREHOLDER_NOTICE,
                "通知其他股东",
                "通知股东",
                "优先购买权",
                "股东通知",
                "shareholder notice",
                "notice to shareholders",
                "notice to the other shareholders");
        stage(MatterStage.PAYMENT, "付款", "支付", "付款中", "待付款", "payment");
        stage(MatterStage.TAX, "完税", "缴税", "纳税", "税务", "tax");
        stage(MatterStage.REGISTRATION, "变更登记", "工商变更", "登记", "过户", "工商登记", "registration");
        stage(MatterStage.CLOSED, "已结项", "结项", "已完成", "完成", "已结束", "已办结", "closed", "done");
        stage(MatterStage.ABANDONED, "已终止", "终止", "已取消", "取消", "不再办理", "abandoned", "cancelled");
        List.of("有限责任公司", "有限公司", "有限", "limited", "limited company", "llc")
                .forEach(word -> FORMS.put(word, CompanyForm.LIMITED_COMPANY));
        List.of("股份有限公司", "股份公司", "股份", "joint stock", "joint stock company")
                .forEach(word -> FORMS.put(word, CompanyForm.JOINT_STOCK));
    }

    private StageWords() {}

    private static void stage(MatterStage stage, String... words) {
        for (String word : words) {
            STAGES.put(word, stage);
        }
    }

    /// @return also stages of matters that are over
    static Optional<MatterStage> stage(String written) {
        return Optional.ofNullable(STAGES.get(plain(written)));
    }

    /// A limited company if nothing is written.
    static Optional<CompanyForm> form(String written) {
        String plain = plain(written);
        return plain.isEmpty() ? Optional.of(CompanyForm.LIMITED_COMPANY) : Optional.ofNullable(FORMS.get(plain));
    }

    private static String plain(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
