package io.equiveil.backup;

import org.jspecify.annotations.Nullable;

/// Which version of the program this is.
final class ProgramVersion {

    private ProgramVersion() {}

    /// As the archive says; `development` when it runs from folders.
    static String here() {
        @Nullable String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
