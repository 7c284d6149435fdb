package io.equiveil.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Nobody has to believe the firm: the ledger, the witness and the seller's evidence file are checked by the program
/// that strangers get, and the disk is searched for what was entered.
final class ProofAct {

    private static final int MOST_WAITING = 60;

    private final Stage stage;
    private final VerifierProgram program;
    private final WitnessProcess.Running witness;
    private final Instant began;

    ProofAct(Stage stage, VerifierProgram program, WitnessProcess.Running witness, Instant began) {
        this.stage = stage;
        this.program = program;
        this.witness = witness;
        this.began = began;
    }

    void play(Party seller) {
        stage.act("核验与搜查", "Proof, and a search of the disk");
        Answer looks = stage.permitted(
                "卖方看到“谁看过我的资料”",
                "The seller sees who looked at what",
                seller.actor().get("/api/portal/lookups"));
        stage.checked(
                "其中也有被拒绝的查阅", "Refused attempts are among them", "listed", hasRefusal(looks) ? "listed" : "missing");
        ledger();
        evidence(seller);
        search();
    }

    private static boolean hasRefusal(Answer looks) {
        for (var look : looks.body().path("looks")) {
            if (look.path("refused").asBoolean(false)) {
                return true;
            }
        }
        return false;
    }

    private void ledger() {
        String url = stage.settings().baseUrl() + "/ledger/";
        waitForCosignature();
        int verdict = run(url, "--key", stage.report().ledgerKey(), "--witness", witness.key());
        // Between the publishing of a checkpoint and its cosignature lie milliseconds, into which a look may fall.
        for (int again = 0; again < 2 && verdict != 0; again++) {
            waitForCosignature();
            verdict = run(url, "--key", stage.report().ledgerKey(), "--witness", witness.key());
        }
        stage.checked(
                "用给外人的程序核验整本存证记录，见证方的签名必须在",
                "The program for strangers verifies the whole ledger, and demands the witness's signature",
                "exit 0",
                "exit " + verdict);
    }

    private void waitForCosignature() {
        String name = witness.key().substring(0, witness.key().indexOf('+'));
        for (int tries = 0; tries < MOST_WAITING; tries++) {
            String note = new String(
                    stage.enters().get("/ledger/checkpoint").bytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (note.contains("\n— " + name + " ")) {
                return;
            }
            AuthenticatorApp.pause();
        }
    }

    /// The seller takes home what was recorded about its data, and anybody can check it.
    private void evidence(Party seller) {
        Answer file = seller.actor().get("/api/portal/evidence");
        for (int tries = 0; tries < 20 && file.status() == 503; tries++) {
            AuthenticatorApp.pause();
            file = seller.actor().get("/api/portal/evidence");
        }
        stage.permitted("卖方下载自己的存证文件", "The seller takes the evidence file home", file);
        try {
            Path kept = Files.createTempFile("equiveil-evidence", ".json");
            Files.write(kept, file.bytes());
            int verdict = run(kept.toString(), "--key", stage.report().ledgerKey());
            Files.delete(kept);
            stage.checked(
                    "不联网也能核验这份存证文件", "Without any network the evidence file verifies", "exit 0", "exit " + verdict);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void search() {
        Path data = stage.settings().dataFolder();
        List<String> all = stage.report().confidential();
        // Telephone numbers cannot be made up, so other programs' files may hold them as well.
        List<String> unique =
                all.stream().filter(value -> !value.matches("1[0-9]{10}")).toList();
        List<LeakScanner.Leak> leaks = new ArrayList<>();
        LeakScanner everything = new LeakScanner(all);
        look(
                everything,
                data,
                Instant.MIN,
                leaks,
                "数据文件夹（数据库、预写日志、文件库、日志）",
                "The data folder (database, WAL, documents, logs)");
        look(everything, witness.folder(), Instant.MIN, leaks, "见证方的文件夹", "The witness's folder");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        look(new LeakScanner(unique), temporary, began, leaks, "系统的临时文件夹", "The system's temporary folder");
        stage.settings()
                .report()
                .map(Path::getParent)
                .ifPresent(folder -> look(
                        new LeakScanner(unique).withinOneFolder(),
                        folder,
                        began,
                        leaks,
                        "报告所在的文件夹",
                        "The report's folder"));
        leaks.stream()
                .map(leak -> "      " + leak.file() + " (" + leak.form() + ")")
                .forEach(stage::says);
    }

    private void look(
            LeakScanner scanner,
            Path folder,
            Instant since,
            List<LeakScanner.Leak> leaks,
            String chinese,
            String english) {
        // The report holds the values on purpose; data folders of others are not ours to search.
        Predicate<Path> left = path ->
                stage.settings().report().filter(path.toAbsolutePath()::equals).isPresent()
                        || !path.equals(folder) && Files.exists(path.resolve("equiveil-data"));
        try {
            LeakScanner.Search search = scanner.search(folder, since, left);
            boolean ours = since.equals(Instant.MIN);
            leaks.addAll(search.leaks());
            stage.checked(
                    chinese + "：搜查 " + search.files() + " 个文件，没有一处明文",
                    english + ": " + search.files() + " files searched, no value in clear",
                    "found 0",
                    "found " + search.leaks().size()
                            + (ours && !search.unread().isEmpty()
                                    ? ", unread " + search.unread().size()
                                    : ""));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int run(String... arguments) {
        try {
            return new ProcessBuilder(program.command(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }
}
