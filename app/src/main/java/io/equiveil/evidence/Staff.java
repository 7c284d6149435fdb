package io.equiveil.evidence;

/// The firm of the play.
record Staff(Colleague owner, Colleague advisor, Colleague second, Colleague compliance, Colleague security) {}
