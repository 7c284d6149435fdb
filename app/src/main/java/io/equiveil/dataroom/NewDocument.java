package io.equiveil.dataroom;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;

/// What somebody says about a document that is being sent.
///
/// @param title            1 to 120 characters; if blank, the file's name without its ending
/// @param informationClass one of [DataRoom#CLASSES]
/// @param shownFrom        stage from which the other side and partners may see it
public record NewDocument(Cleartext title, InformationClass informationClass, MatterStage shownFrom) {}
