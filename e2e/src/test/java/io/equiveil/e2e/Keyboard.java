package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/// Somebody without a mouse: Tab comes to everything on the page that can be used, each time with a mark that can
/// be seen, and never gets stuck.
final class Keyboard {

    // Of a group of radio buttons the browser stops at one.
    private static final String PREPARE = """
            () => {
                const groups = new Set();
                const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
                    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden"
                        && one.checkVisibility({ visibilityProperty: true }))
                    .filter((one) => one.type !== "radio" || !groups.has(one.form?.action + one.name)
                        && groups.add(one.form?.action + one.name));
                globalThis.reached = new Set();
                globalThis.unmarked = [];
                document.addEventListener("focusin", ({ target }) => {
                    globalThis.reached.add(target.type === "radio" ? target.form?.action + target.name : target);
                    const look = getComputedStyle(target);
                    if (look.outlineStyle === "none" && look.boxShadow === "none") {
                        globalThis.unmarked.push(target.outerHTML.slice(0, 120));
                    }
                });
                globalThis.wanted = all;
                return all.length;
            }
            """;

    private static final String MISSED = """
            () => globalThis.wanted
                .filter((one) => !globalThis.reached.has(one.type === "radio" ? one.form?.action + one.name : one))
                .map((one) => "not reached: " + one.outerHTML.slice(0, 120))
                .concat(globalThis.unmarked.map((one) => "no mark: " + one))
            """;

    // Places that scroll by themselves are stops as well.
    private static final int MORE = 12;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /// Goes once through a page that was just opened.
    void goesThrough() {
        int stops = (int) page.evaluate(PREPARE);
        for (int i = 0; i < stops + MORE; i++) {
            page.keyboard().press("Tab");
        }
        assertThat((List<?>) page.evaluate(MISSED))
                .as("by keyboard on %s", page.url())
                .isEmpty();
    }
}
