package io.equiveil.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// The law over HTTP, for a stranger.
class LawPagesTests {

    private static final House HOUSE = House.open();

    private final Browser stranger = new Browser(HOUSE);

    @Test
    void aRuleIsFoundReadAndCounted() {
        assertThat(stranger.open("/law?lang=zh-CN").body()).contains("个人信息保护法").contains("办理期限");
        assertThat(stranger.open("/law?words=%E4%BC%98%E5%85%88%E8%B4%AD%E4%B9%B0%E6%9D%83")
                        .body())
                .contains("/law/CO-84")
                .doesNotContain("/law/PIPL-47");
        assertThat(stranger.open("/law/CO-84?from=2026-03-02").body())
                .contains("第八十四条")
                .contains("最后一日：2026年4月1日");
        assertThat(stranger.open("/law/DL-PUBLICISE?from=2026-12-21&lang=en").body())
                .contains("The holiday plan of 2027 is not published yet");
        assertThat(stranger.open("/law/INC-4c'?lang=en").body())
                .contains("1 hour<")
                .contains("Repost read");
        assertThat(stranger.open("/law/CSL-FINE+").statusCode()).isEqualTo(200);
        assertThat(stranger.open("/law/calendar?year=2027&lang=zh-CN").body()).contains("尚未公布");
        assertThat(stranger.open("/law/NOWHERE-1").statusCode()).isEqualTo(404);
    }

    @Test
    void programsGetTheSame() throws Exception {
        assertThat(get("/api/law/rules/CSL-LOG?on=2025-06-01").body()).contains("第二十一条第三项");
        assertThat(get("/api/law/rules/DL-INC-OTHER/due?from=2026-10-01T22:30:00Z")
                        .body())
                .contains("\"end\":\"2026-10-02T02:30:00Z\"")
                .contains("\"certain\":true");
        assertThat(get("/api/law/rules?part=deadlines").body())
                .contains("DL-PREEMPT")
                .doesNotContain("PIPL-47\",\"kind");
        assertThat(get("/api/law/calendars/2026").body()).contains("2026-10-10");
        assertThat(get("/api/law/rules/PIPL-47/due?from=2026-10-01T22:30:00Z").body())
                .contains("urn:equiveil:problem:rule-without-that-period");
        assertThat(get("/api/law/calendars/2031").body()).contains("urn:equiveil:problem:calendar-not-published");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path)).build(), BodyHandlers.ofString());
        }
    }
}
