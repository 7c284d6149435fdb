package io.equiveil.e2e;

/// The owner: the first ten minutes of an installation.
final class OwnerJourney {

    private final Firm firm;

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
        firm.welcome(Colleague.enrol(firm.visitor(login, Device.COMPUTER), link, login)
                .promiseSilence());
    }
}
