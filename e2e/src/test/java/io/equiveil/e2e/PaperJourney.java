package io.equiveil.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/// A client who signs with pen and seal: the advisor prints and takes in what came back, and somebody else compares
/// it page by page.
final class PaperJourney {

    private final Firm firm;
    private final Visitor advisor;
    private String agreement = "";

    PaperJourney(Firm firm) {
        this.firm = firm;
        this.advisor = firm.colleague("shen").at();
    }

    /// The printed pages, as the scanner of an office brings them back.
    void isPrintedSignedAndTakenIn(String client, String mobile, Path folder) throws Exception {
        new AdvisorJourney(firm).meets(client, mobile);
        advisor.press("生成保密协议").sees("草稿", "纸质签署");
        agreement = advisor.path();
        Path scan = folder.resolve("scan.pdf");
        Files.write(scan, advisor.fetch(agreement + "/agreement.pdf"));
        advisor.press("登记纸质协议")
                .type("原件存放处", "档案室三号柜")
                .upload("已签署的全部页面", scan)
                .press("登记纸质协议")
                .sees("等待另一位同事核对。", "纸质待复核");
        advisor.press("逐页核对").sees("登记人本人不能复核");
    }

    void isComparedBySomebodyElse() {
        Visitor officer = firm.colleague("guqy").at();
        officer.open("/").press("去处理", "的纸质签署件等待您核对").sees("每一页都已识别，属于这一版本");
        officer.tickAll("page").press("复核无误，协议生效").sees("已核对一致，现已生效。");
        advisor.open(agreement).sees("生效", "第二人逐页核对，确认一致").doesNotSee("档案室三号柜");
    }
}
