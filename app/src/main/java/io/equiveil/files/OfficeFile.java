package io.equiveil.files;

/// What was seen of an office file.
///
/// @param pointsElsewhere whether it wants to fetch something from another file or a server when it is opened
record OfficeFile(OfficeFormat format, boolean pointsElsewhere) {}
