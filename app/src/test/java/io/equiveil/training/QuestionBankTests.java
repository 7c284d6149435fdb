package io.equiveil.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.training.QuestionBank.Option;
import io.equiveil.training.QuestionBank.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every question that ships can be asked and marked.
class QuestionBankTests {

    @Test
    void allThatShipCanBeAnswered() throws IOException {
        List<Question> all = new ArrayList<>();
        for (Path file : banks()) {
            List<Question> questions = QuestionBank.parse(Files.readString(file));
            for (int i = 0; i < questions.size(); i++) {
                assertThat(questions.get(i).number())
                        .as(file.getFileName().toString())
                        .isEqualTo(i + 1);
            }
            all.addAll(questions);
        }

        assertThat(all).hasSize(150);
        assertThat(all).allSatisfy(question -> {
            assertThat(question.explanation()).as(question.stem()).containsPattern("\\[[A-Z]");
            assertThat(question.several())
                    .as(question.stem())
                    .isEqualTo(question.stem().endsWith("（多选）"));
        });
        Set<String> stems = new HashSet<>();
        all.forEach(question ->
                assertThat(stems.add(question.stem())).as(question.stem()).isTrue());
    }

    private static List<Path> banks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/training/content"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("questions-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aQuestionHasItsOptionsAndItsReason() {
        assertThat(QuestionBank.parse("前言\n## 01　问？\n- [ ] 甲\n- [x] 乙\n\n> 因为。[PIPL-4]\n"))
                .containsExactly(
                        new Question(1, "问？", List.of(new Option("甲", false), new Option("乙", true)), "因为。[PIPL-4]"));
        assertThatThrownBy(() -> QuestionBank.parse("## 01　问？\n- [ ] 甲\n- [ ] 乙\n> 因为。\n"))
                .hasMessageContaining("cannot be answered");
    }
}
