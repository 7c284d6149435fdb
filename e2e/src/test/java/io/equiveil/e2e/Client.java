package io.equiveil.e2e;

import java.util.regex.Pattern;

/// Somebody whom the firm advises: a telephone with WeChat on it, and what the person knows.
///
/// @param file the path of the person's file, on the advisor's side
record Client(String name, String mobile, String identityNumber, String pin, String file, Visitor at) {

    private static final Pattern SIX_DIGITS = Pattern.compile("\\b[0-9]{6}\\b");

    /// Where there is no SMS gateway, the advisor shows a code across the table.
    String codeShownBy(Colleague advisor) {
        return advisor.at().open(file).press("显示二维码").reads(SIX_DIGITS);
    }

    /// Comes in for the first time: number, code, and a PIN of one's own.
    void comeIn(Colleague advisor) {
        String code = codeShownBy(advisor);
        at.open("/client/sign-in")
                .type("手机号", mobile)
                .press("下一步")
                .sees("请向您的顾问索取验证码")
                .type("六位验证码", code)
                .press("下一步")
                .type("六位数字密码", pin)
                .type("再输入一次", pin)
                .press("设置并登录")
                .sees("您在我们这里的资料");
    }

    /// Reads the agreement that is open and signs it: a code, the PIN, and the name by finger.
    void sign(Colleague advisor) {
        String code = codeShownBy(advisor);
        at.sees("请先阅读全文").type("手机验证码", code).type("六位密码", pin);
        at.finger().writeInto("用手指在框内写下您的姓名");
        at.press("确认签署").sees("协议已生效");
    }
}
