package io.equiveil.setup;

/// How far an order for a certificate is.
public enum AcmeStage {
    /// Nothing is under way.
    IDLE,
    /// The authority is being asked for an order.
    ORDERING,
    /// The record in the domain's DNS is to be set.
    RECORD,
    /// The authority looks at the record, and issues.
    CHECKING,
    /// It came to nothing; what is wrong is said.
    FAILED;

    /// Whether this server is at it, and a page may wait.
    public boolean isAtWork() {
        return this == ORDERING || this == CHECKING;
    }
}
