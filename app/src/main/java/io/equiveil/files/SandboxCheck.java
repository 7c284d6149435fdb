package io.equiveil.files;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/// Part of measure 2.3: what converts files of others can write into memory only, and reaches no network. Tried from
/// inside, each time. What is not installed converts nothing and keeps the promise; the evidence says what is missing.
@Component
class SandboxCheck implements ControlCheck {

    private static final String TRY = """
            for place in / /usr/bin /etc /dev /var; do
              (echo x > "$place/equiveil-was-here") 2>/dev/null && echo "wrote $place"
            done
            tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '
            grep -q ' /tmp tmpfs ' /proc/mounts && echo memory
            """;
    private static final String TIGHT = "lo\nmemory\n";

    private final Sandbox sandbox;

    SandboxCheck(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public ControlId control() {
        return new ControlId("2.3");
    }

    @Override
    public Outcome check() {
        return sandbox.isUsable()
                ? judge(sandbox.attempt(TRY))
                : new Outcome.Holds(
                        HelperProgram.SANDBOX.isInstalled()
                                ? "files.control.sandbox.not-allowed"
                                : "files.control.sandbox.absent");
    }

    static Outcome judge(Sandbox.Outcome said) {
        return switch (said) {
            case Sandbox.Outcome.Made(var output)
            when new String(output, StandardCharsets.UTF_8).equals(TIGHT) ->
                HelperProgram.missing().isEmpty()
                        ? new Outcome.Holds("files.control.sandbox.tight")
                        : new Outcome.Holds("files.control.sandbox.tight-some");
            case Sandbox.Outcome.Made _ -> new Outcome.Fails("/controls/2.3", "files.control.sandbox.leaks");
            case Sandbox.Outcome.TooSlow _, Sandbox.Outcome.TooLong _, Sandbox.Outcome.Failed _ ->
                new Outcome.Unknown("files.control.sandbox.unknown");
        };
    }
}
