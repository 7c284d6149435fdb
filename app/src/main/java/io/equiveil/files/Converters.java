package io.equiveil.files;

import io.equiveil.files.Sandbox.Bounds;
import io.equiveil.files.Sandbox.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Programs of others that turn what we cannot read into what we can: LibreOffice for office files, libheif for HEIC.
/// They run in the [Sandbox], each conversion with a profile of its own.
final class Converters {

    // "$…" are variables of ours. Nothing of the file's own name gets here.
    private static final String OFFICE_TO_PDF = """
            mkdir -p profile/user out
            printf %s "$SETTINGS" > profile/user/registrymodifications.xcu
            printf %s "$FONTS" > fonts.conf
            export FONTCONFIG_FILE=/tmp/fonts.conf
            cat > "in.$ENDING"
            soffice -env:UserInstallation=file:///tmp/profile --headless --norestore --nolockcheck --nodefault \
            --nofirststartwizard --infilter="$FILTER" --convert-to pdf --outdir out "in.$ENDING" >/dev/null 2>&1 || exit 3
            exec cat out/in.pdf
            """;

    // A file with several pictures gives out-1.jpg and so on; the first is the one that its maker shows.
    private static final String HEIC_TO_JPEG = """
            cat > in.heic
            heif-convert -q 92 in.heic out.jpg >/dev/null 2>&1 || exit 3
            if [ -f out.jpg ]; then exec cat out.jpg; else exec cat out-1.jpg; fi
            """;

    private static final Bounds OFFICE_BOUNDS = new Bounds(Duration.ofSeconds(90), IncomingFiles.LONGEST);
    private static final Bounds HEIC_BOUNDS = new Bounds(Duration.ofSeconds(30), IncomingFiles.LONGEST);

    private final Sandbox sandbox;
    private final String settings = resource("files/office-settings.xcu");
    private final String fonts = resource("files/office-fonts.conf");

    Converters(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /// Whether office files of this kind can be converted here and now.
    boolean takes(PaperKind kind) {
        return switch (kind) {
            case TEXT -> can(HelperProgram.TEXT);
            case SHEETS -> can(HelperProgram.SHEETS);
            case SLIDES -> can(HelperProgram.SLIDES);
            case PDF, PHOTOS -> true;
        };
    }

    boolean takesHeic() {
        return can(HelperProgram.HEIC);
    }

    private boolean can(HelperProgram program) {
        return program.isInstalled() && sandbox.isUsable();
    }

    /// An office file as PDF, which deserves no more trust than one that was sent.
    byte[] pdf(byte[] content, OfficeFormat format) throws FileRefused {
        if (!takes(format.kind())) {
            throw new FileRefused(FileRefusal.OFFICE_NOT_SET_UP);
        }
        Map<String, String> variables =
                Map.of("SETTINGS", settings, "FONTS", fonts, "ENDING", format.ending(), "FILTER", format.filter());
        return switch (sandbox.run(OFFICE_TO_PDF, variables, content, OFFICE_BOUNDS)) {
            case Outcome.Made(var pdf) -> pdf;
            case Outcome.TooSlow _ -> throw new FileRefused(FileRefusal.CONVERSION_SLOW);
            case Outcome.TooLong _ -> throw new FileRefused(FileRefusal.EXPLODES);
            case Outcome.Failed _ -> throw new FileRefused(FileRefusal.CONVERSION_FAILED);
        };
    }

    /// A picture in HEIC as a JPEG, upright; what it still says about the camera is dropped by the next step.
    byte[] jpeg(byte[] heic) throws FileRefused {
        if (!takesHeic()) {
            throw new FileRefused(FileRefusal.HEIC_NOT_SET_UP);
        }
        return switch (sandbox.run(HEIC_TO_JPEG, Map.of(), heic, HEIC_BOUNDS)) {
            case Outcome.Made(var jpeg) -> jpeg;
            case Outcome.TooSlow _, Outcome.TooLong _ -> throw new FileRefused(FileRefusal.PICTURE_TOO_LARGE);
            case Outcome.Failed _ -> throw new FileRefused(FileRefusal.DAMAGED);
        };
    }

    private static String resource(String name) {
        try (InputStream file =
                Objects.requireNonNull(Converters.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
