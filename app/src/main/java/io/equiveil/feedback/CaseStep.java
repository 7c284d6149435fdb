package io.equiveil.feedback;

/// On which occasion something was said in a case.
public enum CaseStep {
    OPENED,
    ANSWERED,
    CONTESTED,
    AGREED
}
