package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.kernel.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Whoever learns the address of somebody else's page reads nothing there: every mapped address that names somebody or
/// something, filled with what belongs to another transfer, and asked by people who have no part in it.
///
/// A new address joins by itself; one whose names this wall does not know is refused until it is told.
@Tag("soak")
class StrangersTests {

    /// Addresses that name something and are open all the same, with the reason.
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("/notices/{id}", "public words of notices (PIPL art. 17)"),
            Map.entry("/consent/notices/{id}", "the same"),
            Map.entry("/api/consent/notices/{id}", "the same, for programs"),
            Map.entry("/client/door/{secret}", "a page with a button; nothing is looked at before it is pressed"),
            Map.entry("/enrol/{link}", "an unknown link says so"),
            Map.entry("/enrol/{link}/authenticator", "an unknown link says so"),
            Map.entry("/start/{link}", "an unknown link says so"),
            Map.entry("/law/{citation}", "the law is public"),
            Map.entry("/api/law/rules/{citation}", "the law is public"),
            Map.entry("/api/law/rules/{citation}/due", "the law is public"),
            Map.entry("/api/law/calendars/{year}", "the law is public"),
            Map.entry("/controls/{id}", "what the firm promises is public"),
            Map.entry("/api/public/controls/{id}", "the same, for programs"));

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)(?::[^{}]*(?:\\{[^}]*\\}[^{}]*)?)?\\}");

    private final House house = House.open();
    private final Doors doors = new Doors(house, new Canaries());

    @Test
    void nobodyReadsOrChangesAnythingByItsAddressAlone() {
        ALine line = new ALine();
        Visitor buyer = line.buyer();
        String view = line.view(line.advisor, line.document)
                .body()
                .replaceAll("(?s).*\"view\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1");
        Map<String, Visitor> strangers = new LinkedHashMap<>();
        strangers.put("another advisor", line.equipped(PeopleInTests.staff(house, Role.ADVISOR)));
        strangers.put("another client", new Visitor(house, PeopleInTests.client(house, line.client("钱某")), ""));
        strangers.put("a partner who is not engaged", strangePartner());
        strangers.put("nobody", new Visitor(house, null, ""));

        List<String> entered = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        int asked = 0;
        for (RequestMappingInfo mapping : house.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (String pattern : mapping.getPatternValues()) {
                if (!pattern.contains("{") || OPEN.containsKey(pattern)) {
                    continue;
                }
                Optional<String> path = filled(pattern, line, buyer, view, unknown);
                if (path.isEmpty()) {
                    continue;
                }
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    for (var stranger : strangers.entrySet()) {
                        int status = status(stranger.getValue(), method.name(), path.get());
                        asked++;
                        if (status < 400) {
                            entered.add(stranger.getKey() + ": " + method + " " + pattern + " " + status);
                        }
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(200);
        assertThat(unknown)
                .as("names in addresses that this wall does not know")
                .isEmpty();
        assertThat(entered).isEmpty();
    }

    /// Forms carry their token, so that it is not for its lack that they are turned away.
    private int status(Visitor stranger, String method, String path) {
        return method.equals("POST") && !path.startsWith("/api/") && stranger.person() != null
                ? doors.knock(stranger.person(), path)
                : stranger.ask(method, path, method.equals("GET") ? "" : "{}").status();
    }

    private Visitor strangePartner() {
        return new Visitor(
                house, PeopleInTests.partner(house, new io.equiveil.kernel.PartnerId(UUID.randomUUID())), "");
    }

    /// The address with everything of this line in it.
    private Optional<String> filled(String pattern, ALine line, Visitor buyer, String view, Set<String> unknown) {
        Matcher names = NAME.matcher(pattern);
        StringBuilder path = new StringBuilder();
        while (names.find()) {
            String value = value(pattern, names.group(1), line, buyer, view);
            if (value.isEmpty()) {
                unknown.add(pattern + " {" + names.group(1) + "}");
                return Optional.empty();
            }
            names.appendReplacement(path, value);
        }
        names.appendTail(path);
        return Optional.of(path.toString());
    }

    private String value(String pattern, String name, ALine line, Visitor buyer, String view) {
        return switch (name) {
            case "subject" -> line.sellerSubject.toString();
            case "buyer" -> line.buyerSubject.toString();
            case "matter" -> line.matter.toString();
            case "document" -> line.document.toString();
            case "view" -> view;
            case "page" -> "1";
            case "person" -> line.advisor.id().toString();
            case "partner" -> UUID.randomUUID().toString();
            case "section" -> "PERSON_IDENTITY";
            case "step" -> "ARTICLES_CHECKED";
            case "item" -> "DISCLOSE";
            case "sending", "shareholder" -> UUID.randomUUID().toString();
            case "place" -> "SG";
            case "served" -> one("select id::text from consent.served_notices where subject_id = ?", line);
            case "notice" -> UUID.randomUUID().toString();
            case "proposal" -> UUID.randomUUID().toString();
            case "session" -> line.advisor.person().requester().session().toString();
            case "passkey" -> UUID.randomUUID().toString();
            case "intake" -> "1";
            case "id" -> id(pattern, line);
            default -> "";
        };
    }

    private String id(String pattern, ALine line) {
        if (pattern.contains("/matters/")) {
            return line.matter.toString();
        }
        if (pattern.contains("/agreements/")) {
            return one("select id::text from nda.agreements where subject_id = ?", line);
        }
        if (pattern.contains("/records/")) {
            return line.consentForTheBuyer().toString();
        }
        if (pattern.contains("/devices/")) {
            return one("select id::text from devices.devices where person <> ? order by registered_at desc", line);
        }
        if (pattern.contains("/attestations/")) {
            return one("select id::text from training.attestations where person <> ? order by recorded_at desc", line);
        }
        if (pattern.contains("/partners/") || pattern.contains("/duplicates/")) {
            return UUID.randomUUID().toString();
        }
        return "";
    }

    private String one(String query, ALine line) {
        return house.ownerJdbc()
                .sql(query + " limit 1")
                .param(line.sellerSubject.value())
                .query(String.class)
                .single();
    }
}
