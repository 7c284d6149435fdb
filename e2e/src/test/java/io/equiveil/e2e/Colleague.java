package io.equiveil.e2e;

/// Somebody with an account of the firm's, and what that person keeps: a password, and an authenticator on the
/// phone.
record Colleague(String login, String password, AuthenticatorApp phone, Visitor at) {

    /// Goes through an invitation: a password of one's own, an authenticator, and in.
    ///
    /// @param link one-time, absolute or a path; the page of the first step
    static Colleague enrol(Visitor visitor, String link, String login) throws InterruptedException {
        return setUp(visitor, link, login).signIn();
    }

    /// The same, but does not come in yet: the next code takes half a minute, in which others can be invited.
    static Colleague setUp(Visitor visitor, String link, String login) throws InterruptedException {
        String password = "three calm words " + java.util.UUID.randomUUID();
        visitor.open(link)
                .sees("您的登录名是“" + login + "”")
                .type("新口令", password)
                .type("再输入一次", password)
                .press("下一步")
                .sees("绑定身份验证器");
        AuthenticatorApp phone = new AuthenticatorApp(visitor.reads("figcaption code"));
        visitor.type("动态口令", phone.code()).press("完成").sees("账号已开通，请登录。");
        return new Colleague(login, password, phone, visitor);
    }

    /// Reads and signs one's own undertaking, before the gate opens anything.
    Colleague promiseSilence() throws InterruptedException {
        at.open("/")
                .sees("我的保密承诺", "查看任何客户资料之前")
                .press("阅读全文")
                .sees("本人签署")
                .type("六位动态口令", phone.code())
                .press("确认签署")
                .sees("目前有效");
        return this;
    }

    /// A new working day: out and in again, so that the proof of who one is is fresh.
    Colleague comesBack() throws InterruptedException {
        at.open("/").press("退出登录");
        return signIn();
    }

    Colleague signIn() throws InterruptedException {
        at.open("/sign-in")
                .type("登录名", login)
                .type("口令", password)
                .type("动态口令", phone.code())
                .press("登录")
                .sees("退出登录");
        return this;
    }
}
