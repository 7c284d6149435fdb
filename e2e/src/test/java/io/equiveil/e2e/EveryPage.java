package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Follows every link that somebody has, and looks each page over: in both languages, at both widths, light and
/// dark.
final class EveryPage {

    private static final String PICTURES = System.getProperty("equiveil.pictures", "");
    private static final String LINKS = """
            () => [...document.querySelectorAll("a[href]:not([download])")]
                .map((link) => link.getAttribute("href"))
                .filter((path) => path.startsWith("/"))
            """;
    // Files, and switches of the page itself.
    private static final String NO_PAGE =
            "(/api/.*|.*(\\.(pdf|cer|pem)|/evidence|/picture|/ledger/(checkpoint|key)|[?&](lang|text)=).*)";

    // What a page is made of, whatever it says: kinds of parts, and what its forms do.
    private static final String PARTS = """
            () => [...new Set([...document.querySelectorAll("body *")].map((one) =>
                    one.localName + "." + [...one.classList].sort().join(".") + (one.name ?? "")))].sort().join(" ")
            """;

    /// Of pages alike but for an identifier so many are opened, for they stand in different states.
    private static final int EXAMPLES = 4;

    /// Shared: what one role has looked over, made of the same parts, another need not.
    private static final Set<String> SEEN = new HashSet<>();

    private final Visitor visitor;
    private final Page page;

    EveryPage(Visitor visitor) {
        this.visitor = visitor;
        this.page = visitor.page();
    }

    /// @param must pages that have to be among those found, so that a walk that finds nothing fails
    void from(String start, List<String> must) {
        Set<String> found = new TreeSet<>();
        Set<String> visited = new HashSet<>();
        Map<String, Integer> examples = new HashMap<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(start));
        while (!ahead.isEmpty()) {
            String path = ahead.pop();
            String pattern = Scrutiny.patternOf(path);
            if (path.matches(NO_PAGE) || !visited.add(path) || examples.merge(pattern, 1, Integer::sum) > EXAMPLES) {
                continue;
            }
            found.add(pattern);
            page.navigate(path);
            for (Object link : (List<?>) page.evaluate(LINKS)) {
                ahead.add((String) link);
            }
            if (SEEN.add(pattern + page.evaluate(PARTS))) {
                lookAt(path);
            }
        }
        assertThat(found).containsAll(must);
    }

    /// These pages and no others.
    void lookOver(String... paths) {
        for (String path : paths) {
            lookAt(path);
        }
    }

    /// One page, in every look that it has. axe sees each language and each width once, and the dark theme; the
    /// keyboard goes through once.
    private void lookAt(String path) {
        for (String language : List.of("zh-CN", "en")) {
            page.setViewportSize(Device.COMPUTER.width, Device.COMPUTER.height);
            page.navigate(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
            if (language.equals("zh-CN")) {
                new Keyboard(page).goesThrough();
                visitor.scrutiny().look(page, Device.COMPUTER.width);
            } else {
                visitor.scrutiny().fits(page, Device.COMPUTER.width);
            }
            picture(path, language, Device.COMPUTER);
            page.setViewportSize(Device.PHONE.width, Device.PHONE.height);
            if (language.equals("zh-CN")) {
                visitor.scrutiny().fits(page, Device.PHONE.width);
            } else {
                visitor.scrutiny().look(page, Device.PHONE.width);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                visitor.scrutiny().contrast(page);
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            }
            picture(path, language, Device.PHONE);
        }
    }

    private void picture(String path, String language, Device device) {
        if (!PICTURES.isEmpty()) {
            String file = "page" + Scrutiny.patternOf(path).replaceAll("[^A-Za-z0-9]+", "-") + "." + language + "."
                    + device.width + ".png";
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(PICTURES, file)));
        }
    }
}
