package io.equiveil.imports;

import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Set;

/// What stands in a list, one to a row.
public enum ListKind {
    /// First contacts: a name and a mobile number each.
    CLIENTS(
            Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER),
            List.of(ListColumn.NAME, ListColumn.MOBILE, ListColumn.CLIENT_KIND));

    private final Set<Role> roles;
    private final List<ListColumn> columns;

    ListKind(Set<Role> roles, List<ListColumn> columns) {
        this.roles = roles;
        this.columns = columns;
    }

    /// Who may bring such a list in.
    public Set<Role> roles() {
        return roles;
    }

    /// What is read of a row, in the order in which it is asked.
    public List<ListColumn> columns() {
        return columns;
    }
}
