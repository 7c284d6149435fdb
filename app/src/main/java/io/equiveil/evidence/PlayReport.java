package io.equiveil.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What came of the example transfer, for scripts: written as JSON when the play is over.
final class PlayReport {

    private final List<Account> accounts = new ArrayList<>();
    private final List<String> confidential = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String ledgerUrl = "";
    private String ledgerKey = "";

    /// Who can sign in, and with what. A client signs in with the mobile number, the PIN and a one-time code.
    record Account(String role, String login, String password, String totpSecret, String pin) {}

    /// A step of the play. What came is as expected exactly when the two texts are equal.
    ///
    /// @param expected `permit`, `refuse <reason>`, `exit <code>` or `found <count>`
    record Step(String name, String expected, String outcome) {

        boolean asExpected() {
            return expected.equals(outcome);
        }
    }

    void ledger(String url, String key) {
        ledgerUrl = url;
        ledgerKey = key;
    }

    String ledgerKey() {
        return ledgerKey;
    }

    void account(Account account) {
        accounts.add(account);
    }

    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /// Values that were entered and must not stand anywhere in clear.
    void confidential(String... values) {
        for (String value : values) {
            if (!confidential.contains(value)) {
                confidential.add(value);
            }
        }
    }

    List<String> confidential() {
        return List.copyOf(confidential);
    }

    void step(Step step) {
        steps.add(step);
    }

    int count() {
        return steps.size();
    }

    long wrong() {
        return steps.stream().filter(step -> !step.asExpected()).count();
    }

    /// Writes all of it or nothing, readable by its owner only: it holds passwords.
    void write(Path file, URI baseUrl) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("baseUrl", baseUrl.toString());
        report.put("ledgerUrl", ledgerUrl);
        report.put("ledgerKey", ledgerKey);
        report.put("accounts", accounts);
        report.put("confidentialValues", confidential);
        report.put(
                "steps",
                steps.stream()
                        .map(step -> new TreeMap<>(
                                Map.of("name", step.name(), "expected", step.expected(), "outcome", step.outcome())))
                        .toList());
        try {
            Path half = Files.createTempFile(
                    file.getParent(),
                    file.getFileName().toString(),
                    ".half",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(half, JsonMapper.builder().build().writeValueAsBytes(report));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
