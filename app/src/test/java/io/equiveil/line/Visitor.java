package io.equiveil.line;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.PersonId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who asks over HTTP, with a session and the cookie of a device.
///
/// @param person absent for somebody who is not signed in
/// @param device what the device's cookie holds; blank for none
record Visitor(House house, @Nullable SignedInPerson person, String device) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// An answer.
    ///
    /// @param reasons why the gate said no, if it did
    record Said(int status, List<String> reasons, String body) {

        boolean permitted() {
            return status / 100 == 2;
        }
    }

    PersonId id() {
        return Objects.requireNonNull(person).person();
    }

    Visitor with(SignedInPerson session) {
        return new Visitor(house, session, device);
    }

    Visitor withoutDevice() {
        return new Visitor(house, person, "");
    }

    /// Asks; once more where the ledger was too slow to record, since a busy machine is no answer of the gate.
    Said ask(String method, String path, String body) {
        Said said = askOnce(method, path, body);
        for (int again = 0; again < 5 && said.status() == 503; again++) {
            said = askOnce(method, path, body);
        }
        return said;
    }

    Said askOnce(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (person != null) {
            // Below /api/ the header counts, on pages the cookie.
            request.header("Authorization", "Bearer " + person.token());
        }
        String cookies = (person == null ? "" : "EVSESSION=" + person.token() + "; ")
                + (device.isEmpty() ? "" : "device=" + device);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            List<String> reasons = new ArrayList<>();
            if (answer.body().startsWith("{")) {
                collect(JSON.readTree(answer.body()), reasons);
            }
            return new Said(
                    answer.statusCode(), reasons.stream().distinct().sorted().toList(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void collect(JsonNode node, List<String> reasons) {
        node.findValues("reason").forEach(each -> reasons.add(each.asString()));
        node.path("reasons").forEach(each -> reasons.add(each.asString()));
    }
}
