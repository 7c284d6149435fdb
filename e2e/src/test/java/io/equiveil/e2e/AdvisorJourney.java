package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

/// The advisor: a client from a name and a number on, and a matter to its closing.
final class AdvisorJourney {

    private static final String TARGET = "澄江微光仪器有限公司";

    private final Firm firm;
    private final Colleague advisor;

    AdvisorJourney(Firm firm) {
        this(firm, "shen");
    }

    AdvisorJourney(Firm firm, String login) {
        this.firm = firm;
        this.advisor = firm.colleague(login);
    }

    /// First contact, notice, agreement, in this order and not otherwise.
    void takesOn(String who, String mobile, String identityNumber, String pin) throws InterruptedException {
        String file = meets(who, mobile);
        Visitor at = advisor.at();
        int before = at.taps();
        at.press("生成保密协议").sees("草稿", "保密范围");
        sends();
        assertThat(at.taps() - before).as("taps to send an agreement").isLessThanOrEqualTo(3);
        firm.welcome(new Client(who, mobile, identityNumber, pin, file, firm.visitor(who, Device.WECHAT)));
    }

    /// A name and a number, and the notice that comes before everything else.
    ///
    /// @return the path of the new file, which is open
    String meets(String who, String mobile) {
        Visitor at = advisor.at();
        Effort effort = at.effort();
        at.open("/clients")
                .press("新建首次接触")
                .type("姓名或者名称", who)
                .type("手机号", mobile)
                .tick("自然人")
                .press("记下")
                .sees("已提交，代号", "先送达告知书。")
                .doesNotSee(who, mobile);
        assertThat(at.effort().since(effort)).as("a first contact").isLessThanOrEqualTo(Duration.ofSeconds(60));
        String file = at.path();
        at.press("送达告知书").sees("怎样告知的？").tick("给了纸质件").press("已经告知").sees("已向");
        return file;
    }

    private void sends() throws InterruptedException {
        advisor.at().type("六位动态口令", advisor.phone().code()).press("签署并发送").sees("待对方签署");
    }

    /// Calling one's own client takes two taps from the list, and the first of them finds the file.
    void callsInTwoTaps(Client client) {
        Visitor at = advisor.at();
        String alias = alias(client);
        at.open("/clients");
        int before = at.taps();
        at.press(alias).press("拨打电话").sees(client.mobile(), "为联系客户，已记录");
        assertThat(at.taps() - before).as("taps to call one's own client").isLessThanOrEqualTo(2);
    }

    /// A matter is open in a few minutes: who sells, a code name, and what is sold, sealed at once.
    void opensAMatter(String codeName, Client seller) {
        Visitor at = advisor.at();
        String alias = alias(seller);
        Effort effort = at.effort();
        at.open("/matters")
                .press("开立项目")
                .selectLabel("转让方（客户代号）", alias)
                .type("代号", codeName)
                .type("目标公司", TARGET)
                .tick("有限责任公司", "居间（双方知情）")
                .press("开立")
                .sees("已开立项目“" + codeName + "”。", "尚未填写交易意向", "居间项目须先告知转让方")
                .doesNotSee(TARGET);
        firm.matter(at.path());
        at.press("记录：已告知居间", alias).sees("已告知居间");

        at.press("交易内容")
                .type("行业", "精密仪器制造")
                .type("地区", "江苏苏州")
                .type("股比区间", "27.5%")
                .type("价格区间", "约1876万元")
                .press("加密保存", "交易意向")
                .type("数量", "1250000")
                .type("价格", "18760000元")
                .press("加密保存", "交易细节")
                .doesNotSee("18760000");
        assertThat(at.effort().since(effort)).as("a matter that is open").isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    /// Nobody hears of it before the words are so coarse that the company is not recognised, and a person has
    /// read them.
    void introducesItWithoutAName() {
        Visitor at = advisor.at();
        at.open(firm.matter())
                .press("匿名推介")
                .press("生成匿名推介")
                .sees("已生成草稿", "制造业")
                .doesNotSee("苏州", "1876", TARGET)
                .press("核准对外")
                .sees("已核准，受邀的买方现在可以看到。");
        goesOnTo("匿名推介");
        at.sees("下一阶段：买方保密协议");
    }

    /// The buyer's own agreement, for this matter.
    void invites(Client buyer) throws InterruptedException {
        Visitor at = advisor.at();
        String alias = alias(buyer);
        at.open(firm.matter())
                .unfold("邀请意向买方")
                .selectLabel("档案代号", alias)
                .press("邀请")
                .press("记录：已告知居间", alias)
                .press("进入“买方保密协议”")
                .sees("买方尚未签署保密协议。");
        at.press("起草买方保密协议", alias).sees("买方保密协议", "草稿");
        sends();
    }

    void goesOnTo(String stage) {
        advisor.at().open(firm.matter()).press("进入“" + stage + "”").sees("已更新");
    }

    /// A real PDF, streamed into encryption; the buyer sees it from due diligence on.
    void addsADocument(String matter, Path folder) throws Exception {
        Path file = folder.resolve("章程.pdf");
        firm.print(file, "公司章程", "第一章 总则", "第二章 股权", "第三章 附则");
        advisor.at()
                .open(matter)
                .press("资料室")
                .press("添加文件")
                .type("标题", "公司章程（现行）")
                .upload("文件", file)
                .press("上传")
                .sees("已加密保存，共 3 页。", "公司章程（现行）", "尽职调查起");
    }

    /// What the advisor reads of the client after the withdrawal: a card that says what is missing and who
    /// can give it.
    void isRefused(Client seller) {
        advisor.at()
                .open(seller.file())
                .press("查看", "身份证件")
                .sees("现在不能查看", "客户已经撤回同意")
                .doesNotSee(seller.identityNumber());
    }

    /// In an hour of one's own work nobody is asked again who one is more often than every fifteen minutes.
    void wasHardlyEverAskedWhoItIs() {
        assertThat(advisor.at().timesAt("/confirm-identity")).isLessThanOrEqualTo(1);
    }

    private String alias(Client client) {
        return advisor.at().open(client.file()).reads("h1 span");
    }
}
