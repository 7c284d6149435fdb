package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/// A member of staff who would rather use a finger than a password.
final class PasskeyJourney {

    private final Firm firm;
    private final Colleague colleague;
    private final Visitor at;

    PasskeyJourney(Firm firm) {
        this.firm = firm;
        this.colleague = firm.colleague("luzx");
        this.at = colleague.at();
    }

    void registersAPasskeyAndComesBackWithItAlone() {
        Passkey passkey = new Passkey(at.page());
        at.open("/account").press("在这台设备上登记通行密钥").sees("最近使用", "移除");
        assertThat(passkey.held()).isEqualTo(1);

        at.press("退出登录").sees("使用通行密钥登录").press("使用通行密钥登录").sees("今日", "陆顾问");

        at.open("/confirm-identity?next=/account")
                .sees("再次确认身份")
                .press("使用通行密钥确认")
                .sees("我的登录");

        signsForTheFirm();

        passkey.isHeldBySomebodyElse();
        at.press("退出登录").press("使用通行密钥登录").sees("通行密钥没有成功");
    }

    /// The stronger signature: the same press, and bound to this one text.
    private void signsForTheFirm() {
        new AdvisorJourney(firm, colleague.login()).meets("公孙明月", "17300000000");
        at.press("生成保密协议").press("用通行密钥签署").sees("待对方签署", "以本人通行密钥确认签署");
        at.open("/account");
    }

    /// WeChat's browser has no passkeys: none is asked for, and the page says where they work.
    void insideWeChatIsToldWhatToDo() {
        try (Visitor elsewhere = firm.visitor("colleague", Device.WECHAT)) {
            elsewhere.open("/sign-in").sees("在浏览器打开").neverOffers("使用通行密钥登录");
        }
    }

    void comesInByPasswordAndCodeAndLearnsThatACodeWorksOnce() throws InterruptedException {
        colleague.signIn();
        at.press("退出登录")
                .type("登录名", colleague.login())
                .type("口令", colleague.password())
                .type("动态口令", colleague.phone().sameCode())
                .press("登录")
                .sees("这组动态口令已经用过");
        colleague.signIn();
    }
}
