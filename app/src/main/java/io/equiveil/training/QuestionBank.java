package io.equiveil.training;

import io.equiveil.kernel.TextId;
import io.equiveil.texts.TextKind;
import io.equiveil.texts.TextLanguage;
import io.equiveil.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// The questions of the firm's tests, read from the texts that count: what was adopted, or what ships.
///
/// ```
/// ## 01　题干
/// - [x] right
/// - [ ] wrong
///
/// > why, with the rules that say so [PIPL-13]
/// ```
@Component
public class QuestionBank {

    private static final Pattern HEADING = Pattern.compile("## (\\d{2})[ 　](.+)");
    private static final Pattern OPTION = Pattern.compile("- \\[([ x])] (.+)");
    private static final String EXPLANATION = "> ";

    private final Texts texts;

    QuestionBank(Texts texts) {
        this.texts = texts;
    }

    /// One question.
    ///
    /// @param number      within its course
    /// @param explanation why the right answers are right, with citations in square brackets
    public record Question(int number, String stem, List<Option> options, String explanation) {

        /// @throws IllegalArgumentException if there are not two options, a right one and a wrong one, or no
        /// explanation
        public Question {
            options = List.copyOf(options);
            boolean sound = options.stream().anyMatch(Option::right)
                    && options.stream().anyMatch(option -> !option.right())
                    && !explanation.isBlank();
            if (!sound) {
                throw new IllegalArgumentException("question " + number + " cannot be answered");
            }
        }

        /// Whether several answers are right, all of which must be chosen.
        public boolean several() {
            return options.stream().filter(Option::right).count() > 1;
        }
    }

    /// One answer to choose.
    public record Option(String words, boolean right) {}

    /// The names of the question texts, one per course.
    public List<TextId> banks() {
        return texts.all().stream()
                .map(text -> text.shipped())
                .filter(text -> text.kind() == TextKind.QUESTIONS)
                .map(text -> text.id())
                .toList();
    }

    /// The questions of one course; empty if there is no such text or its record was tampered with.
    ///
    /// @throws IllegalArgumentException if a question cannot be answered
    public List<Question> questions(TextId bank) {
        return texts.current(bank)
                .map(words -> parse(words.nearest(TextLanguage.ZH_CN)))
                .orElse(List.of());
    }

    static List<Question> parse(String words) {
        List<Question> questions = new ArrayList<>();
        Optional<Draft> draft = Optional.empty();
        for (String line : words.split("\n")) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                draft.ifPresent(done -> questions.add(done.question()));
                draft = Optional.of(new Draft(Integer.parseInt(heading.group(1)), heading.group(2)));
                continue;
            }
            draft.ifPresent(open -> open.read(line));
        }
        draft.ifPresent(done -> questions.add(done.question()));
        return List.copyOf(questions);
    }

    /// A question while it is read.
    private static final class Draft {

        private final int number;
        private final String stem;
        private final List<Option> options = new ArrayList<>();
        private final StringBuilder explanation = new StringBuilder();

        private Draft(int number, String stem) {
            this.number = number;
            this.stem = stem;
        }

        private void read(String line) {
            Matcher option = OPTION.matcher(line);
            if (option.matches()) {
                options.add(new Option(option.group(2), option.group(1).equals("x")));
            } else if (line.startsWith(EXPLANATION)) {
                explanation.append(line.substring(EXPLANATION.length()));
            }
        }

        private Question question() {
            return new Question(number, stem, options, explanation.toString());
        }
    }
}
