package io.equiveil.verifier;

import io.equiveil.proofs.CanonicalJson;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// `verify <evidence file, ledger address or folder> --key <vkey>`: one line per check.
///
/// Exit code 0: everything holds. 1: something does not. 2: could not tell (network, unreadable file, missing key).
public final class Verify {

    private Verify() {}

    /// Runs the command and leaves with its exit code. `witness` as first word runs [Witness] instead.
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("witness")) {
            Witness.main(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
            return;
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset());
        int exit = run(List.of(arguments), Locale.getDefault(), out);
        out.flush();
        System.exit(exit);
    }

    /// Runs the command within this process.
    ///
    /// @param arguments as on the command line
    /// @param locale    decides the language where `--lang` does not
    /// @param out       takes the lines
    /// @return the exit code
    public static int run(List<String> arguments, Locale locale, PrintStream out) {
        Texts texts = new Texts(Options.language(arguments, locale));
        if (arguments.contains("--help") || arguments.isEmpty()) {
            out.println(texts.say("usage"));
            return arguments.isEmpty() ? Report.CANNOT_TELL : Report.ALL_HOLD;
        }
        Report report = new Report();
        try {
            Options options = Options.parse(arguments);
            check(options, report);
            print(options, report, texts, out);
        } catch (Options.WrongException wrong) {
            out.println(Outcome.UNKNOWN.word() + "  " + texts.say(wrong.message(), wrong.fact()));
            out.println(texts.say("usage"));
            return Report.CANNOT_TELL;
        }
        return report.exitCode();
    }

    private static void check(Options options, Report report) {
        Optional<byte[]> note;
        try {
            note = checkTarget(options, report);
        } catch (RuntimeException unforeseen) {
            // A fault of ours must never look like an answer.
            report.unknown("target", "target.unforeseen", unforeseen.getClass().getSimpleName());
            return;
        }
        if (options.save().isPresent() && note.isPresent() && report.exitCode() == Report.ALL_HOLD) {
            try {
                DurableFile.write(options.save().get(), note.get());
                report.holds("save", "save.holds", options.save().get());
            } catch (IOException full) {
                report.unknown("save", "save.fails", options.save().get());
            }
        }
    }

    private static Optional<byte[]> checkTarget(Options options, Report report) {
        String target = options.target();
        if (target.matches("(?i)https?://.+")) {
            try {
                URI.create(target);
                return new LedgerChecks(options, report, new HttpLedger(client(options), target)).check();
            } catch (IllegalArgumentException notAnAddress) {
                report.unknown("target", "target.unknown", target);
            } catch (IOException | GeneralSecurityException noCertificates) {
                report.unknown("target", "target.ca");
            }
            return Optional.empty();
        }
        try {
            Path path = target.startsWith("file:") ? Path.of(URI.create(target)) : Path.of(target);
            if (Files.isDirectory(path)) {
                return new LedgerChecks(options, report, new FolderLedger(path)).check();
            }
            return new EvidenceChecks(options, report).check(path);
        } catch (IllegalArgumentException notAPath) {
            report.unknown("target", "target.unknown", target);
            return Optional.empty();
        }
    }

    private static HttpClient client(Options options) throws IOException, GeneralSecurityException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER);
        if (options.ca().isPresent()) {
            client.sslContext(trusting(options.ca().get()));
        }
        return client.build();
    }

    private static SSLContext trusting(Path certificates) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(certificates)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void print(Options options, Report report, Texts texts, PrintStream out) {
        if (options.json()) {
            out.println(json(options, report, texts));
            return;
        }
        out.println(texts.say("head", options.key().name(), options.key().fingerprint()));
        for (Finding finding : report.findings()) {
            out.printf("%-8s %s%n", finding.outcome().word(), texts.say(finding.message(), finding.facts()));
        }
        out.println(texts.say("end." + report.exitCode()));
    }

    private static String json(Options options, Report report, Texts texts) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (Finding finding : report.findings()) {
            checks.add(Map.of(
                    "check", finding.check(),
                    "outcome", finding.outcome().word(),
                    "text", texts.say(finding.message(), finding.facts())));
        }
        Map<String, Object> answer = new TreeMap<>();
        answer.put("target", options.target());
        answer.put("key", options.key().render());
        answer.put("fingerprint", options.key().fingerprint());
        answer.put("checks", checks);
        answer.put("exit", report.exitCode());
        return new String(CanonicalJson.write(answer), StandardCharsets.UTF_8);
    }

    /// The terminal's own encoding if it knows Chinese, else UTF-8: never question marks.
    private static Charset charset() {
        for (String property : List.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")) {
            String name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                Charset charset = Charset.forName(name);
                return charset.newEncoder().canEncode("\u80a1\u9690") ? charset : StandardCharsets.UTF_8;
            }
        }
        return StandardCharsets.UTF_8;
    }
}
