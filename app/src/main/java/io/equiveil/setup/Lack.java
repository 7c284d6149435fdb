package io.equiveil.setup;

/// Something that the first real deal still lacks.
///
/// @param count how many of it
public record Lack(Kind kind, int count) {

    /// What is lacking. Each has a sentence (`setup.lack.…`) and a page where it is mended.
    public enum Kind {
        /// Nobody said how the firm works.
        PROFILE_OPEN(false, "/set-up/profile"),
        /// Notices and agreements cannot say who handles the facts.
        FIRM_UNNAMED(true, "/set-up/firm"),
        /// DutyCount that fewer than two people can do.
        DUTIES_SHORT(true, "/set-up/people"),
        /// Active colleagues who have not signed their own undertaking; nothing opens to them.
        UNDERTAKINGS_MISSING(false, "/staff"),
        /// Papers that nobody adopted.
        PAPERS_OPEN(false, "/set-up/papers"),
        /// Nobody could open anything without the passphrase: too few recovery sheets are where they should be.
        RECOVERY_SHEETS(false, "/set-up/recovery"),
        /// Nobody could let the only owner in again.
        SINGLE_OWNER(false, "/set-up/people"),
        /// Only the office itself can reach this server, or browsers warn of its certificate.
        NOT_REACHABLE(false, "/set-up/address"),
        /// Codes can be given face to face only, and clients get no messages.
        NO_SMS(false, "/messages/channels"),
        /// There is no backup.
        NO_BACKUP(false, "/backups");

        private final boolean blocking;
        private final String path;

        Kind(boolean blocking, String path) {
            this.blocking = blocking;
            this.path = path;
        }

        /// Whether the set-up cannot be completed without it.
        public boolean isBlocking() {
            return blocking;
        }

        /// Where it is mended.
        public String path() {
            return path;
        }
    }
}
