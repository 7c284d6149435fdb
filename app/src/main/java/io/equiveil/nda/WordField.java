package io.equiveil.nda;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a Word template of the firm may leave open, written `{{party}}` or `{{对方名称}}`. A closed list: what stands in
/// an agreement comes from its terms and from nowhere else.
public enum WordField {
    PARTY("party", "对方名称", Need.LAW),
    FIRM("firm", "本机构名称", Need.LAW),
    /// A list, one line for each class.
    CLASSES("classes", "保密信息类别", Need.GATE),
    YEARS("years", "保密年数", Need.GATE),
    /// A list, one line for each measure.
    MEASURES("measures", "保护措施", Need.GATE),
    /// Whether its paragraph is there: only where both sides promise.
    MUTUAL("?mutual", "?双方保密", Need.GATE),
    /// A sentence, or nothing.
    DAMAGES("damages", "违约金约定", Need.GATE),
    /// The end of a sentence, or nothing.
    COSTS("costs", "维权费用", Need.GATE),
    ANSWER_DAYS("answerdays", "答复天数", Need.GATE),
    /// The consent to the way of signing, in our words: they say what was checked when somebody signs.
    SIGNING("signing", "签署方式", Need.LAW),
    NUMBER("number", "协议编号", Need.NONE),
    VERSION("version", "模板版本", Need.NONE),
    CONTACT("contact", "本机构联系方式", Need.NONE),
    MATTER("matter", "项目代号", Need.NONE),
    FINGERPRINT("fingerprint", "核验公钥指纹", Need.NONE);

    /// Who cannot do without it.
    public enum Need {
        /// An agreement without it would not hold (Civil Code art. 470, Electronic Signature Law art. 13).
        LAW,
        /// The terms drive the gate and the clocks; the text has to say the same.
        GATE,
        NONE
    }

    private static final Set<WordField> ALWAYS = Set.of(SIGNING, NUMBER, VERSION, CONTACT, FINGERPRINT);

    private final String key;
    private final String chinese;
    private final Need need;

    WordField(String key, String chinese, Need need) {
        this.key = key;
        this.chinese = chinese;
        this.need = need;
    }

    /// Its name between the braces, in any language.
    public String key() {
        return key;
    }

    /// Its Chinese name between the braces.
    public String chinese() {
        return chinese;
    }

    public Need need() {
        return need;
    }

    /// The fields that a kind of agreement has: those of our own text of that kind, and what every text may say.
    public static List<WordField> offered(AgreementKind kind) {
        Set<String> used = AgreementTemplate.of(kind, Locale.SIMPLIFIED_CHINESE).fields();
        return Arrays.stream(values())
                .filter(field -> ALWAYS.contains(field) || used.contains(field.key))
                .toList();
    }

    /// The field of a name as somebody wrote it; empty if this kind has none of that name.
    static Optional<WordField> of(AgreementKind kind, String written) {
        String name = written.replace('？', '?').replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return offered(kind).stream()
                .filter(field -> field.key.equals(name) || field.chinese.equals(name))
                .findFirst();
    }

    /// The one whose name is most like this one.
    static WordField nearest(AgreementKind kind, String written) {
        WordField nearest = PARTY;
        int least = Integer.MAX_VALUE;
        for (WordField field : offered(kind)) {
            int distance = Math.min(distance(written, field.key), distance(written, field.chinese));
            if (distance < least) {
                least = distance;
                nearest = field;
            }
        }
        return nearest;
    }

    /// How many letters have to be put in, taken out or changed (Levenshtein).
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = now;
        }
        return before[other.length()];
    }
}
