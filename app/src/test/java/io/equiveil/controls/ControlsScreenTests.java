package io.equiveil.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public side of the measures, over HTTP.
class ControlsScreenTests {

    private static final House HOUSE = House.open();

    @Test
    void programsGetEveryMeasureInTheAgreedShape() throws Exception {
        HOUSE.bean(Controls.class).checkNow();

        JsonNode list = json("/api/public/controls", "en");

        assertThat(list.size()).isEqualTo(Catalogue.MEASURES);
        for (JsonNode control : list) {
            assertThat(control.propertyNames())
                    .containsExactly("id", "name", "status", "checkedAt", "evidence", "nameZh", "nameEn");
            assertThat(control.get("status").asString()).isIn("holds", "fails", "unknown");
            assertThat(control.get("evidence").asString()).isNotBlank();
            assertThat(control.get("name").asString())
                    .isEqualTo(control.get("nameEn").asString());
        }
    }

    @Test
    void aMeasureWithoutACheckHonestlySaysSo() throws Exception {
        JsonNode report = null;
        for (JsonNode control : json("/api/public/controls", "zh")) {
            report = control.get("id").asString().equals("15.1") ? control : report;
        }

        assertThat(report).isNotNull();
        assertThat(report.get("status").asString()).isEqualTo("unknown");
        assertThat(report.get("checkedAt").isNull()).isTrue();
        assertThat(report.get("evidence").asString()).isEqualTo("尚无自动检查。");
    }

    @Test
    void everyCheckHasWordsInBothLanguages() {
        HOUSE.bean(Controls.class).checkNow();
        for (String language : List.of("zh", "en")) {
            assertThat(get("/api/public/controls", language).body())
                    .doesNotContain("说明文字暂缺", "its explanation is missing");
        }
    }

    @Test
    void oscalIsWellFormed() throws Exception {
        JsonNode results = json("/api/public/controls/oscal", "en").get("assessment-results");
        JsonNode catalog = json("/api/public/controls/oscal/catalog", "en").get("catalog");

        assertThat(results.get("metadata").get("oscal-version").asString()).isEqualTo("1.1.3");
        JsonNode result = results.get("results").get(0);
        JsonNode scope =
                result.get("reviewed-controls").get("control-selections").get(0).get("include-controls");
        assertThat(scope.size()).isEqualTo(Catalogue.MEASURES);
        assertThat(results.get("import-ap").get("href").asString())
                .isEqualTo("#"
                        + results.get("back-matter")
                                .get("resources")
                                .get(0)
                                .get("uuid")
                                .asString());
        Set<String> observations = new HashSet<>();
        if (result.has("observations")) {
            result.get("observations")
                    .forEach(o -> observations.add(o.get("uuid").asString()));
        }
        if (result.has("findings")) {
            for (JsonNode finding : result.get("findings")) {
                assertThat(finding.get("target").get("status").get("state").asString())
                        .isIn("satisfied", "not-satisfied");
                assertThat(observations)
                        .contains(finding.get("related-observations")
                                .get(0)
                                .get("observation-uuid")
                                .asString());
            }
        }
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        assertThat(observations).allMatch(o -> o.matches(uuid));
        assertThat(catalog.get("uuid").asString()).matches(uuid);
        assertThat(catalog.get("groups").size()).isEqualTo(21);
        assertThat(catalog.get("groups").get(1).get("controls").get(0).get("id").asString())
                .isEqualTo("ev-1.1");
    }

    @Test
    void everybodyMayReadTheMapAndEachPromise() {
        String map = get("/controls", "zh").body();

        assertThat(map).contains("我们的保密承诺与现状", "href=\"/controls/20.3\"", "href=\"/controls/D.10\"");
        assertThat(map).doesNotContain("立即检查");
        assertThat(get("/controls/3.3", "en").body())
                .contains("Every view is on record")
                .doesNotContain("Mend it");
        assertThat(get("/controls/21.1", "zh").statusCode()).isEqualTo(404);
        assertThat(get("/controls/x", "zh").statusCode()).isEqualTo(404);
    }

    @Test
    void aStrangerCannotStartARound() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + "/controls/rounds"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isIn(303, 401, 403);
    }

    private static JsonNode json(String path, String language) throws Exception {
        return JsonMapper.shared().readTree(get(path, language).body());
    }

    private static HttpResponse<String> get(String path, String language) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                                    .header("Accept-Language", language)
                                    .build(),
                            BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
