package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class HouseOpensTests {

    @Test
    void healthSaysOnlyUp() throws Exception {
        House house = House.open();

        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(house.baseUrl() + "/actuator/health"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }
}
