package io.equiveil.frame;

import io.equiveil.kernel.Role;
import java.util.Set;

/// An entry of the left navigation, contributed as a bean by the room that owns the page.
///
/// @param group      where it stands: by what people do, not by room
/// @param order      within the group, low first
/// @param messageKey its label
/// @param path       where it leads
/// @param roles      who sees it
public record NavigationItem(Group group, int order, String messageKey, String path, Set<Role> roles) {

    /// Groups of the navigation in their order on the page.
    public enum Group {
        TODAY,
        CLIENTS,
        MATTERS,
        DATA_ROOM,
        COMPLIANCE,
        SECURITY,
        FIRM,
        PORTAL
    }
}
