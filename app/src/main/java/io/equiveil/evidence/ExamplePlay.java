package io.equiveil.evidence;

import io.equiveil.engine.FirstStart;
import io.equiveil.engine.Play;
import io.equiveil.evidence.PlayReport.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The example transfer that `demo` plays through the public HTTP interface, act by act: a seller, a buyer, two
/// advisors, a compliance officer, a security officer and a law firm. Says of each step what was expected and what
/// came.
@Component
class ExamplePlay implements Play {

    private static final Logger LOG = LoggerFactory.getLogger(ExamplePlay.class);

    private final Optional<FirstStart> firstStart;
    private final WitnessProcess witnessProcess;
    private final Words words;
    private final Clock clock;
    private volatile List<Account> accounts = List.of();

    ExamplePlay(Optional<FirstStart> firstStart, WitnessProcess witnessProcess, Words words, Clock clock) {
        this.firstStart = firstStart;
        this.witnessProcess = witnessProcess;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public boolean play(PlaySettings settings) {
        Instant began = clock.instant();
        Optional<String> link = firstStart.flatMap(FirstStart::oneTimePath);
        try (HttpClient http = HttpClient.newHttpClient()) {
            Stage stage = new Stage(settings, http, words, clock);
            String key = new String(stage.enters().get("/ledger/key").bytes(), StandardCharsets.UTF_8).strip();
            stage.report().ledger(settings.baseUrl() + "/ledger/", key);
            Path own = WitnessProcess.folderFor(settings.dataFolder());
            VerifierProgram program = VerifierProgram.find(settings.dataFolder().resolve("run"));
            WitnessProcess.Running witness =
                    witnessProcess.start(program, settings.dataFolder(), key, link.isPresent());
            stage.says("· 见证方在第二个进程里运行，自有文件夹和密钥：" + own + " / A witness runs in a second process with its own folder"
                    + " and key");
            if (link.isEmpty()) {
                stage.says("· 示例此前已演过，服务继续运行；要重新演，请另选 --data 或删除数据文件夹 / The example was played before; the server"
                        + " keeps running. To play it anew choose another --data or delete the data folder");
                return settings.report().isEmpty();
            }
            boolean whole = perform(stage, link.get(), program, witness, began);
            settings.report().ifPresent(file -> stage.report().write(file, settings.baseUrl()));
            summary(stage);
            accounts = stage.report().accounts();
            return whole && stage.report().wrong() == 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public List<SignIn> signIns() {
        return accounts.stream()
                .map(account -> new SignIn(
                        account.role(),
                        account.login(),
                        account.password(),
                        account.pin(),
                        account.totpSecret().isEmpty() ? "" : new AuthenticatorApp(account.totpSecret()).current()))
                .toList();
    }

    /// @return whether it was played to the end
    private static boolean perform(
            Stage stage, String link, VerifierProgram program, WitnessProcess.Running witness, Instant began) {
        try {
            Staff staff = new StaffAct(stage).play(link);
            TakingOnAct takingOn = new TakingOnAct(stage, staff);
            Party seller = takingOn.seller();
            Party buyer = takingOn.buyer();
            new ConditionsAct(stage, staff).play(seller);
            String matter = new MatterAct(stage, staff).play(seller);
            Deal deal = new DataRoomAct(stage, staff).play(matter, seller);
            String view = new BuyerAct(stage, staff).play(deal, seller, buyer);
            new PartnerAct(stage, staff).play(deal);
            new ClosingAct(stage, staff).play(deal, seller, buyer, view);
            new TomorrowAct(stage, staff).play(seller, buyer);
            new ProofAct(stage, program, witness, began).play(seller);
            return true;
        } catch (RuntimeException broken) {
            LOG.error("the play broke off: {}", broken.getClass().getName());
            stage.checked("演出中断", "The play broke off", "-", broken.getClass().getSimpleName());
            return false;
        }
    }

    private static void summary(Stage stage) {
        PlayReport report = stage.report();
        stage.says("");
        stage.says(
                report.wrong() == 0
                        ? "全部 " + report.count() + " 步符合预期 / All " + report.count() + " steps came out as expected"
                        : report.wrong() + " 步不符合预期 / " + report.wrong() + " steps did not come out as expected");
        stage.says("");
        stage.says("可以登录的账户 / Who can sign in, at " + stage.settings().baseUrl() + " :");
        for (Account account : report.accounts()) {
            Words.Said role = stage.text("evidence.play.role." + account.role());
            String with = account.pin().isEmpty()
                    ? "口令 / password " + account.password() + "  TOTP " + account.totpSecret()
                    : "PIN " + account.pin();
            stage.says("  " + account.login() + "  " + role + "  " + with);
        }
        stage.says("  " + stage.text("evidence.play.client-code"));
        stage.says("  " + stage.text("evidence.play.today"));
        stage.settings().report().ifPresent(file -> stage.says("报告 / Report: " + file));
    }
}
