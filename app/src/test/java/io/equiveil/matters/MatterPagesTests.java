package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.UploadResult;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.PapersInTests;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A matter on its pages: opened, filled, shown to staff and to the seller, and closed to everybody else.
class MatterPagesTests {

    private final House house = House.open();
    private final Api api = new Api(house);
    private final APage pages = new APage(house);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);

    @Test
    void aMatterIsOpenedFilledAndShownInBothLanguages() {
        UUID seller = lead();
        String codeName = "苍鹭" + new Random().nextInt(1_000_000_000);
        shows("/matters", advisor, "/matters/new");
        shows("/matters/new?client=" + seller, advisor, seller.toString());

        String target = "澄江" + Long.toString(new Random().nextLong(1L << 40), 36) + "仪器有限公司";
        Map<String, String> mandate = Map.of(
                "client",
                seller.toString(),
                "codeName",
                codeName,
                "targetName",
                target,
                "form",
                "LIMITED_COMPANY",
                "mandate",
                "BOTH");
        assertThat(submit("/matters", Map.of("client", seller.toString(), "codeName", codeName))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> early = submit("/matters", mandate);
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body()).contains("客户尚未签署保密协议", codeName);

        takeOn(seller);
        HttpResponse<String> opened = submit("/matters", mandate);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(302);
        String path = opened.headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("[?#;].*$", "");
        assertThat(path).startsWith("/matters/");
        shows("/matters", advisor, codeName);
        shows(path, advisor, codeName);
        assertThat(pages.get(path, advisor).body())
                .contains("尚未填写交易意向", "记录：已告知居间")
                .doesNotContain(target);

        HttpResponse<String> blocked = submit(path + "/stage", Map.of("to", "BLIND_TEASER"));
        assertThat(blocked.statusCode()).isEqualTo(409);
        assertThat(blocked.body()).contains("尚未填写交易意向");
        assertThat(pages.get("/", advisor).body()).contains("“" + codeName + "”暂不能进入下一阶段：尚未填写交易意向");

        assertThat(submit(path + "/deal", Map.of("industry", "精密仪器", "region", "长三角"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.get(path + "/deal", advisor).body()).doesNotContain("精密仪器");
        HttpResponse<String> deal = submit(path + "/deal/opening", Map.of());
        assertThat(deal.statusCode()).isEqualTo(200);
        assertThat(deal.body()).contains("精密仪器", target, "data-closes-after");
        shows(path + "/deal", advisor, path + "/deal/opening");
        shows(path + "/teaser", advisor, path + "/teaser");
        assertThat(submit(path + "/teaser", Map.of()).statusCode()).isEqualTo(302);
        String draft = pages.get(path + "/teaser", advisor).body();
        assertThat(draft).contains("一家华东地区的制造业企业").doesNotContain("精密", "长三角");
        assertThat(submit(path + "/teaser/approval", Map.of("draft", found(draft, "name=\"draft\" value=\"([^\"]+)\"")))
                        .statusCode())
                .isEqualTo(302);
        assertThat(submit(path + "/told-of-both", Map.of("subject", seller.toString()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(submit(path + "/stage", Map.of("to", "BLIND_TEASER")).statusCode())
                .isEqualTo(302);

        String buyer = lead().toString();
        assertThat(submit(path + "/buyers", Map.of("subject", buyer)).statusCode())
                .isEqualTo(302);
        shows(path, advisor, buyer);
        SignedInPerson client = PeopleInTests.client(house, new SubjectId(seller));
        shows("/portal" + path, client, codeName);
        assertThat(pages.get("/portal" + path, client).body()).contains("这位买方还没有签署保密协议");
        assertThat(pages.get("/portal" + path + "/buyers", client).body())
                .contains("这位买方还没有签署保密协议")
                .doesNotContain("王小明");

        takeOn(UUID.fromString(buyer));
        HttpResponse<String> written = submit(path + "/buyers/" + buyer + "/agreement", Map.of());
        assertThat(written.statusCode()).isEqualTo(302);
        String location = written.headers().firstValue("Location").orElseThrow();
        sign(AgreementId.parse(location.replaceFirst("^.*/agreements/", "")));
        shows("/portal" + path, client, path + "/buyers");
        shows("/portal" + path + "/buyers", client, "王小明");

        SignedInPerson stranger = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(pages.get(path, stranger).statusCode()).isEqualTo(404);
        assertThat(pages.get("/portal" + path, advisor).statusCode()).isEqualTo(403);

        // The seller agrees on its own page, the line is played to its end, and two people destroy what is due.
        submit(path + "/told-of-both", Map.of("subject", buyer));
        advance(path, "BUYER_NDA");
        advance(path, "SELLER_APPROVES_BUYER");
        String notice = pages.get("/portal" + path + "/buyers", client).body();
        String shown = found(notice, "name=\"shown\" value=\"([0-9a-f]{64})\"");
        Map<String, String> agreed =
                Map.of("language", "zh-CN", "shown", shown, "buyer", buyer, "disclose", buyer, "complete", buyer);
        assertThat(pages.submit(client, "/portal" + path + "/buyers", agreed).statusCode())
                .isEqualTo(302);
        shows("/portal" + path, client, "/portal" + path + "/documents");
        String document = upload(path).toString();
        for (String stage :
                List.of("DUE_DILIGENCE", "AGREEMENT", "SHAREHOLDER_NOTICE", "PAYMENT", "TAX", "REGISTRATION")) {
            advance(path, stage);
            if (stage.equals("AGREEMENT")) {
                nobodyBesideHasToSign(client, path);
            }
            if (stage.equals("SHAREHOLDER_NOTICE")) {
                assertThat(submit(path + "/shareholders/basis", Map.of("basis", "SOLE_SHAREHOLDER"))
                                .statusCode())
                        .isEqualTo(302);
            }
            for (JsonNode step :
                    api.json(api.get("/api" + path + "/steps", advisor.token())).get("steps")) {
                if (step.get("stage").asString().equals(stage)) {
                    String at = path + "/steps/" + step.get("step").asString();
                    assertThat(submit(at + "/documents/attached", Map.of("document", document))
                                    .statusCode())
                            .isEqualTo(302);
                    assertThat(submit(
                                            at + "/completion",
                                            Map.of("on", LocalDate.now().toString()))
                                    .statusCode())
                            .as(at)
                            .isEqualTo(302);
                }
            }
        }
        assertThat(submit(path + "/closure", Map.of()).statusCode()).isEqualTo(302);
        shows(path + "/destruction-request", advisor, codeName);
        String ask = path + "/destruction-request";
        assertThat(submit(ask, Map.of("codeName", "别的")).statusCode()).isEqualTo(422);
        assertThat(submit(ask, Map.of("codeName", codeName)).statusCode()).isEqualTo(302);
        assertThat(submit(path + "/destruction", Map.of("codeName", codeName)).statusCode())
                .isEqualTo(409);
        SignedInPerson compliance = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
        shows(path, compliance, path + "/destruction");
        assertThat(pages.submit(compliance, path + "/destruction", Map.of("codeName", codeName))
                        .statusCode())
                .isEqualTo(302);
        shows(path + "/certificate", advisor, codeName);
        shows(path, advisor, path + "/certificate");
    }

    /// The seller holds for itself and has no spouse, as an officer confirms.
    private void nobodyBesideHasToSign(SignedInPerson client, String path) {
        String own = "/portal" + path + "/declarations/";
        assertThat(pages.submit(client, own + "NOMINEE_DECLARATION/statement", Map.of("ground", "FOR_MYSELF"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.submit(client, own + "SPOUSE_CONSENT/statement", Map.of("ground", "UNMARRIED"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(pages.submit(
                                PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER),
                                path + "/declarations/SPOUSE_CONSENT/decision",
                                Map.of("notNeeded", "true"))
                        .statusCode())
                .isEqualTo(302);
    }

    private static String found(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private UUID upload(String path) {
        MatterId matter = MatterId.parse(path.substring(path.lastIndexOf('/') + 1));
        Deque<SentFiles.SentFile> files =
                new ArrayDeque<>(List.of(new SentFiles.SentFile("凭证.png", new ByteArrayInputStream(scan()))));
        try {
            UploadResult result = house.bean(DataRoom.class)
                    .add(
                            advisor.requester(),
                            matter,
                            new NewDocument(Cleartext.of("凭证"), InformationClass.DOCUMENT, MatterStage.DUE_DILIGENCE),
                            () -> Optional.ofNullable(files.poll()));
            return ((UploadResult.Stored) result).document().id().value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void advance(String path, String stage) {
        assertThat(submit(path + "/stage", Map.of("to", stage)).statusCode())
                .as(stage)
                .isEqualTo(302);
    }

    private void takeOn(UUID subject) {
        String path = "/api/clients/" + subject;
        String shown = api.json(api.get("/api/consent/notices/client-intake?lang=zh-CN", advisor.token()))
                .get("contentHash")
                .asString();
        HttpResponse<String> served = api.post(
                path + "/notice", Map.of("language", "zh-CN", "shown", shown, "means", "READ_ALOUD"), advisor.token());
        assertThat(served.statusCode()).isEqualTo(201);
        HttpResponse<String> prepared = api.post(path + "/agreement", Map.of("language", "zh-CN"), advisor.token());
        assertThat(prepared.statusCode()).as(prepared.body()).isEqualTo(201);
        sign(AgreementId.parse(api.text(prepared, "agreement")));
        Map<String, Object> answer =
                Map.of("notice", api.text(served, "notice"), "item", "mandate", "yes", true, "means", "READ_ALOUD");
        assertThat(api.post("/api/consent/answers", answer, advisor.token()).statusCode())
                .isEqualTo(201);
    }

    private void sign(AgreementId id) {
        Agreements agreements = house.bean(Agreements.class);
        assertThat(PapersInTests.takeIn(agreements, advisor.requester(), id, scan()))
                .isInstanceOf(AgreementResult.Done.class);
        assertThat(agreements.confirmPaper(
                        PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER).requester(), id))
                .isInstanceOf(AgreementResult.Done.class);
    }

    private static byte[] scan() {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(400, 560, BufferedImage.TYPE_INT_RGB), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UUID lead() {
        String mobile = "199" + "%08d".formatted(new Random().nextInt(100_000_000));
        HttpResponse<String> answer =
                api.post("/api/clients", Map.of("kind", "PERSON", "name", "王小明", "mobile", mobile), advisor.token());
        assertThat(answer.statusCode()).isEqualTo(201);
        return UUID.fromString(api.text(answer, "subject"));
    }

    private void shows(String path, SignedInPerson who, String sign) {
        pages.shows(path, who, sign);
    }

    private HttpResponse<String> submit(String path, Map<String, String> fields) {
        return pages.submit(advisor, path, fields);
    }
}
