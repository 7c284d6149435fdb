package io.equiveil.imports;

import io.equiveil.kernel.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What stands in a list, one to a row.
public enum ListKind {
    /// First contacts: a name and a mobile number each.
    CLIENTS(
            Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER),
            List.of(ListColumn.NAME, ListColumn.MOBILE, ListColumn.CLIENT_KIND),
            Set.of(ListColumn.NAME, ListColumn.MOBILE)),
    /// Running matters, each with its seller and, where there are any, its buyers.
    MATTERS(
            Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER),
            List.of(
                    ListColumn.SELLER_MOBILE,
                    ListColumn.SELLER_NAME,
                    ListColumn.CLIENT_KIND,
                    ListColumn.STAGE,
                    ListColumn.MANDATED_ON,
                    ListColumn.CODE_NAME,
                    ListColumn.FORM,
                    ListColumn.BUYER_MOBILE,
                    ListColumn.BUYER_NAME),
            Set.of(ListColumn.SELLER_MOBILE, ListColumn.STAGE, ListColumn.MANDATED_ON)),
    /// The firm's own people, to be invited.
    STAFF(
            Set.of(Role.OWNER, Role.ADMINISTRATOR),
            List.of(ListColumn.NAME, ListColumn.LOGIN, ListColumn.ROLES, ListColumn.CODE_NAME, ListColumn.MOBILE),
            Set.of(ListColumn.NAME, ListColumn.LOGIN));

    private final Set<Role> roles;
    private final List<ListColumn> columns;
    private final Set<ListColumn> required;

    ListKind(Set<Role> roles, List<ListColumn> columns, Set<ListColumn> required) {
        this.roles = roles;
        this.columns = columns;
        this.required = required;
    }

    /// Who may bring such a list in.
    public Set<Role> roles() {
        return roles;
    }

    /// What is read of a row, in the order in which it is asked.
    public List<ListColumn> columns() {
        return columns;
    }

    /// The kind of this name, as a form sends it; clients if it is none.
    public static ListKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(CLIENTS);
    }

    /// Whether a list without this column cannot be taken in.
    public boolean requires(ListColumn column) {
        return required.contains(column);
    }
}
