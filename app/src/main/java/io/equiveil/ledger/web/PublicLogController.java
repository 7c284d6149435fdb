package io.equiveil.ledger.web;

import io.equiveil.frame.OpenToAll;
import io.equiveil.ledger.PublicLog;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.TilePath;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The log as C2SP tlog-tiles wants it: a checkpoint, and files that never change.
@Controller
@RequestMapping("/ledger")
class PublicLogController {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final PublicLog log;

    PublicLogController(PublicLog log) {
        this.log = log;
    }

    // With the slash as well: that is how the address is printed for verifiers.
    @GetMapping({"", "/"})
    @OpenToAll(because = "says in words what the log is, how far it has come, and how anybody checks it")
    ModelAndView index() {
        return new ModelAndView("ledger/index")
                .addObject("key", log.key().render())
                .addObject("fingerprint", log.key().fingerprint())
                .addObject("origin", log.key().name())
                .addObject("checkpoint", log.checkpoint().orElse(null));
    }

    @GetMapping("/checkpoint")
    @OpenToAll(because = "anybody may check that the log was not rewritten; a checkpoint says only its size")
    ResponseEntity<byte[]> checkpoint() {
        return log.checkpoint()
                .map(note -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache())
                        .contentType(TEXT)
                        .body(note.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/key")
    @OpenToAll(because = "whoever checks the log needs its key, and compares it with the printed fingerprint")
    ResponseEntity<byte[]> key() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .contentType(TEXT)
                .body((log.key().render() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/tile/**")
    @OpenToAll(because = "hashes and constant-size commitments say nothing about anybody")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length() + "/ledger/".length());
        return read(path)
                .map(bytes -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private Optional<byte[]> read(String path) {
        try {
            return log.file(TilePath.parse(path));
        } catch (MalformedException noSuchAddress) {
            return Optional.empty();
        }
    }
}
