package io.equiveil.nda.rest;

import io.equiveil.frame.OpenToAll;
import io.equiveil.nda.SigningRoot;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The root certificate for programs.
@RestController
@OpenToAll(because = "whoever holds a signed agreement may verify it without asking us")
class SigningRootRestController {

    private final SigningRoot root;

    SigningRootRestController(SigningRoot root) {
        this.root = root;
    }

    /// @param sha256 fingerprint of the DER, pairs of hexadecimal digits
    /// @param pem    RFC 7468
    record RootView(String name, String sha256, Instant validUntil, String pem) {}

    @GetMapping("/api/public/signing-root")
    RootView show() {
        return new RootView(root.name(), root.fingerprint(), root.validUntil(), root.pem());
    }
}
