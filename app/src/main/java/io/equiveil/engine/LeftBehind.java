package io.equiveil.engine;

/// A table whose rows must not come back with a backup: sessions that ended meanwhile, codes that were used. Declared
/// as a bean by the room that owns it.
///
/// @param table `room.table`
public record LeftBehind(String table) {}
