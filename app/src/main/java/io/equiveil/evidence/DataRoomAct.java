package io.equiveil.evidence;

import io.equiveil.evidence.Actor.Sent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Documents come in: public ones, made ones, photographs; each as a stream, and none that is not what it says.
final class DataRoomAct {

    private final Stage stage;
    private final Staff staff;

    DataRoomAct(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
    }

    Deal play(String matter, Party seller) {
        stage.act("资料室", "The data room");
        String at = "/api/matters/" + matter + "/documents";
        byte[] contract = contract();
        String id = stage.needed(
                        "顾问甲上传股权转让合同（中文 PDF），边传边加密",
                        "Advisor A uploads the transfer contract (a PDF in Chinese), encrypted as it streams in",
                        upload(staff.advisor(), at, "股权转让合同", Sent.of("合同.pdf", contract)))
                .text("id");
        publicDocuments(at);
        photographs(at, seller);
        refusals(at, contract);
        identityDocument(matter, seller);
        return new Deal(matter, id);
    }

    private byte[] contract() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("标的公司", stage.invented().company("澄江"));
        fields.put("转让价款", stage.invented().price());
        fields.put("送达地址", stage.invented().address());
        stage.report().confidential(fields.values().toArray(new String[0]));
        return Props.contract("股权转让合同", fields);
    }

    private void publicDocuments(String at) {
        document(at, PublicDocument.GUIDE, "《Debian 维护者指南》，中文 142 页", "a guide in Chinese, 142 pages");
        document(at, PublicDocument.MANUAL, "bzip2 手册，英文 38 页", "a manual in English, 38 pages");
        document(at, PublicDocument.OFFICE, "LibreOffice 文档，2 页", "two pages of an office document");
        document(at, PublicDocument.SITE, "Apache Tika 主页，1 页", "a printed web page");
    }

    private void document(String at, PublicDocument document, String chinese, String english) {
        Answer stored = stage.permitted(
                "上传公开文件：" + chinese,
                "A public document comes in: " + english,
                upload(staff.advisor(), at, chinese, document.sent()));
        stage.checked(
                "页数不多不少",
                "Not a page more or less",
                Integer.toString(document.pages()),
                stored.body().path("pages").asString("0"));
    }

    private void photographs(String at, Party seller) {
        Answer stored = stage.permitted(
                "卖方用手机拍三页，合成一份 PDF",
                "The seller photographs three pages, which become one PDF",
                seller.actor()
                        .upload(
                                at,
                                Map.of("title", "出资证明书"),
                                List.of(
                                        Sent.of("IMG_0001.jpg", Props.shotOfPage(1)),
                                        Sent.of("IMG_0002.jpg", Props.shotOfPage(2)),
                                        Sent.of("IMG_0003.jpg", Props.shotOfPage(3)))));
        stage.checked(
                "三张照片，三页",
                "Three photographs, three pages",
                "3",
                stored.body().path("pages").asString("0"));
        stage.permitted(
                "上传一张 PNG 截图",
                "A screenshot comes in as PNG",
                upload(staff.advisor(), at, "经营图表", Sent.of("图表.png", Props.screenshot())));
    }

    private void refusals(String at, byte[] contract) {
        stage.refused(
                "传到一半断掉的文件不收",
                "A file that broke off is not taken",
                "DAMAGED",
                upload(staff.advisor(), at, "残缺", Sent.of("残缺.pdf", Props.brokenOff(contract))));
        stage.refused(
                "设了密码的文件不收",
                "A file that wants a password is not taken",
                "ENCRYPTED",
                upload(staff.advisor(), at, "加密", Sent.of("加密.pdf", Props.encrypted(contract))));
        stage.refused(
                "超过 60 MB 的文件不收",
                "A file of more than 60 MB is not taken",
                "TOO_LARGE",
                upload(staff.advisor(), at, "太大", new Sent("太大.pdf", () -> Props.tooLarge(contract))));
        stage.refused(
                "伪装成 PDF 的程序不收",
                "A program that calls itself a PDF is not taken",
                "DISGUISED",
                upload(staff.advisor(), at, "伪装", Sent.of("伪装.pdf", Props.disguised())));
    }

    /// Two shots, one of them lying on its side. They come back upright and stamped with what they are for.
    private void identityDocument(String matter, Party seller) {
        Answer stored = stage.needed(
                "卖方拍照上传身份证件（一张是横着拍的）",
                "The seller photographs the identity card, one side lying on its side",
                seller.actor()
                        .upload(
                                "/api/subjects/" + seller.subject() + "/identity-documents",
                                Map.of("title", "身份证", "matter", matter),
                                List.of(Sent.of("front.jpg", Props.identityPhoto()))));
        Looking look = new Looking(stage);
        String view = look.opens(
                staff.advisor().actor(),
                stored.text("id"),
                "顾问甲为核验身份打开证件，记录在案",
                "To check the identity, advisor A opens it; that is recorded");
        ShownPage page = look.page(staff.advisor().actor(), view, 1);
        stage.checked(
                "照片自动转正", "The photograph stands upright", "upright", page.isUpright() ? "upright" : "on its side");
        stage.checked(
                "每一页都盖着用途：仅供办理本项目股权转让使用，他用无效",
                "Every page is stamped with what it is for, and void for anything else",
                "stamped",
                page.reddened() > 3 ? "stamped" : "clean");
    }

    private static Answer upload(Colleague who, String at, String title, Sent file) {
        return who.actor().upload(at, Map.of("title", title), List.of(file));
    }
}
