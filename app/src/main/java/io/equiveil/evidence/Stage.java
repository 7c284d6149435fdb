package io.equiveil.evidence;

import io.equiveil.engine.Play.PlaySettings;
import io.equiveil.evidence.PlayReport.Step;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/// On which the acts play: lets actors enter, says every step in both languages as it happens, and keeps the report.
final class Stage {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final PlaySettings settings;
    private final HttpClient http;
    private final Words words;
    private final Clock clock;
    private final PlayReport report = new PlayReport();
    private final Invented invented = new Invented();

    // Always UTF-8, whatever the machine's locale: our sentences are Chinese first.
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private int acts;

    Stage(PlaySettings settings, HttpClient http, Words words, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.words = words;
        this.clock = clock;
    }

    /// A step that must go well came out otherwise, so that nothing after it can be played.
    static final class BrokeOff extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokeOff(String step) {
            super(step);
        }
    }

    PlaySettings settings() {
        return settings;
    }

    PlayReport report() {
        return report;
    }

    Invented invented() {
        return invented;
    }

    Clock clock() {
        return clock;
    }

    /// Today in China.
    LocalDate today() {
        return LocalDate.now(clock.withZone(SHANGHAI));
    }

    /// Somebody who is not signed in.
    Actor enters() {
        return new Actor(http, settings.baseUrl());
    }

    /// Begins an act.
    void act(String chinese, String english) {
        acts++;
        out.println();
        out.println("第" + acts + "幕 " + chinese + " / Act " + acts + ": " + english);
    }

    /// Says something that is no step.
    void says(String line) {
        out.println(line);
    }

    /// A step that the server should carry out.
    Answer permitted(String chinese, String english, Answer answer) {
        return step(chinese, english, "permit", answer.ok() ? "permit" : outcome(answer), answer);
    }

    /// A step that the server should carry out, and without which the play cannot go on.
    Answer needed(String chinese, String english, Answer answer) {
        permitted(chinese, english, answer);
        if (!answer.ok()) {
            throw new BrokeOff(english);
        }
        return answer;
    }

    /// A step that the server should refuse for this reason.
    ///
    /// @param reason the code that programs get
    Answer refused(String chinese, String english, String reason, Answer answer) {
        boolean right = answer.isRefusal()
                && (answer.reasons().contains(reason) || answer.problem().equals(reason));
        return step(chinese, english, "refuse " + reason, right ? "refuse " + reason : outcome(answer), answer);
    }

    /// A step whose result was found out otherwise.
    void checked(String chinese, String english, String expected, String outcome) {
        step(chinese, english, expected, outcome, new Answer(0, Answer.nothing(), new byte[0]));
    }

    private Answer step(String chinese, String english, String expected, String outcome, Answer answer) {
        Step step = new Step(chinese + " / " + english, expected, outcome);
        report.step(step);
        out.println((step.asExpected() ? "  ✓ " : "  ✗ ") + step.name());
        if (answer.isRefusal()) {
            Words.Said said = words.refusal(answer, expected.replaceFirst("^refuse ", ""));
            out.println("      拒绝：" + said.chinese());
            out.println("      Refused: " + said.english());
        }
        if (!step.asExpected()) {
            out.println("      预期 / expected: " + expected + "; 实际 / came: " + outcome);
        }
        return answer;
    }

    private static String outcome(Answer answer) {
        if (answer.ok()) {
            return "permit";
        }
        return answer.isRefusal()
                ? "refuse " + String.join(",", answer.reasons())
                : "error " + answer.status() + " " + answer.problem();
    }

    /// In both languages, a text of the pages.
    Words.Said text(String key, Object... arguments) {
        return words.of(key, arguments);
    }

    /// A client's code for the telephone, as the advisor shows it across the table.
    String codeFor(Colleague advisor, String subject) {
        return advisor.actor()
                .post("/api/clients/" + subject + "/portal", Map.of())
                .text("code");
    }
}
