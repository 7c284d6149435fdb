package io.equiveil.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contrast of the tokens by WCAG 2.2 (1.4.3, 1.4.6, 1.4.11), in both themes.
class StyleSheetTests {

    private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");

    @ParameterizedTest(name = "{0} on {1} at least {2}")
    @CsvSource(textBlock = """
            # Client pages: AAA for everything that is read
            ink,            paper,          7
            ink,            surface,        7
            ink-soft,       paper,          7
            ink-soft,       surface,        7
            accent,         paper,          7
            accent,         surface,        7
            on-accent,      accent,         7
            on-accent,      accent-strong,  7
            stop,           surface,        7
            stop,           paper,          7
            holds,          paper,          7
            attention,      surface,        7
            # Everywhere: AA
            ink,            sunken,         4.5
            ink,            accent-soft,    4.5
            ink-soft,       sunken,         4.5
            ink-soft,       accent-soft,    4.5
            holds,          holds-soft,     4.5
            attention,      attention-soft, 4.5
            stop,           stop-soft,      4.5
            surface,        holds,          4.5
            ink,            heat-1,         4.5
            ink,            heat-2,         4.5
            on-accent,      heat-5,         4.5
            # Edges of controls
            line-strong,    paper,          3
            line-strong,    surface,        3
            focus,          paper,          3
            focus,          surface,        3
            """)
    void contrastSuffices(String front, String back, double least) throws IOException {
        for (String theme : new String[] {"light", "dark"}) {
            Map<String, String> tokens = tokens(theme);
            double contrast = contrast(token(tokens, front), token(tokens, back));
            assertThat(contrast).as("%s on %s, %s", front, back, theme).isGreaterThanOrEqualTo(least);
        }
    }

    @Test
    void bothDarkThemesAreTheSame() throws IOException {
        String sheet = sheet();
        assertThat(read(block(sheet, ":root:not([data-theme=\"light\"]) {")))
                .isEqualTo(read(block(sheet, ":root[data-theme=\"dark\"] {")));
    }

    @Test
    void theStyleSheetAsksNoForeignHost() throws IOException {
        assertThat(sheet()).doesNotContain("url(", "@import", "http:", "https:");
    }

    private static Map<String, String> tokens(String theme) throws IOException {
        String sheet = sheet();
        Map<String, String> tokens = read(block(sheet, ":root {"));
        if (theme.equals("dark")) {
            tokens.putAll(read(block(sheet, ":root[data-theme=\"dark\"] {")));
        }
        return tokens;
    }

    private static String sheet() throws IOException {
        return Files.readString(Path.of("src/main/resources/static/frame/equiveil.css"));
    }

    private static String block(String sheet, String head) {
        int begin = sheet.indexOf(head);
        assertThat(begin).isNotNegative();
        return sheet.substring(begin, sheet.indexOf('}', begin));
    }

    private static Map<String, String> read(String block) {
        Map<String, String> tokens = new LinkedHashMap<>();
        Matcher token = TOKEN.matcher(block);
        while (token.find()) {
            tokens.put(token.group(1), token.group(2));
        }
        return tokens;
    }

    private static String token(Map<String, String> tokens, String name) {
        return Objects.requireNonNull(tokens.get(name), name);
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
