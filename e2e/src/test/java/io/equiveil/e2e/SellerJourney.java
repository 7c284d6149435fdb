package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The seller: somebody with only a phone, inside WeChat.
final class SellerJourney {

    private final Firm firm;
    private final Client seller;
    private final Visitor at;

    SellerJourney(Firm firm, Client seller) {
        this.firm = firm;
        this.seller = seller;
        this.at = seller.at();
    }

    /// Number, code, PIN; then the agreement, before any fact is given.
    void comesInAndSigns() {
        seller.comeIn(firm.colleague("shen"));
        at.neverOffers("通行密钥").press("填写或者修改资料").sees("签署保密协议").press("继续");
        seller.sign(firm.colleague("shen"));
    }

    /// One tick for each purpose; what is not ticked is a no.
    void decidesPurposeByPurpose() {
        at.open("/portal/intake")
                .sees("逐项同意")
                .press("继续")
                .sees("各项互不影响")
                .tick("同意我们为办理您的委托使用您的基本信息、联系方式和交易情况。", "单独同意我们核对您的身份证件。", "同意我们以不写姓名的方式介绍您的转让意向。")
                .press("这是我的决定")
                .sees("您的决定已经记下。", "填写资料");
        assertThat(at.effort().since(Effort.NONE))
                .as("from the first visit to the last decision")
                .isLessThanOrEqualTo(Duration.ofMinutes(4));
    }

    void givesTheFacts() {
        at.press("继续").type("姓名或者名称", seller.name()).press("加密保存");
        at.press("继续").type("手机号", seller.mobile()).type("通讯地址", "示例省示例市示例路一号").press("加密保存");
        at.press("继续")
                .select("证件种类", "RESIDENT_ID")
                .type("证件号码", seller.identityNumber())
                .press("加密保存");
        at.press("继续").select("股权由谁受益", "SELF").press("加密保存").sees("资料已经齐全");
        at.doesNotSee(seller.identityNumber());
    }

    /// Sees who looked, in words, with the proof; and takes it home.
    void seesWhoLooked(Path folder) throws Exception {
        at.open("/portal").press("逐条查看").sees("沈顾问为联系您查看联系方式 1 次");
        Path evidence = folder.resolve("evidence.json");
        at.download("下载本页的证明文件", evidence);
        assertThat(Files.readString(evidence)).contains("checkpoint");
    }

    /// What WeChat cannot do is said, with what to do instead.
    void isToldWhereAPasskeyWorks() {
        at.open("/account").sees("在浏览器打开").neverOffers("在这台设备上登记通行密钥");
    }

    /// Also who was refused is there.
    void seesWhoWasRefused() {
        at.open("/portal/lookups").sees("已拒绝", "沈顾问想为");
    }

    /// A separate consent for this one buyer, in words that name it.
    void admitsTheBuyer() {
        at.open("/portal" + firm.matter())
                .sees("意向买方")
                .press("有 1 位买方等您决定")
                .sees("每一位买方、每一项用途，分别勾选。")
                .tick("单独同意给司徒望舒查看资料室、交易细节和财务状况。")
                .press("保存我的决定")
                .sees("已保存您就项目“青松”的买方作出的决定。", "您已同意", "您未同意");
    }

    void withdrawsFromTheBuyer() {
        at.open("/portal" + firm.matter()).press("撤回“查看资料”").sees("的这位买方从现在起看不到这部分内容");
    }

    void withdrawsTheIdentityCheck() {
        at.open("/portal/consent").press("撤回", "身份核验").sees("已经撤回");
    }
}
