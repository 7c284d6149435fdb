package io.equiveil.evidence;

import io.equiveil.engine.Play.PlaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What came of the example transfer: printed step by step, and written as JSON for scripts.
final class PlayReport {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

    private final List<Account> accounts = new ArrayList<>();
    private final List<String> confidential = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String ledgerUrl = "";
    private String ledgerKey = "";

    /// Who can sign in, and with what.
    record Account(String role, String login, String password, String totpSecret, String pin) {}

    private record Step(String name, String expected, String outcome, boolean asExpected) {}

    void ledger(String url, String key) {
        ledgerUrl = url;
        ledgerKey = key;
    }

    void account(Account account) {
        accounts.add(account);
    }

    void confidential(String... values) {
        confidential.addAll(List.of(values));
    }

    void step(String name, String expected, String outcome, boolean asExpected) {
        steps.add(new Step(name, expected, outcome, asExpected));
        System.out.println(
                (asExpected ? "  ✓ " : "  ✗ ") + name + (outcome.equals(expected) ? "" : "  [" + outcome + "]"));
    }

    boolean allAsExpected() {
        return steps.stream().allMatch(Step::asExpected);
    }

    /// No default passwords, the demo included.
    static String newPassword() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    void summary() {
        System.out.println();
        System.out.println("可以登录的账户 / accounts:");
        for (Account account : accounts) {
            System.out.println("  " + account.role() + "  " + account.login()
                    + (account.password().isEmpty() ? "  PIN " + account.pin() : "  " + account.password())
                    + (account.totpSecret().isEmpty() ? "" : "  TOTP " + account.totpSecret()));
        }
        long wrong = steps.stream().filter(step -> !step.asExpected()).count();
        System.out.println(
                wrong == 0
                        ? "全部 " + steps.size() + " 步均符合预期。 / All " + steps.size() + " steps came out as expected."
                        : wrong + " 步不符合预期。 / " + wrong + " steps did not come out as expected.");
    }

    void write(PlaySettings settings) {
        if (settings.report().isEmpty()) {
            return;
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("baseUrl", settings.baseUrl().toString());
        report.put("ledgerUrl", ledgerUrl);
        report.put("ledgerKey", ledgerKey);
        report.put("accounts", accounts);
        report.put("confidentialValues", confidential);
        report.put(
                "steps",
                steps.stream()
                        .map(step ->
                                Map.of("name", step.name(), "expected", step.expected(), "outcome", step.outcome()))
                        .toList());
        try {
            Files.write(settings.report().get(), JsonMapper.builder().build().writeValueAsBytes(report));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Looks for every confidential value in every file written since the play began, below the data folder
    /// and in the
    /// system's temporary folder, in the encodings in which it might have leaked. Returns names of files,
    /// never values.
    List<String> searchFor(Path dataFolder, Instant since) {
        List<byte[]> needles = new ArrayList<>();
        for (String value : confidential) {
            for (Charset charset : List.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16LE,
                    StandardCharsets.UTF_16BE,
                    Charset.forName("GBK"))) {
                byte[] bytes = value.getBytes(charset);
                needles.add(bytes);
                needles.add(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
                needles.add(Base64.getEncoder().withoutPadding().encode(bytes));
            }
        }
        List<String> found = new ArrayList<>();
        for (Path root : List.of(dataFolder, Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
            search(root, since, needles, found);
        }
        return found;
    }

    private static void search(Path root, Instant since, List<byte[]> needles, List<String> found) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    boolean written = attributes.isRegularFile()
                            && !attributes.lastModifiedTime().toInstant().isBefore(since);
                    if (written && attributes.size() < 256L * 1024 * 1024 && holds(Files.readAllBytes(file), needles)) {
                        found.add(file.toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean holds(byte[] content, List<byte[]> needles) {
        for (byte[] needle : needles) {
            if (indexOf(content, needle) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(byte[] content, byte[] needle) {
        outer:
        for (int i = 0; i <= content.length - needle.length; i++) {
            if (content[i] != needle[0]) {
                continue;
            }
            for (int j = 1; j < needle.length; j++) {
                if (content[i + j] != needle[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
