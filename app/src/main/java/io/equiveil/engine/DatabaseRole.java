package io.equiveil.engine;

/// The four roles the application uses in the database. None of them is a superuser or may bypass row-level security.
public enum DatabaseRole {

    /// Owns the schemas and runs the migrations; used for nothing else.
    OWNER("ev_owner"),

    /// Everything the rooms do.
    APP("ev_app"),

    /// Records releases, refusals and sign-ins on its own connection, independent of the caller's rollback.
    RECORDER("ev_recorder"),

    /// Puts the ledger's entries in order.
    SEQUENCER("ev_sequencer");

    private final String roleName;

    DatabaseRole(String roleName) {
        this.roleName = roleName;
    }

    /// The role's name in PostgreSQL.
    public String roleName() {
        return roleName;
    }
}
