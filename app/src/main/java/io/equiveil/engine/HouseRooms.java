package io.equiveil.engine;

import java.util.List;

/// The rooms of this program, lowest floor first: the order in which their schemas are made.
///
/// @param inOrder names of rooms, which are names of schemas
public record HouseRooms(List<String> inOrder) {

    public HouseRooms {
        inOrder = List.copyOf(inOrder);
    }
}
