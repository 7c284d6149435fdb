package io.equiveil.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The machine's own Chromium, with the application's authority imported as the terminal says. So a page over a
/// broken certificate fails here as it would fail there, and passkeys work, which browsers refuse on such
/// pages.
final class Chromium implements AutoCloseable {

    private static final List<String> WITHOUT_OWN_TRAFFIC = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// @param home  becomes the browser's home folder, so that the machine's real one is left alone
    /// @param trust an authority whose certificates the browser shall believe
    static Chromium open(Path home, Path trust) throws Exception {
        importAuthority(home, trust);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        Playwright playwright = Playwright.create();
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(executable())
                                    .setChromiumSandbox(false)
                                    .setEnv(environment)
                                    .setArgs(WITHOUT_OWN_TRAFFIC)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    Browser browser() {
        return browser;
    }

    private static Path executable() {
        return Stream.of(
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("the journeys need Chromium: ./equiveil test installs it on Debian"));
    }

    /// Chromium on Linux believes what is in the NSS database of its home folder.
    private static void importAuthority(Path home, Path trust) throws Exception {
        Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
        certutil("-N", "-d", "sql:" + database, "--empty-password");
        certutil("-A", "-d", "sql:" + database, "-n", "equiveil", "-t", "C,,", "-i", trust.toString());
    }

    private static void certutil(String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("certutil"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError("certutil " + arguments[0] + ": " + said);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
