package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/// The security officer: devices, networks, backups and the log; never a client's value.
final class SecurityOfficerJourney {

    private final Firm firm;

    SecurityOfficerJourney(Firm firm) {
        this.firm = firm;
    }

    /// A device that a colleague registered waits on 今日 and is confirmed in two taps.
    void confirmsADeviceInTwoTaps() throws InterruptedException {
        firm.colleague("shen").at().open("/devices").press("登记这台设备").sees("待确认");
        Visitor at = firm.colleague("yan").comesBack().at();
        int before = at.open("/").taps();
        at.press("去处理", "台设备等您确认").press("确认", "沈顾问");
        assertThat(at.taps() - before).as("taps to confirm a device").isLessThanOrEqualTo(2);
        at.sees("已保存，立即生效。");
        firm.colleague("shen").at().open("/devices").sees("（这一台）", "已登记").doesNotSee("待确认");
    }

    /// What is no network changes nothing.
    void bringsInNoNetworkThatIsNone() {
        Visitor at = firm.colleague("yan").at();
        at.open("/devices").type("网络地址范围", "办公室").press("保存").sees("有一行不是网络地址范围。");
        assertThat(at.open("/devices").page().locator("#ranges").inputValue()).isEmpty();
    }

    /// A backup on a page of its own, and the newest one brought back to see whether it opens.
    void backsUpAndTriesTheBackup() {
        Visitor at = firm.colleague("yan").at();
        at.open("/backups").press("立即备份").sees("完成", "结束时间");
        at.open("/backups").press("试着恢复最新一份").sees("完成", "抽查能打开的加密内容");
    }

    void seesThatTheLogIsWholeAndNoClient() {
        Visitor at = firm.colleague("yan").at();
        at.open("/records").sees("已入账").press("账本状态").sees("均未超时");
        at.open("/clients").sees("这里暂时不能打开");
        at.open("/staff").sees("沈顾问").doesNotSee("沈一诺", "邀请");
    }
}
