package io.equiveil.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Programs of others that files may need; each is a package of Debian, and all may be absent: then files that
/// need them are refused with a sentence, and everything else works.
public enum HelperProgram {
    /// What the others run in.
    SANDBOX("bubblewrap", "/usr/bin/bwrap"),
    TEXT("libreoffice-writer-nogui", "/usr/lib/libreoffice/program/libswlo.so"),
    SHEETS("libreoffice-calc-nogui", "/usr/lib/libreoffice/program/libsclo.so"),
    SLIDES("libreoffice-impress-nogui", "/usr/lib/libreoffice/program/libsdlo.so"),
    HEIC("libheif-examples", "/usr/bin/heif-convert"),
    /// Without it Chinese in office files is shown as boxes.
    FONTS("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");

    private final String debianPackage;
    private final Path file;

    HelperProgram(String debianPackage, String file) {
        this.debianPackage = debianPackage;
        this.file = Path.of(file);
    }

    public String debianPackage() {
        return debianPackage;
    }

    /// Looked up each time: what is installed later counts without a new start.
    public boolean isInstalled() {
        return Files.exists(file);
    }

    /// Those that are not installed.
    public static List<HelperProgram> missing() {
        return Arrays.stream(values()).filter(each -> !each.isInstalled()).toList();
    }
}
