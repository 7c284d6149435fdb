package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is looked for on every page that anybody in the journeys sees: what axe calls serious or critical,
/// words on the browser's console, reports of the content-security policy, requests to a foreign host, parts
/// that did not load, script or style inside the page, and scrolling sideways.
final class Scrutiny {

    /// Seen by any visitor, so that axe looks once at each page in each language, width and state.
    private static final Set<String> LOOKED_AT = new HashSet<>();

    private static final String REPORTS_OF_THE_POLICY = """
            document.addEventListener("securitypolicyviolation",
                (report) => console.error("content-security policy: " + report.violatedDirective + " " + report.blockedURI));
            """;

    private static final Pattern INSIDE_THE_PAGE =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>|<style[^>]*>|<[a-z][^>]*\\s(?:style|on[a-z]+)=[^>]*>");

    private static final String TOO_WIDE = """
            () => document.documentElement.scrollWidth <= %d ? [] : [...document.querySelectorAll("body *")]
                .filter((one) => one.getBoundingClientRect().right > %d + 1)
                .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5)
            """;

    private final String address;
    private final List<String> faults = new ArrayList<>();
    private Optional<Response> latest = Optional.empty();

    /// @param address the only host that pages may speak to
    Scrutiny(BrowserContext context, String address) {
        this.address = address;
        context.addInitScript(REPORTS_OF_THE_POLICY);
        context.onConsoleMessage(message -> {
            // Answers with 4xx are judged below, where it is known whether they are a page or a missing part of one.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource: the server")) {
                faults.add("console: " + message.text() + " at " + message.location());
            }
        });
        context.onWebError(error -> faults.add("script: " + error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(address + "/") && !request.url().startsWith("blob:" + address)) {
                faults.add("foreign host: " + request.url());
            }
        });
        context.onRequestFailed(request -> {
            String why = String.valueOf(request.failure());
            // What a page no longer wanted, because it was left.
            if (!why.contains("ERR_ABORTED")) {
                faults.add("not loaded: " + request.url() + " " + why);
            }
        });
        context.onResponse(this::judge);
    }

    private void judge(Response response) {
        String kind = response.request().resourceType();
        if (response.request().isNavigationRequest() && response.status() / 100 != 3) {
            latest = Optional.of(response);
        }
        boolean part = Set.of("stylesheet", "script", "image", "font").contains(kind);
        if (part && response.status() >= 400) {
            faults.add(kind + " answered " + response.status() + ": " + response.url());
        }
        if (response.status() >= 500 && response.status() != 503) {
            faults.add(kind + " answered " + response.status() + ": " + response.url());
        }
    }

    /// Looks the page over.
    ///
    /// @param width in CSS pixels, beyond which nothing may reach
    void look(Page page, int width) {
        look(page, width, "");
    }

    /// @param state a name for what distinguishes this page from the same one in other circumstances
    void look(Page page, int width, String state) {
        asSent().ifPresent(html -> INSIDE_THE_PAGE
                .matcher(html)
                .results()
                .forEach(found -> faults.add("inside the page: " + found.group())));
        reachesBeyond(page, width);
        String key = page.evaluate("() => document.documentElement.lang") + " " + width + " " + state + " "
                + patternOf(page.url().replace(address, "")) + page.title().length();
        if (!LOOKED_AT.contains(key)) {
            report(new AxeBuilder(page).setLegacyMode(true));
            LOOKED_AT.add(key);
        }
        clean(page.url());
    }

    /// Whether looking failed only because the page was being left.
    static boolean isBecauseOfLeaving(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains("because of a navigation")) {
                return true;
            }
        }
        return false;
    }

    /// Looks at nothing but what was found on the way here and whether the page reaches beyond the screen.
    void fits(Page page, int width) {
        reachesBeyond(page, width);
        clean(page.url());
    }

    /// Fails if anything was found since the visitor came.
    void clean(String where) {
        List<String> found = List.copyOf(faults);
        faults.clear();
        assertThat(found).as(where).isEmpty();
    }

    /// Looks at nothing but the contrast of what is written, as in the dark theme.
    void contrast(Page page) {
        report(new AxeBuilder(page).setLegacyMode(true).withRules(List.of("color-contrast")));
        clean(page.url());
    }

    /// The page as it came over the wire, before any script of ours touched it.
    private Optional<String> asSent() {
        try {
            return latest.map(Response::text);
        } catch (PlaywrightException alreadyLeft) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private void reachesBeyond(Page page, int width) {
        for (String found : (List<String>) page.evaluate(TOO_WIDE.formatted(width, width))) {
            faults.add("wider than " + width + ": " + found);
        }
    }

    private void report(AxeBuilder axe) {
        for (Rule violation : axe.analyze().getViolations()) {
            if (Set.of("serious", "critical").contains(violation.getImpact())) {
                for (CheckedNode node : violation.getNodes()) {
                    faults.add("axe " + violation.getId() + ": " + node.getHtml() + " " + node.getFailureSummary());
                }
            }
        }
    }

    /// A path without what names a person, a matter or a secret.
    static String patternOf(String path) {
        return path.replaceFirst("[?#].*", "")
                .replaceFirst("^/(law|controls)/[A-Z0-9][^/]*", "/$1/*")
                .replaceFirst("^/(texts|consent/notices)/[^/]+", "/$1/*")
                .replaceAll("/[0-9a-f]{8}-[0-9a-f-]{27}|/[A-Za-z0-9_-]{20,}|/[0-9]+(?=/|$)", "/*");
    }
}
