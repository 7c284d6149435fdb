package io.equiveil.nda.web;

import io.equiveil.frame.OpenToAll;
import io.equiveil.nda.SigningRoot;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The root certificate under which signatures on agreements are made, with what readers do with it.
@Controller
@OpenToAll(because = "whoever holds a signed agreement may verify it without asking us")
class SigningRootController {

    private final SigningRoot root;

    SigningRootController(SigningRoot root) {
        this.root = root;
    }

    @GetMapping("/signing-root")
    ModelAndView show() {
        return new ModelAndView("nda/root").addObject("root", root);
    }

    /// DER, as Adobe Reader and operating systems import it.
    @GetMapping("/signing-root.cer")
    ResponseEntity<byte[]> der() {
        return file(root.der(), "application/pkix-cert", "equiveil-signing-root.cer");
    }

    /// PEM, as command lines take it.
    @GetMapping("/signing-root.pem")
    ResponseEntity<byte[]> pem() {
        return file(
                root.pem().getBytes(StandardCharsets.US_ASCII), "application/x-pem-file", "equiveil-signing-root.pem");
    }

    private static ResponseEntity<byte[]> file(byte[] content, String type, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(content);
    }
}
