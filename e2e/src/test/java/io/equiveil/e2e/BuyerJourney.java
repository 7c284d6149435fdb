package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/// The buyer: sees what the seller agreed to, for as long as the seller agrees.
final class BuyerJourney {

    private final Firm firm;
    private final Visitor at;
    private final Client buyer;

    BuyerJourney(Firm firm, Client buyer) {
        this.firm = firm;
        this.buyer = buyer;
        this.at = buyer.at();
    }

    /// Signs for this one matter, and before that sees nothing of it.
    void signsForThisMatter() {
        at.open("/portal" + firm.matter()).doesNotSee("资料室");
        at.open("/portal").press(at.reads(java.util.regex.Pattern.compile("请阅读并签署协议 EV-[0-9A-F]{8}")));
        buyer.sign(firm.colleague("shen"));
    }

    /// Turns the pages of a document; each carries the reader's name.
    void readsADocument() {
        at.open("/portal" + firm.matter())
                .press("资料室")
                .sees("公司章程（现行）")
                .press("查看")
                .sees("第 1 页，共 3 页");
        at.press("下一页").sees("第 2 页，共 3 页");
        at.key("End").sees("第 3 页，共 3 页");
        at.key("PageUp").sees("第 2 页，共 3 页");
        assertThat(at.page().locator("[data-picture], .viewer__page").count()).isPositive();
    }

    /// The page that is open goes blank by itself, and cannot be opened again.
    void losesThePageAtOnce() {
        at.sees("本次查看已结束", "查看所依据的许可刚刚有了变化");
        at.open("/portal" + firm.matter() + "/documents").doesNotSee("公司章程（现行）");
    }
}
