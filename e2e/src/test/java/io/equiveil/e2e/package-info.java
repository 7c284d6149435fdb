/// The packaged application from outside: as a command, over HTTP, and in a real browser.
///
/// Journeys are stories of one role each. They share one server, one browser and what the journeys before them
/// made: an office is founded, a colleague hired, a client taken on exactly once, through the pages, by the
/// first journey that needs them. Every page on the way is looked over ([Scrutiny]).
package io.equiveil.e2e;
