package io.equiveil.e2e;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/// A passkey authenticator in somebody's device (CTAP2, user verification by finger or face), as the browser's
/// own virtual authenticator plays it.
final class Passkey {

    private final CDPSession browser;
    private final String id;

    /// @param page whose device has the authenticator from now on
    Passkey(Page page) {
        browser = page.context().newCDPSession(page);
        browser.send("WebAuthn.enable");
        JsonObject abilities = new JsonObject();
        abilities.addProperty("protocol", "ctap2");
        abilities.addProperty("transport", "internal");
        abilities.addProperty("hasResidentKey", true);
        abilities.addProperty("hasUserVerification", true);
        abilities.addProperty("isUserVerified", true);
        abilities.addProperty("automaticPresenceSimulation", true);
        JsonObject wanted = new JsonObject();
        wanted.add("options", abilities);
        id = browser.send("WebAuthn.addVirtualAuthenticator", wanted)
                .get("authenticatorId")
                .getAsString();
    }

    /// How many passkeys it holds.
    int held() {
        return browser.send("WebAuthn.getCredentials", ofThis())
                .getAsJsonArray("credentials")
                .size();
    }

    /// The finger on it is a stranger's from now on.
    void isHeldBySomebodyElse() {
        JsonObject stranger = ofThis();
        stranger.addProperty("isUserVerified", false);
        browser.send("WebAuthn.setUserVerified", stranger);
    }

    private JsonObject ofThis() {
        JsonObject named = new JsonObject();
        named.addProperty("authenticatorId", id);
        return named;
    }
}
