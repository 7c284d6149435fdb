package io.equiveil.e2e;

import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The journeys once more, and then every page that anybody in them can reach: some fifty, each four times. Takes
/// minutes.
@Tag("soak")
class EveryPageTests extends JourneysTests {

    @Test
    @Order(30)
    void everyPageOfEveryRoleHoldsInBothLanguagesAtBothWidthsLightAndDark() {
        of("shen")
                .from(
                        "/",
                        List.of(
                                "/clients/*",
                                "/agreements/*",
                                "/agreements/*/paper",
                                "/matters/*",
                                "/matters/*/deal",
                                "/matters/*/teaser",
                                "/matters/*/steps",
                                "/matters/*/certificate"));
        of("guqy")
                .from(
                        "/",
                        List.of(
                                "/controls",
                                "/records",
                                "/records/state",
                                "/clients/duplicates",
                                "/matters/conflicts"));
        of("qin").from("/", List.of("/clients", "/matters", "/staff", "/policy", "/backups", "/firm"));
        of("tao.ran").from("/", List.of("/partners"));
        new EveryPage(firm.client(SELLER).at())
                .from(
                        "/portal",
                        List.of("/portal/lookups", "/portal/consent", "/portal/matters/*", "/portal/matters/*/buyers"));
        new EveryPage(firm.client(BUYER).at()).from("/portal", List.of("/portal/matters/*", "/portal/interests/*"));
        new EveryPage(firm.visitor("stranger", Device.COMPUTER))
                .from("/sign-in", List.of("/client/sign-in", "/controls", "/controls/*", "/ledger"));
    }

    private static EveryPage of(String login) {
        return new EveryPage(firm.colleague(login).at());
    }
}
