package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// The auditor's first ten minutes: an invitation with a scope and an end, the promises, 25 accesses drawn by a
/// seed, the package verified without us, one finding.
final class AuditorJourney {

    private static final String SEED = "20261128";

    private final Firm firm;

    AuditorJourney(Firm firm) {
        this.firm = firm;
    }

    void isInvitedWithAScopeAndAnEnd() throws InterruptedException {
        Visitor owner = firm.colleague("qin").at();
        owner.open("/staff")
                .press("邀请审计人员")
                .sees("审计范围和期限", "最后一天过后，账号不再打开任何内容")
                .type("姓名", "邵文")
                .type("登录名", "shao")
                .type("花名", "邵审计")
                .type("项目", "没有这个项目")
                .press("生成链接")
                .sees("没有这个代号的项目")
                .type("项目", "")
                .press("生成链接")
                .sees("链接只显示这一次");
        String link = owner.reads("figcaption code");
        firm.welcome(Colleague.setUp(firm.visitor("shao", Device.COMPUTER), link, "shao"));
    }

    /// From 今日 to the promises, in the order of the areas; no client's name and no way to one.
    void comesInAndSeesThePromisesAndNoClient() throws InterruptedException {
        Visitor at = firm.colleague("shao").signIn().at();
        at.open("/").sees("还没有抽查").press("承诺与现状").sees("1.1 ", "20.3 ");
        at.open("/clients").sees("这里暂时不能打开");
        at.open("/audit").sees("全部项目", "审计最后一天");
    }

    /// From 今日 to the accesses drawn it takes two taps.
    void drawsTwentyFiveAccesses() {
        Visitor at = firm.colleague("shao").at();
        int before = at.open("/").taps();
        at.press("去处理", "还没有抽查").type("种子", SEED).press("抽取");
        assertThat(at.taps() - before).as("taps to draw a sample").isLessThanOrEqualTo(2);
        at.sees("已抽取", SEED, "沈顾问", "依据").doesNotSee(JourneysTests.SELLER, JourneysTests.BUYER);
        assertThat(at.page().locator("section.access").count()).isEqualTo(25);
        at.press("有疑问").sees("有疑问的，请写明疑问");
        at.type("备注", "同一天多次查看，用途相同").press("有疑问").sees("还有 24 条没有看", "登记发现");
        at.press("正常", "还没有看").sees("还有 23 条没有看");
    }

    /// On a machine that has nothing but the verifier's one file: the evidence holds, and a changed byte does not.
    void verifiesThePackageWithoutUs(Path folder) throws Exception {
        Visitor at = firm.colleague("shao").at();
        Path archive = folder.resolve("audit.zip");
        at.download("下载证据包", archive);
        Path evidence = folder.resolve("all.json");
        String key;
        try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
            key = text(zip, "key.txt").strip();
            assertThat(text(zip, "README.txt")).contains(SEED, key, "不需要联网");
            assertThat(text(zip, "accesses.csv").lines()).hasSize(26);
            assertThat(zip.stream().filter(part -> part.getName().startsWith("evidence/")))
                    .hasSize(26);
            Files.writeString(evidence, text(zip, "evidence/all.json"));
        }
        assertThat(verified(evidence, key)).isZero();
        Files.writeString(evidence, Files.readString(evidence).replaceFirst("CONTACT", "TAX"));
        assertThat(verified(evidence, key)).isEqualTo(1);
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int verified(Path evidence, String key) throws Exception {
        Path jar;
        try (var jars = Files.list(Path.of("../verifier/target"))) {
            jar = jars.filter(file -> file.toString().endsWith("-cli.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("../verifier/target has no *-cli.jar"));
        }
        Process verifier = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        evidence.toString(),
                        "--key",
                        key))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(verifier.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return verifier.exitValue();
    }

    /// One finding, answered by the firm, agreed to, mended, tested and closed; each from 今日.
    void filesOneFindingAndSeesItClosed() {
        Visitor at = firm.colleague("shao").at();
        Visitor officer = firm.colleague("guqy").at();
        at.press("登记发现", "存证位置")
                .type("标题", "重复查看联系方式没有说明")
                .type("看到了什么", "抽中的查阅在同一天重复多次，用途相同。")
                .press("提交发现")
                .sees("已登记，合规负责人会在今日看到。", "待答复");
        officer.open("/")
                .press("去处理", "条审计发现等待答复")
                .sees("重复查看联系方式没有说明")
                .type("打算怎么改", "每周由部门负责人复核")
                .press("提交答复")
                .sees("已答复，等对方确认。");
        at.open("/").press("去处理", "条审计发现等待您确认").press("同意整改办法").sees("整改中");
        officer.open("/")
                .press("去处理", "条审计发现正在整改")
                .type("做了什么", "已经开始每周复核")
                .press("整改已完成")
                .sees("待复测");
        at.open("/").press("去处理", "条审计发现等待您确认").press("复测通过，关闭").sees("已关闭");
        assertThat(at.reads(Pattern.compile("发现 [0-9]+"))).isNotEmpty();
    }
}
