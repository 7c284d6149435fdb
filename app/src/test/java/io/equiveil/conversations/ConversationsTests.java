package io.equiveil.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.conversations.Conversations.Content;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.AMatter.Buyer;
import io.equiveil.matters.APage;
import io.equiveil.messages.Messages;
import io.equiveil.messages.PortalNotice;
import io.equiveil.messages.Template;
import io.equiveil.portal.Portal;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// A party of a matter and those who handle it write to each other, sealed; nobody else reads along.
class ConversationsTests {

    private static final String BOUNDARY = "----boundary7MA4YWxk";

    private final AMatter a = AMatter.inALimitedCompany();
    private final House house = a.house;
    private final Conversations conversations = house.bean(Conversations.class);

    @Test
    void lettersGoBothWaysAreSealedAndEveryReadingIsSeenByTheClient() {
        write(a.seller.requester(), a.sellerSubject, "配偶想问：钱什么时候到账？");

        assertThat(conversations.threads(a.advisor.requester(), a.id).orElseThrow())
                .contains(new Conversations.ThreadLine(a.sellerSubject, 1));
        Thread forAdvisor = read(a.advisor.requester(), a.sellerSubject);
        assertThat(texts(forAdvisor)).containsExactly("配偶想问：钱什么时候到账？");
        assertThat(conversations.threads(a.advisor.requester(), a.id).orElseThrow())
                .contains(new Conversations.ThreadLine(a.sellerSubject, 0));
        write(a.advisor.requester(), a.sellerSubject, "登记完成后三个工作日内。");

        Thread forSeller = read(a.seller.requester(), a.sellerSubject);
        assertThat(texts(forSeller)).containsExactly("配偶想问：钱什么时候到账？", "登记完成后三个工作日内。");
        assertThat(forSeller.isRead(forSeller.lines().getFirst()))
                .as("the advisor has read it")
                .isTrue();
        assertThat(house.ownerJdbc()
                        .sql("select l::text from conversations.letters l")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains("配偶") || row.contains("登记"));
        assertThat(house.bean(Portal.class)
                        .lookups(a.seller.requester(), a.sellerSubject, OptionalLong.empty(), 50)
                        .entries())
                .filteredOn(entry -> entry.said()
                        .filter(said -> said.fields().contains("letterText"))
                        .isPresent())
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theOtherSideIsToldNothingByTheRoomAndNothingByTheGate() {
        Buyer buyer = a.admittedBuyer();
        a.toDueDiligence();
        Letter letter = write(a.seller.requester(), a.sellerSubject, "底价不能低于一百万。");

        assertThat(conversations.read(buyer.person().requester(), a.id, a.sellerSubject, far()))
                .isEmpty();
        assertThat(conversations.threads(buyer.person().requester(), a.id).orElseThrow())
                .extracting(Conversations.ThreadLine::subject)
                .containsExactly(buyer.subject());
        for (Purpose purpose : Purpose.values()) {
            Disclosure answer = house.bean(Disclosures.class)
                    .open(
                            buyer.person().requester(),
                            List.of(Wanted.value(Conversations.address(letter), Conversations.TEXT)),
                            Why.of(purpose, a.id));
            assertThat(((Disclosure.Answered) answer).shown()).as("%s", purpose).isEmpty();
        }
        SignedInPerson stranger = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(conversations.read(stranger.requester(), a.id, a.sellerSubject, far()))
                .isEmpty();
        assertThat(conversations.write(stranger.requester(), a.id, a.sellerSubject, Cleartext.of("x")))
                .isEqualTo(new WriteResult.NotYours());
    }

    @Test
    void whoeverTakesTheMatterOverReadsOnAndWhoeverLeftDoesNot() {
        write(a.seller.requester(), a.sellerSubject, "请尽快。");
        SignedInPerson successor = PeopleInTests.staff(house, Role.ADVISOR);
        AMatter.done(a.matters.join(a.advisor.requester(), a.id, successor.person()));
        AMatter.done(a.matters.handOver(a.advisor.requester(), a.id, successor.person()));
        AMatter.done(a.matters.leave(successor.requester(), a.id, a.advisor.person()));

        assertThat(texts(read(successor.requester(), a.sellerSubject))).containsExactly("请尽快。");
        assertThat(conversations.read(a.advisor.requester(), a.id, a.sellerSubject, far()))
                .isEmpty();
    }

    @Test
    void aPhotographIsShownWithTheReadersMarkAndAVoiceNotePlays() throws Exception {
        byte[] photo = AMatter.photo();
        byte[] voice = new byte[5_000];
        System.arraycopy("OggS".getBytes(StandardCharsets.US_ASCII), 0, voice, 0, 4);
        Letter shown = ((WriteResult.Written) send(a.seller.requester(), "身份证正面", file("a.jpg", photo))).letter();
        Letter heard = ((WriteResult.Written) send(a.seller.requester(), "", file("a.ogg", voice))).letter();

        Content.Open picture = (Content.Open) content(a.advisor.requester(), shown);
        Content.Open sound = (Content.Open) content(a.advisor.requester(), heard);

        assertThat(picture.media()).isEqualTo("image/jpeg");
        assertThat(picture.bytes()).startsWith(0xff, 0xd8).isNotEqualTo(photo);
        assertThat(sound.media()).isEqualTo("audio/ogg");
        assertThat(sound.bytes()).isEqualTo(voice);
        assertThat(conversations.content(
                        PeopleInTests.staff(house, Role.ADVISOR).requester(), a.id, a.sellerSubject, heard.id()))
                .isEmpty();
    }

    @Test
    void theClientTakesItsOwnThreadAlongAndStaffOnlyPrintItMarked() throws Exception {
        for (int i = 0; i < Conversations.LINES; i++) {
            write(a.advisor.requester(), a.sellerSubject, "第" + i + "封");
        }
        send(a.seller.requester(), "<b>身份证</b>正面", file("a.jpg", AMatter.photo()));
        ThreadExport export = house.bean(ThreadExport.class);

        assertThat(export.takeAlong(a.advisor.requester(), a.id, a.sellerSubject, Locale.SIMPLIFIED_CHINESE))
                .isEmpty();
        ThreadExport.Taken taken = export.takeAlong(
                        a.seller.requester(), a.id, a.sellerSubject, Locale.SIMPLIFIED_CHINESE)
                .orElseThrow();

        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(((ThreadExport.Taken.Archive) taken).zip()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(files).containsOnlyKeys("001.jpg", "letters.html");
        assertThat(files.get("001.jpg")).startsWith(0xff, 0xd8);
        assertThat(new String(files.get("letters.html"), StandardCharsets.UTF_8))
                .contains("第0封", "第39封", "&lt;b&gt;身份证", "001.jpg", "41 条")
                .doesNotContain("<b>身份证");

        APage pages = new APage(house);
        String staff = "/matters/" + a.id + "/letters/" + a.sellerSubject;
        pages.shows(staff + "/print", a.advisor, "第0封");
        assertThat(pages.get(staff + "/print", a.advisor).body()).contains("已记录", "附照片一张");
        assertThat(pages.get("/portal/matters/" + a.id + "/letters", a.seller).body())
                .contains("/letters/export");
        Api api = new Api(house);
        String rest = "/api/matters/" + a.id + "/letters/" + a.sellerSubject + "/export";
        assertThat(api.get(rest, a.seller.token()).statusCode()).isEqualTo(200);
        assertThat(api.get(rest, a.advisor.token()).statusCode()).isEqualTo(403);
        SignedInPerson other = PeopleInTests.client(house, a.invitedBuyer("钱买方"));
        assertThat(api.get(rest, other.token()).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoLetterIsRefusedWithAReasonAndKeepsNothing() throws Exception {
        byte[] amr = "#!AMR\n0000000000000000".getBytes(StandardCharsets.US_ASCII);
        byte[] pdf = "%PDF-1.7 00000000000000".getBytes(StandardCharsets.US_ASCII);
        byte[] tooLong = new byte[Conversations.LONGEST_VOICE + 1];
        System.arraycopy("OggS".getBytes(StandardCharsets.US_ASCII), 0, tooLong, 0, 4);
        Requester.SignedIn seller = a.seller.requester();

        assertThat(conversations.write(seller, a.id, a.sellerSubject, Cleartext.of(" \n ")))
                .isEqualTo(new WriteResult.Refused(LetterRefusal.EMPTY));
        assertThat(conversations.write(seller, a.id, a.sellerSubject, Cleartext.of("长".repeat(2_001))))
                .isEqualTo(new WriteResult.Refused(LetterRefusal.TOO_LONG));
        assertThat(send(seller, "", file("a.amr", amr)))
                .isEqualTo(new WriteResult.Refused(LetterRefusal.VOICE_NOT_PLAYABLE));
        assertThat(send(seller, "", file("a.pdf", pdf))).isEqualTo(new WriteResult.Refused(LetterRefusal.NOT_A_PHOTO));
        assertThat(send(seller, "", file("a.ogg", tooLong)))
                .isEqualTo(new WriteResult.Refused(LetterRefusal.VOICE_TOO_LONG));
        assertThat(send(seller, "", file("a.jpg", new byte[100]))).isInstanceOf(WriteResult.FileRefused.class);
        assertThat(read(seller, a.sellerSubject).lines()).isEmpty();
    }

    @Test
    void wordsPutIntoAnothersMouthBySqlAreNotBelieved() {
        Letter letter = write(a.seller.requester(), a.sellerSubject, "同意。");
        house.ownerJdbc()
                .sql("update conversations.letters set side = 'FIRM', person_id = ? where id = ?")
                .params(a.advisor.person().value(), letter.id().value())
                .update();

        Thread.Line line = read(a.seller.requester(), a.sellerSubject).lines().getFirst();
        assertThat(line.text()).as("nobody is to read it under a false name").isEmpty();
        assertThat(line.genuine()).isFalse();
    }

    @Test
    void aLetterIsAnnouncedWithoutItsWordsAndOnlyOnceUntilItIsRead() {
        Messages messages = house.bean(Messages.class);
        write(a.advisor.requester(), a.sellerSubject, "第一封");
        write(a.advisor.requester(), a.sellerSubject, "第二封");

        assertThat(messages.unreadOf(a.seller.requester()))
                .filteredOn(notice -> notice.template() == Template.LETTER_WAITING)
                .extracting(PortalNotice::about)
                .containsExactly(Optional.of(a.id.value()));
        read(a.seller.requester(), a.sellerSubject);
        assertThat(messages.unreadOf(a.seller.requester()))
                .noneMatch(notice -> notice.template() == Template.LETTER_WAITING);
    }

    @Test
    void pagesAndProgramsDoTheSame() throws Exception {
        String desk = "/matters/" + a.id + "/letters/" + a.sellerSubject;
        String phone = "/portal/matters/" + a.id + "/letters";
        assertThat(form(a.seller, phone, "从手机写的").statusCode()).isEqualTo(302);
        assertThat(form(a.advisor, desk, "从桌面写的").statusCode()).isEqualTo(302);
        HttpResponse<String> empty = form(a.seller, phone, "");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("请写几个字");
        APage page = new APage(house);
        page.shows(phone, a.seller, "从桌面写的");
        page.shows(desk, a.advisor, "从手机写的");
        page.shows("/matters/" + a.id, a.advisor, "/letters");
        page.shows("/portal", a.seller, "/letters");
        page.shows("/notices", a.seller, "preferences");
        assertThat(page.get(phone, a.seller).body())
                .as("a link card in a chat names nothing")
                .contains("<meta property=\"og:title\" content=\"请登录查看\">");
        assertThat(page.get(desk, PeopleInTests.staff(house, Role.ADVISOR)).statusCode())
                .isEqualTo(404);

        Api api = new Api(house);
        String path = "/api/matters/" + a.id + "/letters/" + a.sellerSubject;
        assertThat(api.post(path, Map.of("text", "程序写的"), a.advisor.token()).statusCode())
                .isEqualTo(201);
        assertThat(api.post(path, Map.of("text", " "), a.advisor.token()).body())
                .contains("\"empty\"");
        assertThat(api.get(path, a.seller.token()).body()).contains("程序写的", "从手机写的", "FIRM");
        assertThat(api.get("/api/matters/" + a.id + "/letters", a.advisor.token())
                        .body())
                .contains(a.sellerSubject.toString());
        assertThat(api.get(path, PeopleInTests.client(house, SubjectId.random()).token())
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> form(SignedInPerson who, String path, String text) throws Exception {
        HttpResponse<String> page = new APage(house).get(path, who);
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> "; " + cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining());
        String body = part("_csrf", token.group(1)) + part("text", text) + emptyFile("photo") + emptyFile("voice")
                + "--" + BOUNDARY + "--\r\n";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                                .header("Accept", "text/html")
                                .header("Cookie", "EVSESSION=" + who.token() + cookies)
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String emptyFile(String name) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n";
    }

    private Letter write(Requester.SignedIn who, SubjectId subject, String text) {
        WriteResult result = conversations.write(who, a.id, subject, Cleartext.of(text));
        assertThat(result).isInstanceOf(WriteResult.Written.class);
        return ((WriteResult.Written) result).letter();
    }

    private WriteResult send(Requester.SignedIn who, String text, SentFiles files) throws Exception {
        return conversations.send(who, a.id, a.sellerSubject, Cleartext.of(text), files);
    }

    private static SentFiles file(String name, byte[] content) {
        boolean[] given = {false};
        return () -> {
            Optional<SentFiles.SentFile> file = given[0]
                    ? Optional.empty()
                    : Optional.of(new SentFiles.SentFile(name, new ByteArrayInputStream(content)));
            given[0] = true;
            return file;
        };
    }

    private Content content(Requester.SignedIn who, Letter letter) {
        return conversations.content(who, a.id, a.sellerSubject, letter.id()).orElseThrow();
    }

    private Thread read(Requester.SignedIn who, SubjectId subject) {
        return conversations.read(who, a.id, subject, far()).orElseThrow();
    }

    private static Instant far() {
        return Instant.now().plusSeconds(60);
    }

    private static List<String> texts(Thread thread) {
        return thread.lines().stream()
                .map(line -> line.text().map(Cleartext::revealForDisplay).orElse("closed"))
                .toList();
    }
}
