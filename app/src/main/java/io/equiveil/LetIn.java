package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.StartRefused;
import io.equiveil.identity.InviteResult;
import io.equiveil.identity.LostFactors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// `let-in`: somebody lost a factor and nobody else is there to agree, a sole owner above all. Whoever has the machine
/// and opens the root key with its passphrase gets a one-time link, which the log and 今日 tell of.
///
/// The house must be stopped: the passphrase is shown by opening it, with every door closed.
final class LetIn {

    private LetIn() {}

    static int run(Terminal terminal, Map<String, String> environment, Options options) throws IOException {
        Path data = options.data();
        DataFolder.Use use = DataFolder.useOf(data)
                .orElseThrow(
                        () -> new StartRefused(data + " 不是股隐的数据文件夹。", data + " is not a data folder of EquiVeil."));
        String login = options.login().orElseThrow();
        InviteResult.Invited invited;
        try (ClosedHouse house = ClosedHouse.open(terminal, environment, options)) {
            invited = house.bean(LostFactors.class)
                    .letInFromTheMachine(login)
                    .orElseThrow(() -> new StartRefused(
                            "没有登录名为 " + login + " 的在用账号。", "No account in use has the handle " + login + "."));
        }
        PublicAddress address = use == DataFolder.Use.DEMO
                ? new PublicAddress("http", "localhost", Options.USUAL_DEMO_PORT)
                : new PublicAddress("https", Start.publicName(data).orElse("localhost"), options.port());
        terminal.step(
                "已写入存证记录，并会显示在负责人、合规负责人和安全负责人的“今日”里",
                "This is on record, and owner, compliance and security officer will read of it on their pages");
        terminal.step(
                "启动后，请在 48 小时内用这个一次性链接重新设置口令和验证器",
                "Start, and set password and authenticator anew with this one-time link within 48 hours");
        terminal.line("  " + address.origin().resolve(invited.linkPath().revealForDisplay()));
        return CommandLine.OK;
    }
}
