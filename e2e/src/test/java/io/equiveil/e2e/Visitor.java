package io.equiveil.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Somebody at a device. Does what people do (open, press, type, tick, look) and finds things as people do, by
/// what is written on them. Every page it comes to is looked over.
class Visitor implements AutoCloseable {

    private static final String PICTURES = System.getProperty("equiveil.pictures", "");
    private static final AtomicInteger TAKEN = new AtomicInteger();
    private static final double PATIENCE_MILLIS = 60_000;

    private static final String COUNTS_PASSKEYS = """
            for (const act of ["get", "create"]) {
                const asked = navigator.credentials?.[act]?.bind(navigator.credentials);
                if (asked) {
                    navigator.credentials[act] = (wanted) => {
                        globalThis.passkeysAsked = (globalThis.passkeysAsked ?? 0) + 1;
                        return asked(wanted);
                    };
                }
            }
            """;

    private static final String TAKES = """
            async (path) => {
                const answer = await fetch(path);
                if (!answer.ok) {
                    throw new Error(path + " answered " + answer.status);
                }
                const bytes = new Uint8Array(await answer.arrayBuffer());
                return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
            }
            """;

    private final String name;
    private final Device device;
    private final BrowserContext context;
    private final Page page;
    private final Scrutiny scrutiny;
    private final List<Download> downloads = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private String lookedAt = "";
    private Effort effort = Effort.NONE;

    static {
        // Also what is looked for may take its time on a machine that is busy.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    Visitor(String name, Browser browser, Browser.NewContextOptions options, Device device) {
        this.name = name;
        this.device = device;
        this.context = browser.newContext(options);
        this.scrutiny = new Scrutiny(context, options.baseURL);
        context.addInitScript(COUNTS_PASSKEYS);
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onDownload(downloads::add);
    }

    Page page() {
        return page;
    }

    Scrutiny scrutiny() {
        return scrutiny;
    }

    /// The path of the page that is open.
    String path() {
        return java.net.URI.create(page.url()).getPath();
    }

    Visitor open(String path) {
        page.navigate(path);
        return arrived();
    }

    /// Presses a button or follows a link, by what it says; in what the page is about rather than around it.
    Visitor press(String words) {
        Locator inside = within(page.locator("main"), words);
        return press(inside.count() > 0 ? inside : within(page.locator("body"), words));
    }

    /// Presses what says so in the row, card or panel that shows some other words.
    Visitor press(String words, String beside) {
        Locator place = page.locator("tr, li, .panel, section, dl > div")
                .filter(new Locator.FilterOptions().setHasText(beside))
                .filter(new Locator.FilterOptions().setHas(within(page.locator(":scope"), words)))
                .last();
        return press(within(place, words));
    }

    private static Locator within(Locator place, String words) {
        return place.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(words).setExact(true))
                .or(place.getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(words).setExact(true)))
                .first();
    }

    private Visitor press(Locator control) {
        control.click();
        effort = effort.andATap();
        return arrived();
    }

    /// How often something was pressed so far: buttons and links, not what is typed or ticked.
    int taps() {
        return effort.taps();
    }

    /// What all of it would have cost a person so far.
    Effort effort() {
        return effort;
    }

    /// How often a page was come to.
    long timesAt(String path) {
        return paths.stream().filter(path::equals).count();
    }

    private Visitor arrived() {
        page.waitForLoadState();
        try {
            lookedAt = page.url();
            paths.add(path());
            scrutiny.look(page, device.width);
        } catch (RuntimeException left) {
            // A script of the page may lead on while it is being looked at.
            if (!Scrutiny.isBecauseOfLeaving(left)) {
                throw left;
            }
            return arrived();
        } finally {
            picture();
        }
        return this;
    }

    Visitor type(String label, String text) {
        field(label).fill(text);
        effort = effort.andTyping(text);
        return this;
    }

    Visitor tick(String... labels) {
        for (String label : labels) {
            field(label).check();
            effort = effort.andAChoice();
        }
        return this;
    }

    /// A field by its label, whether or not it says that it may be left empty.
    private Locator field(String label) {
        // The browser's own kind of pattern, which knows no \Q.
        String literal = label.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0");
        return page.getByLabel(Pattern.compile("^\\s*" + literal + "\\s*(选填)?\\s*$"))
                .first();
    }

    /// Follows a link that says this and something more.
    Visitor follow(String words) {
        return press(page.locator("main a")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first());
    }

    /// Ticks every box of a field.
    Visitor tickAll(String name) {
        page.locator("input[name=" + name + "]").all().forEach(box -> {
            box.check();
            effort = effort.andAChoice();
        });
        return this;
    }

    /// What is served at a path to whoever is signed in here, as the browser takes it.
    byte[] fetch(String path) {
        return Base64.getDecoder().decode((String) page.evaluate(TAKES, path));
    }

    Visitor select(String label, String option) {
        field(label).selectOption(option);
        effort = effort.andAChoice();
        return this;
    }

    Visitor selectLabel(String label, String option) {
        field(label).selectOption(new SelectOption().setLabel(option));
        effort = effort.andAChoice();
        return this;
    }

    /// Unfolds what lies under a summary.
    Visitor unfold(String words) {
        page.locator("summary")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .click();
        effort = effort.andAChoice();
        return this;
    }

    Visitor upload(String label, Path file) {
        field(label).setInputFiles(file);
        return this;
    }

    /// Types one key wherever the focus is.
    Visitor key(String key) {
        page.keyboard().press(key);
        return this;
    }

    Finger finger() {
        return new Finger(page);
    }

    /// Sees all of these words, soon.
    Visitor sees(String... words) {
        for (String each : words) {
            assertThat(page.locator("body")).containsText(each);
        }
        // A script may have led on after the press.
        return page.url().equals(lookedAt) ? this : arrived();
    }

    /// Was never asked for a passkey, and no page so far wanted a download.
    Visitor neverOffers(String passkey) {
        doesNotSee(passkey);
        assertThat(page.evaluate("() => globalThis.passkeysAsked ?? 0")).isEqualTo(0);
        assertThat(downloads).isEmpty();
        return this;
    }

    /// Presses what leads to a download, on purpose.
    void download(String words, Path to) {
        Download download =
                page.waitForDownload(() -> within(page.locator("body"), words).click());
        download.saveAs(to);
        downloads.remove(download);
    }

    Visitor doesNotSee(String... words) {
        assertThat(page.locator("body").innerText()).doesNotContain(words);
        return this;
    }

    /// What is written in the first place that a CSS selector finds.
    String reads(String selector) {
        return page.locator(selector).first().innerText().strip();
    }

    /// The first match of a pattern in what is written on the page.
    String reads(Pattern pattern) {
        var matcher = pattern.matcher(page.locator("main").innerText());
        assertThat(matcher.find()).as("%s on %s", pattern, page.url()).isTrue();
        return matcher.group();
    }

    /// The headings of the page, for assertions on its order.
    List<String> headings() {
        return page.locator("main h2").allInnerTexts();
    }

    private void picture() {
        if (!PICTURES.isEmpty()) {
            String place = page.url().replaceFirst("https?://[^/]+", "").replaceFirst("[?#].*", "");
            String file =
                    "%03d-%s-%s.png".formatted(TAKEN.incrementAndGet(), name, place.replaceAll("[^A-Za-z0-9]+", "-"));
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(PICTURES, file.length() > 120 ? file.substring(0, 116) + ".png" : file)));
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
