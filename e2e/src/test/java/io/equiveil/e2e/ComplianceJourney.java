package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/// The compliance officer: what is red, what waits for a second person, and never a client's value.
final class ComplianceJourney {

    private final Firm firm;
    private final Visitor at;

    ComplianceJourney(Firm firm) {
        this.firm = firm;
        this.at = firm.colleague("guqy").at();
    }

    /// The map of all promises, checked now, and one that does not hold yet.
    void looksAtThePromises() {
        at.open("/").sees("今日").press("承诺与现状").press("立即检查").sees("检查已完成。");
        assertThat(at.reads(Pattern.compile("[0-9]+ 项已生效"))).isNotEqualTo("0 项已生效");
        at.follow("3.3 日志记录").sees("最近一次检查的结果", "负责部门");
    }

    /// Two advisors entered the same person; neither of them was told.
    void decidesOnADuplicate(Client known) {
        firm.colleague("luzx")
                .at()
                .open("/clients/new")
                .type("姓名或者名称", known.name())
                .type("手机号", known.mobile())
                .tick("自然人")
                .press("记下")
                .sees("已提交，代号")
                .doesNotSee("重复");
        at.open("/").press("去处理", "有 1 对客户档案可能重复").sees("手机号").doesNotSee(known.name(), known.mobile());
        at.press("不是同一客户").sees("没有待核对的档案");
    }

    /// A condition of access changes only when a second person agrees.
    void changesAConditionWithTheOwner() {
        at.open("/policy")
                .unfold("更改一项条件")
                .select("条件", "JURISDICTION")
                .select("改为", "OBSERVED")
                .type(
                        "最后一天",
                        LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(20).toString())
                .type("理由", "同事分批申报办公地点")
                .press("提出更改")
                .sees("已提出，等待另一人同意。", "您提出的更改，要由另一人同意。");
        firm.colleague("qin").at().open("/policy").press("同意", "同事分批申报办公地点").sees("已同意，立即生效。");
    }

    /// Reads the record of who did what, which is itself recorded.
    void readsTheRecords() {
        at.open("/records").sees("查阅资料", "已入账");
        at.open("/records?kind=release-refused/v1").sees("拒绝查阅").doesNotSee("查阅资料");
        at.open("/records?kind=consent-withdrawn/v1").sees("撤回同意");
        at.open("/records");
        at.press("账本状态").sees("均未超时").doesNotSee("T1", "Z）");
    }
}
