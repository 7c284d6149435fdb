package io.equiveil.evidence;

import io.equiveil.files.IncomingFiles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Says in words, in both languages, what the REST interface says in codes; in the sentences of the pages themselves.
@Component
class Words {

    private static final List<String> REASONS = List.of(
            "access.reason.",
            "matters.blocker.",
            "transfers.obstacle.",
            "declarations.fault.",
            "clients.lock.",
            "nda.fault.",
            "dataroom.refusal.",
            "files.refusal.",
            "access.decided.",
            "access.proposal.",
            "partners.fault.",
            "training.fault.",
            "crossborder.fault.",
            "devices.fault.",
            "evidence.play.problem.");
    private static final List<String> REMEDIES = List.of("access.remedy.", "evidence.play.way-out.");

    private final MessageSource texts;

    Words(MessageSource texts) {
        this.texts = texts;
    }

    /// Something said in both languages.
    record Said(String chinese, String english) {

        @Override
        public String toString() {
            return chinese + " / " + english;
        }
    }

    /// A sentence with a key.
    Said of(String key, Object... arguments) {
        return new Said(
                texts.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE),
                texts.getMessage(key, arguments, Locale.ENGLISH));
    }

    /// Why the answer is no, and what would change it. Where several conditions say no, the one that the step is about,
    /// and how many others there are.
    Said refusal(Answer answer, String about) {
        return new Said(refusal(answer, about, Locale.SIMPLIFIED_CHINESE), refusal(answer, about, Locale.ENGLISH));
    }

    private String refusal(Answer answer, String about, Locale language) {
        boolean chinese = language.equals(Locale.SIMPLIFIED_CHINESE);
        List<String> reasons = answer.reasons();
        String reason = reasons.contains(about) || reasons.isEmpty() ? about : reasons.getFirst();
        StringBuilder said = new StringBuilder(said(reason, REASONS, arguments(answer, reason), language));
        Optional<String> remedy = answer.remedyFor(reason)
                .or(() -> Optional.of(answer.remedies())
                        .filter(all -> all.size() == 1)
                        .map(List::getFirst));
        String wayOut = said(remedy.orElse(reason), REMEDIES, new Object[0], language);
        if (!wayOut.isEmpty()) {
            said.append(chinese ? "出路：" : " Way out: ").append(wayOut);
        }
        if (reasons.size() > 1) {
            said.append(chinese ? "（另有 " + (reasons.size() - 1) + " 项）" : " (" + (reasons.size() - 1) + " more)");
        }
        return said.toString();
    }

    /// What a sentence wants to know: about a legal step how many and until which day, about a file the bounds.
    private static Object[] arguments(Answer answer, String reason) {
        for (JsonNode obstacle : answer.body().path("obstacles")) {
            if (obstacle.path("kind").asString("").equals(reason)) {
                return new Object[] {
                    obstacle.path("count").asInt(0), obstacle.path("day").asString("")
                };
            }
        }
        return IncomingFiles.bounds();
    }

    private String said(String code, List<String> prefixes, Object[] arguments, Locale language) {
        for (String prefix : prefixes) {
            try {
                return sentence(texts.getMessage(prefix + code, arguments, language), language);
            } catch (NoSuchMessageException elsewhere) {
                // Another room's code.
            }
        }
        // Only a code that nobody has put into words is shown as it is.
        return prefixes.equals(REASONS) ? code : "";
    }

    private static String sentence(String text, Locale language) {
        boolean ended = text.endsWith("。") || text.endsWith(".") || text.endsWith("！") || text.endsWith("？");
        return ended ? text : text + (language.equals(Locale.ENGLISH) ? "." : "。");
    }
}
