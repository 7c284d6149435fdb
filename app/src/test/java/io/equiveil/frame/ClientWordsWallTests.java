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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Pages of clients say everything in plain words: what the house calls things among itself stays off
/// them. Looks at every template in the frame of clients, every text that such a template asks for, and
/// all that leaves the house.
class ClientWordsWallTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path WORDING = Path.of("src/main/resources/wording");

    private static final Path PAPERS = Path.of("src/main/resources/nda/papers");
    private static final Path NOTICES = Path.of("src/main/resources/consent/notices");
    private static final Path GUIDES = Path.of("../docs/guide");

    /// Texts for clients that ship in versions; the newest counts.
    private static final List<String> TEXTS = List.of(
            "trustcentre/content/faq",
            "trustcentre/content/leaflet",
            "feedback/content/ready-answers",
            "compliance/content/privacy-policy",
            "rights/content/reply-access",
            "rights/content/reply-complaint",
            "rights/content/reply-correction",
            "rights/content/reply-deletion",
            "rights/content/reply-portability",
            "rights/content/reply-withdrawal");

    private static final Pattern FRAGMENT =
            Pattern.compile("th:(?:replace|insert)=\"~\\{\\s*([a-z-]+/[a-z-]+)\\s*::\\s*([a-zA-Z-]+)");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--/\\*.*?\\*/-->");
    private static final Pattern KEY = Pattern.compile("#\\{\\s*([a-z][A-Za-z0-9_.-]*)");
    private static final Pattern KEY_MADE_UP = Pattern.compile("#\\{\\|([a-z][A-Za-z0-9_.-]*)\\$");

    // docs/glossary.md has the plain word for each: 存证记录, 核验, 查阅许可, 不可恢复销毁, 再次确认身份, 紧急查阅, 资料室, 匿名推介.
    private static final Pattern JARGON_ZH =
            Pattern.compile("账本|台账|哈希|散列|默克尔|密钥|解密|(?<!证)明文|(?<!保)密文|盲索引|令牌|检查点|叶子|纪元|闸口|升级认证|加密销毁|破窗"
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
        Set<String> read = new TreeSet<>();
        for (Path page : pages) {
            words(COMMENT.matcher(Files.readString(page)).replaceAll(""), keys, beginnings, read);
        }
        assertThat(read).as("fragments of other files in pages of clients").hasSizeGreaterThan(10);
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

    /// Here "encrypted" and a verb that is spelt like a part of a tree are words of every day.
    @Test
    void whatClientsSignOrAreSentSaysItPlainly() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (boolean english : List.of(false, true)) {
            String tag = english ? "en" : "zh-CN";
            for (String paper : List.of("client-firm", "buyer")) {
                Path file = PAPERS.resolve(paper + (english ? "_en.txt" : "_zh.txt"));
                inProse(english, paper, Files.readString(file), wrong);
            }
            for (String guide : List.of("seller", "buyer")) {
                Path file = GUIDES.resolve(guide + (english ? ".en.md" : ".md"));
                inProse(english, guide, Files.readString(file), wrong);
            }
            for (String text : TEXTS) {
                inProse(english, text, Files.readString(newest(text, tag)), wrong);
            }
            try (Stream<Path> notices = Files.list(NOTICES)) {
                for (Path notice : notices.toList()) {
                    String words = JsonMapper.shared()
                            .readTree(Files.readString(notice))
                            .get(tag)
                            .toString();
                    inProse(english, notice.getFileName().toString(), words, wrong);
                }
            }
        }
        assertThat(wrong).as("say it in plain words, as docs/glossary.md does").isEmpty();
    }

    private static void inProse(boolean english, String where, String text, List<String> wrong) {
        String left = english ? text.replaceAll("(?i)\\b(leaves|encrypt\\w*)\\b", "") : text;
        left.lines().forEach(line -> look(english, where, line, wrong));
    }

    private static Path newest(String text, String tag) {
        return IntStream.iterate(9, version -> version - 1)
                .limit(9)
                .mapToObj(version -> Path.of("src/main/resources", text + ".v" + version + "." + tag + ".md"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no version of " + text + " in " + tag));
    }

    /// What a piece of a page asks for, and the fragments that it takes from other files.
    private static void words(String html, Set<String> keys, Set<String> beginnings, Set<String> read)
            throws IOException {
        keys.addAll(all(KEY, html));
        beginnings.addAll(all(KEY_MADE_UP, html));
        for (MatchResult taken : FRAGMENT.matcher(html).results().toList()) {
            Path file = TEMPLATES.resolve(taken.group(1) + ".html");
            if (Files.isRegularFile(file) && read.add(taken.group(1) + " :: " + taken.group(2))) {
                String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
                words(element(source, taken.group(2)), keys, beginnings, read);
            }
        }
    }

    /// The element that is this fragment, from its tag to the one that closes it.
    private static String element(String html, String fragment) {
        Matcher begins = Pattern.compile("<([a-z:]+)[^<>]*th:fragment=\"" + Pattern.quote(fragment) + "[\"(\\s][^<>]*>")
                .matcher(html);
        if (!begins.find()) {
            return html;
        }
        Matcher tags = Pattern.compile("<(/?)" + begins.group(1) + "\\b").matcher(html);
        int depth = 0;
        for (int at = begins.start(); tags.find(at); at = tags.end()) {
            depth += tags.group(1).isEmpty() ? 1 : -1;
            if (depth == 0) {
                return html.substring(begins.start(), tags.end());
            }
        }
        return html.substring(begins.start());
    }

    @Test
    void theWallReadsAFragmentAndNothingBesideIt() {
        String html = "<main><p th:fragment=\"a(b)\"><b>#{x.y}</b><p>#{x.z}</p></p><p>#{x.q}</p></main>";

        assertThat(element(html, "a")).contains("#{x.y}", "#{x.z}").doesNotContain("#{x.q}");
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
