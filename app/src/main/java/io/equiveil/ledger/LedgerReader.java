package io.equiveil.ledger;

import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.VerifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the log for people: what happened to a subject's data, who did what, and the proof of it.
///
/// Does not ask who reads: the rooms that show these entries do, and record that they did.
public interface LedgerReader {

    /// Most entries on one page.
    int MOST = 200;

    /// Entries about a subject, newest first, as that subject may see them.
    ///
    /// @param before only entries with a lower number; the last number of the page before
    /// @param limit  1 to [#MOST]
    List<SubjectEntry> aboutSubject(SubjectId subject, OptionalLong before, int limit);

    /// Entries that meet all conditions of a search, newest first, as the firm sees them.
    ///
    /// @param before only entries with a lower number; the last number of the page before
    /// @param limit  1 to [#MOST]
    List<FirmEntry> search(Search search, OptionalLong before, int limit);

    /// Shows where the entries lie that people caused and that meet all conditions of a search, the newest
    /// first, without opening any; what the machine did for itself is left out.
    ///
    /// @param size only entries below this position
    void eachByPeople(Search search, long size, Consumer<Position> reader);

    /// Where an entry lies.
    ///
    /// @param intake number on arrival
    /// @param index  position in the log
    record Position(long intake, long index) {}

    /// One entry as the firm sees it.
    Optional<FirmEntry> entry(long intake);

    /// How many entries concern a subject.
    long countAboutSubject(SubjectId subject);

    /// Makes an evidence file out of entries that the latest checkpoint covers. Evidence can be made for up to 1,000
    /// entries at once.
    ///
    /// @param intakes  numbers of entries
    /// @param openings which parts to show; all others appear as hashes
    Proving prove(List<Long> intakes, Set<Opening> openings);

    /// The latest checkpoint, with cosignatures, as text of a signed note; empty until there is one.
    Optional<String> latestCheckpoint();

    /// The log's name and key. Its fingerprint is what we print.
    VerifierKey key();

    /// What to look for; absent means anything.
    ///
    /// @param person  who did it, or whom it names
    /// @param subject whose data it concerns
    /// @param kind    exact kind with its version
    /// @param from    included
    /// @param until   excluded
    /// @param within  only entries of these matters; empty for any, and for entries of none
    record Search(
            Optional<PersonId> person,
            Optional<SubjectId> subject,
            Optional<MatterId> matter,
            Optional<String> kind,
            Optional<Instant> from,
            Optional<Instant> until,
            Set<MatterId> within) {

        /// In all matters.
        public Search(
                Optional<PersonId> person,
                Optional<SubjectId> subject,
                Optional<MatterId> matter,
                Optional<String> kind,
                Optional<Instant> from,
                Optional<Instant> until) {
            this(person, subject, matter, kind, from, until, Set.of());
        }

        /// The same, as far as an auditor's invitation covers it.
        public Search within(AuditScope scope) {
            return new Search(
                    person,
                    subject,
                    matter,
                    kind,
                    Optional.of(from.filter(scope.from()::isBefore).orElse(scope.from())),
                    Optional.of(until.filter(scope.until()::isAfter).orElse(scope.until())),
                    scope.matters());
        }

        /// Everything.
        public static final Search ANYTHING = new Search(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /// Entries of a matter.
        public static Search of(MatterId matter) {
            return new Search(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(matter),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /// Entries by a person, or that name a person.
        public static Search of(PersonId person) {
            return new Search(
                    Optional.of(person),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// Who did something.
    sealed interface Actor {
        /// @param roles at that time
        record Person(PersonId person, Set<Role> roles) implements Actor {}

        record Machine(SystemPrincipal principal) implements Actor {}

        record Anonymous() implements Actor {}

        /// A client who does not act for the subject; only the firm's part says who.
        record OtherClient() implements Actor {}
    }

    /// An entry as the subject sees it.
    ///
    /// @param intake number on arrival
    /// @param index  position in the log, once it has one
    /// @param said   what the subject's part says; empty if its key was destroyed or the part does not open
    record SubjectEntry(
            long intake, Instant at, String kind, Digest leaf, OptionalLong index, Optional<SubjectPart> said) {}

    /// What a subject's part says.
    ///
    /// @param classes which kinds of facts
    /// @param fields  names of fields
    record SubjectPart(
            Actor actor,
            Optional<Purpose> purpose,
            Optional<MatterId> matter,
            Set<InformationClass> classes,
            List<String> fields) {}

    /// An entry as the firm sees it.
    ///
    /// @param subjects whose data it concerns
    /// @param body     the firm's part as canonical JSON; empty if it does not open, which the audit then names
    record FirmEntry(
            long intake,
            Instant at,
            String kind,
            Actor actor,
            Optional<PersonId> aboutPerson,
            Optional<MatterId> matter,
            List<SubjectId> subjects,
            Digest leaf,
            OptionalLong index,
            Optional<String> body) {

        /// Whether an auditor's invitation covers this entry.
        public boolean isWithin(AuditScope scope) {
            return scope.covers(at)
                    && (scope.everyMatter() || matter.filter(scope::covers).isPresent());
        }

        /// Whether a reader of the log may read this entry: an auditor what the invitation covers, others all.
        public boolean isFor(Requester.SignedIn reader) {
            return !reader.has(Role.AUDITOR)
                    || reader.scope().filter(this::isWithin).isPresent();
        }
    }

    /// Which parts of an entry an evidence file shows.
    sealed interface Opening {
        /// The firm's own part.
        record Firm() implements Opening {}

        /// The parts about this subject.
        record About(SubjectId subject) implements Opening {}
    }

    /// What came of proving.
    sealed interface Proving {

        /// @param notYet numbers of entries that the latest checkpoint does not cover yet
        record Proven(EvidenceFile file, Set<Long> notYet) implements Proving {}

        /// None of the entries is covered by a checkpoint: try again in a second.
        record NotYet(Set<Long> intakes) implements Proving {}
    }
}
