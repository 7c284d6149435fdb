package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// The owner: the first ten minutes of an installation.
final class OwnerJourney {

    private final Firm firm;
    private final List<Colleague> invited = new ArrayList<>();

    OwnerJourney(Firm firm) {
        this.firm = firm;
    }

    void comesInByTheLinkOfTheFirstStart() throws InterruptedException {
        Visitor owner = firm.visitor("owner", Device.COMPUTER);
        owner.open(firm.application().oneTimeLink())
                .sees("您将成为本所的负责人和系统管理员")
                .type("姓名", "秦岳")
                .type("登录名", "qin")
                .type("花名", "负责人")
                .press("下一步");
        firm.welcome(Colleague.enrol(owner, owner.path(), "qin"));
        owner.sees("今日");
    }

    /// 今日 says what the first real deal still lacks: nobody can be told anything before the firm has a name.
    void namesTheFirm() throws InterruptedException {
        Colleague owner = firm.colleague("qin");
        owner.at()
                .open("/")
                .press("去处理", "请填写本机构的名称与联系方式")
                .type("名称", "示例股权咨询有限公司")
                .type("联系方式", "示例省示例市示例路一号，电话 400-000-0000")
                .press("保存")
                .sees("此后出具的告知书和协议使用新的名称");
        owner.promiseSilence();
    }

    /// From 今日 through the guide to the list of what the first real deal still lacks: one question a page, everything
    /// kept, at most two presses for each step.
    void goesThroughTheGuide() {
        Visitor owner = firm.colleague("qin").at();
        int before = owner.effort().taps();
        owner.open("/").press("去处理", "首次设置").sees("首次设置", "必须", "职责能办的不足两人");
        owner.press("继续：机构类型").tick("小型机构（30 人以内）").press("保存并继续");
        owner.sees("四份文本").press("阅读《隐私政策》");
        owner.sees("第 1 份，共 4 份", "示例股权咨询有限公司").press("采用");
        owner.sees("第 2 份").press("采用").sees("第 3 份").press("稍后").sees("第 4 份").press("采用");
        owner.sees("四份文本").press("稍后再说");
        owner.sees("不足两人", "再请 1 人").press("稍后再说");
        owner.sees("恢复纸")
                .selectLabel("第 1 号交给", "负责人")
                .selectLabel("第 2 号交给", "银行保管箱")
                .selectLabel("第 3 号交给", "外部律师或公证处")
                .press("制作并显示");
        String checkCode = owner.sees("只显示这一次").reads(".sheet__check");
        owner.press("已打印好").sees("任意 2 张即可恢复").press("确认收到");
        owner.type("第 1 号的校验码", checkCode).press("已经收好").sees("第 1 号恢复纸已确认").press("稍后再说");
        owner.sees("网址与证书", "只在办公室里打得开").press("稍后再说");
        owner.sees("第一宗真实业务还缺什么", "1 份文本还没有采用", "标为“必须”的补齐之后才能完成设置");
        assertThat(owner.effort().taps() - before)
                .as("presses of the whole guide")
                .isLessThanOrEqualTo(17);
    }

    void findsTheLinkUsedUp() {
        try (Visitor late = firm.visitor("late", Device.PHONE)) {
            late.open(firm.application().oneTimeLink()).sees("这个链接已失效");
        }
    }

    void invites(String login, String codeName, String name, String role) throws InterruptedException {
        Visitor owner = firm.colleague("qin").at();
        owner.open("/staff")
                .press("邀请")
                .type("姓名", name)
                .type("登录名", login)
                .type("花名", codeName)
                .tick(role)
                .press("生成链接")
                .sees("链接只显示这一次");
        String link = owner.reads("figcaption code");
        owner.press("我已交给对方").sees(codeName, "待开通");
        invited.add(Colleague.setUp(firm.visitor(login, Device.COMPUTER), link, login));
    }

    /// All who were invited come in and sign, each with the next code.
    void theStaffComesIn() throws InterruptedException {
        for (Colleague colleague : invited) {
            firm.welcome(colleague.signIn());
        }
        for (Colleague colleague : invited) {
            colleague.promiseSilence();
        }
    }
}
