package io.equiveil.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Policies;
import io.equiveil.access.Reason;
import io.equiveil.clients.Lock;
import io.equiveil.files.FileRefusal;
import io.equiveil.matters.MatterResult;
import io.equiveil.transfers.Obstacle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.json.JsonMapper;

class WordsTests {

    private final Words words = new Words(texts());

    @ParameterizedTest
    @MethodSource("codes")
    void everyReasonIsSaidInWordsAndInBothLanguages(String code) {
        Words.Said said = words.refusal(problem("{\"reasons\":[\"" + code + "\"]}"), code);
        assertThat(said.chinese()).isNotEqualTo(code + "。").doesNotContain("{").contains("。");
        assertThat(said.english()).isNotEqualTo(code).doesNotContain("{").endsWith(".");
    }

    static Stream<String> codes() {
        return Stream.<Enum<?>[]>of(
                        Reason.values(),
                        MatterResult.Blocker.values(),
                        Obstacle.Kind.values(),
                        FileRefusal.values(),
                        Lock.values(),
                        Policies.DecisionFault.values())
                .flatMap(Stream::of)
                .map(Enum::name);
    }

    @Test
    void aReasonIsFollowedByTheWayOutThatStandsBesideItAndOthersAreCounted() {
        Answer answer = problem("""
                {"type":"urn:equiveil:problem:refused-by-gate","refused":[{"class":"DOCUMENT","because":[
                  {"clause":"ASSIGNMENT","reason":"NOT_ASSIGNED","remedy":"ASK_LEAD_ADVISOR"},
                  {"clause":"TRAINING","reason":"NO_TRAINING","remedy":"TAKE_COURSE"}]}]}
                """);
        assertThat(answer.reasons()).containsExactly("NOT_ASSIGNED", "NO_TRAINING");
        Words.Said said = words.refusal(answer, "NO_TRAINING");
        assertThat(said.english())
                .isEqualTo("The training for this kind of information has not been done. Way out: It opens once the"
                        + " training is done and confirmed. (1 more)");
        assertThat(said.chinese()).contains("出路：完成培训").endsWith("（另有 1 项）");
    }

    @Test
    void aProblemWithoutReasonsIsNamedByItsType() {
        Answer answer = problem("{\"type\":\"urn:equiveil:problem:unknown-matter\"}");
        assertThat(answer.reasons()).containsExactly("unknown-matter");
        assertThat(words.refusal(answer, "unknown-matter").chinese())
                .startsWith("没有这个项目")
                .contains("出路：");
    }

    private static Answer problem(String json) {
        return new Answer(403, JsonMapper.builder().build().readTree(json), new byte[0]);
    }

    private static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setBasenames(
                "messages/access",
                "messages/matters",
                "messages/transfers",
                "messages/clients",
                "messages/nda",
                "messages/dataroom",
                "messages/files",
                "messages/partners",
                "messages/training",
                "messages/evidence");
        return texts;
    }
}
