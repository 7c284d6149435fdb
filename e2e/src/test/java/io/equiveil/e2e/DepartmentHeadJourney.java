package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/// The head of a department: sees only what the head has a part in, agrees as the second person, and takes over.
final class DepartmentHeadJourney {

    private final Firm firm;

    DepartmentHeadJourney(Firm firm) {
        this.firm = firm;
    }

    /// The office is no permit: somebody else's matter is not there, by name or by address.
    void seesNothingOfWhatOthersDo() {
        Visitor at = firm.colleague("hejx").at();
        at.open("/matters").doesNotSee("青松");
        at.open(firm.matter()).sees("没有").doesNotSee("青松");
        at.open("/records").sees("这里暂时不能打开");
    }

    void isAddedToAMatter() {
        firm.colleague("shen")
                .at()
                .open(firm.matter())
                .unfold("加入同事或者合作机构")
                .selectLabel("同事", "何主管")
                .press("加入")
                .sees("何主管");
        firm.colleague("hejx").at().open("/matters").press("青松").sees("项目组", "沈顾问");
    }

    /// A colleague asks for the firm's seal: agreed to in two taps from 今日, and written down when it was used.
    void agreesToAUseOfTheSealInTwoTaps() {
        firm.colleague("shen")
                .at()
                .open("/seals")
                .unfold("申请用印")
                .selectLabel("印章", "公章")
                .selectLabel("文件", "通知、告知书")
                .type("份数", "2")
                .press("提交申请")
                .sees("已提交，等第二人决定。");
        Visitor at = firm.colleague("hejx").at();
        int before = at.open("/").taps();
        at.press("去处理", "项用印申请等您决定").press("同意", "沈顾问");
        assertThat(at.taps() - before).as("taps to agree to a use of the seal").isLessThanOrEqualTo(2);
        at.sees("已同意，7 天内有效。").type("盖章次数（含骑缝章）", "4").press("登记已盖章").sees("已登记盖章。");
    }

    /// A colleague falls ill: the matter goes to the head, who is in charge from then on.
    void takesAMatterOver() {
        firm.colleague("shen").at().open(firm.matter()).press("移交为负责人", "何主管");
        firm.colleague("hejx").at().open(firm.matter()).sees("何主管");
    }
}
