package io.equiveil.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages of clients say everything in plain words: what the house calls things among itself stays off
/// them. Looks at every template in the frame of clients, every text that such a template asks for, and
/// all that leaves the house.
class ClientWordsWallTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path WORDING = Path.of("src/main/resources/wording");

    private static final Pattern COMMENT = Pattern.compile("(?s)<!--/\\*.*?\\*/-->");
    private static final Pattern KEY = Pattern.compile("#\\{\\s*([a-z][A-Za-z0-9_.-]*)");
    private static final Pattern KEY_MADE_UP = Pattern.compile("#\\{\\|([a-z][A-Za-z0-9_.-]*)\\$");

    // docs/glossary.md has the plain word for each: 存证记录, 核验, 查阅许可, 不可恢复销毁, 再次确认身份, 紧急查阅, 资料室, 匿名推介.
    private static final Pattern JARGON_ZH =
            Pattern.compile("账本|台账|哈希|散列|默克尔|密钥|解密|(?<!证)明文|密文|盲索引|令牌|检查点|叶子|纪元|闸口|升级认证|加密销毁|破窗"
                    + "|数据室|盲推|掩码|脱敏|网关|回执|模板编号|断言|存证账本|包含证明");
    private static final Pattern JARGON_EN = Pattern.compile(
            "\\b(ledgers?|gate|shred\\w*|step-up|break-glass|teasers?|hash\\w*|data"
                    + " keys?|encrypt\\w*|decrypt\\w*|ciphertext|cleartext|warrants?|checkpoints?|leaf|leaves|blind"
                    + " index\\w*|epochs?|tokens?|masks?|masked|principal|totp|webauthn|api|sql|merkle|inclusion"
                    + " proofs?|data subjects?|gateway|template)\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void noPageOfClientsUsesTheHousesOwnWords() throws IOException {
        Set<String> keys = new TreeSet<>();
        Set<String> beginnings = new TreeSet<>(Set.of("portal.", "conversations.", "messages.template."));
        List<Path> pages = clientPages();
        assertThat(pages).hasSizeGreaterThan(25);
        for (Path page : pages) {
            String html = COMMENT.matcher(Files.readString(page)).replaceAll("");
            all(KEY, html).forEach(keys::add);
            all(KEY_MADE_UP, html).forEach(beginnings::add);
        }
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (boolean english : List.of(false, true)) {
            for (Map.Entry<String, String> text : texts(english).entrySet()) {
                boolean shown =
                        keys.contains(text.getKey()) || beginnings.stream().anyMatch(text.getKey()::startsWith);
                if (shown) {
                    looked++;
                    look(english, text.getKey(), text.getValue(), wrong);
                }
            }
        }
        assertThat(looked).isGreaterThan(600);
        assertThat(wrong).as("say it in plain words, as docs/glossary.md does").isEmpty();
    }

    @Test
    void whatLeavesTheHouseSaysItPlainly() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (boolean english : List.of(false, true)) {
            Path file = WORDING.resolve("announcements.v1." + (english ? "en" : "zh-CN") + ".properties");
            load(file).forEach((key, text) -> {
                look(english, (String) key, (String) text, wrong);
                assertThat((String) text).as("%s carries no link", key).doesNotContain("http", "www.");
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theWallSeesWhatItIsThereFor() {
        List<String> wrong = new ArrayList<>();
        look(false, "a", "密钥已销毁，请看证明文件", wrong);
        look(true, "b", "All of it is encrypted.", wrong);
        look(true, "c", "A letter waits for you.", wrong);

        assertThat(wrong).hasSize(2);
    }

    private static void look(boolean english, String key, String text, List<String> wrong) {
        // 通行密钥 is what telephones themselves call a passkey.
        Matcher found = (english ? JARGON_EN : JARGON_ZH).matcher(text.replace("通行密钥", ""));
        if (found.find()) {
            wrong.add(key + ": " + found.group() + " in: " + text);
        }
    }

    private static List<Path> clientPages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".html")).toList()) {
                if (COMMENT.matcher(Files.readString(file)).replaceAll("").contains("frame/client ::")
                        && !file.toString().contains("style-guide")) {
                    pages.add(file);
                }
            }
        }
        return pages;
    }

    private static List<String> all(Pattern pattern, String html) {
        return pattern.matcher(html).results().map(found -> found.group(1)).toList();
    }

    private static Map<String, String> texts(boolean english) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(MESSAGES)) {
            for (Path file : files.filter(one -> one.toString().endsWith("_en.properties") == english)
                    .toList()) {
                load(file).forEach((key, text) -> texts.put((String) key, (String) text));
            }
        }
        return texts;
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
