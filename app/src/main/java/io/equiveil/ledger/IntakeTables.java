package io.equiveil.ledger;

import io.equiveil.kernel.Scope;
import io.equiveil.ledger.IntakeRow.SubjectRow;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Inserts entries: any number of them, each on condition that its epochs stand, with a single statement.
///
/// One statement is one round trip, and outside a transaction one commit: it holds the epochs FOR SHARE, compares, and
/// inserts, in this order. Rows whose epoch is just being raised by somebody else are skipped, never waited for: one
/// slow withdrawal must not hold up everybody's releases.
final class IntakeTables {

    private static final String INSERT = """
            with expected as (
                select * from unnest(?::int[], ?::text[], ?::bigint[]) as x (req, scope, epoch)
            ), held as materialized (
                select e.scope, e.epoch from ledger.epochs e
                 where e.scope = any (?::text[]) order by e.scope for share skip locked
            ), stopped as (
                select x.req from expected x left join held h on h.scope = x.scope where h.epoch is distinct from x.epoch
            ), fresh as (
                insert into ledger.intake (recorded_at, leaf, commitment, kind, actor, actor_person, about_person,
                                           matter_id, firm_hash, firm_sealed, content_hash, mac)
                select timestamptz 'epoch' + r.micros * interval '1 microsecond', r.leaf, r.commitment, r.kind, r.actor,
                       r.actor_person, r.about_person, r.matter_id, r.firm_hash, r.firm_sealed, r.content_hash, r.mac
                  from unnest(?::int[], ?::bigint[], ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                              ?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])
                       as r (req, micros, leaf, commitment, kind, actor, actor_person, about_person,
                             matter_id, firm_hash, firm_sealed, content_hash, mac)
                 where r.req not in (select req from stopped)
                 order by r.req
                returning id, leaf, recorded_at
            ), subjects as (
                insert into ledger.intake_subjects (intake_id, part, subject_id, part_hash, part_sealed)
                select f.id, s.part, s.subject_id, s.part_hash, s.part_sealed
                  from unnest(?::bytea[], ?::int[], ?::uuid[], ?::bytea[], ?::bytea[])
                       as s (leaf, part, subject_id, part_hash, part_sealed)
                  join fresh f on f.leaf = s.leaf
            ), about as (
                insert into ledger.intake_about (row_name, version, intake_id, leaf)
                select a.row_name, a.version, f.id, f.leaf
                  from unnest(?::bytea[], ?::text[], ?::bigint[]) as a (leaf, row_name, version)
                  join fresh f on f.leaf = a.leaf
                 where a.version = 1 + coalesce(
                       (select max(b.version) from ledger.intake_about b where b.row_name = a.row_name), 0)
                returning row_name
            ), queued as (
                insert into ledger.unsequenced (intake_id, since) select id, recorded_at from fresh
            )
            select leaf, id, null::text, null::bigint from fresh
            union all select null, null, scope, epoch from held
            union all select null, null, row_name, null from about
            """;

    private IntakeTables() {}

    /// What came of an insert.
    ///
    /// @param numbers    per draft its number, or null if it was stopped
    /// @param held       epochs that were read under lock; one that is missing is being raised, or was never raised
    /// @param rowsSet    gate-relevant rows whose version was accepted
    record Inserted(List<@Nullable Long> numbers, Map<String, Long> held, Collection<String> rowsSet) {}

    /// Inserts drafts in their order.
    ///
    /// @throws SQLException if it failed; then nothing was inserted
    static Inserted insert(Connection connection, List<EntryDraft> drafts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int next = setExpected(connection, statement, drafts);
            next = setRows(connection, statement, drafts, next);
            next = setSubjects(connection, statement, drafts, next);
            setAbout(connection, statement, drafts, next);
            return run(statement, drafts);
        }
    }

    private static Inserted run(PreparedStatement statement, List<EntryDraft> drafts) throws SQLException {
        Map<ByteBuffer, Long> numbers = new HashMap<>();
        Map<String, Long> held = new HashMap<>();
        List<String> rowsSet = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                byte[] leaf = rows.getBytes(1);
                if (leaf != null) {
                    numbers.put(ByteBuffer.wrap(leaf), rows.getLong(2));
                    continue;
                }
                long epoch = rows.getLong(4);
                if (rows.wasNull()) {
                    rowsSet.add(rows.getString(3));
                } else {
                    held.put(rows.getString(3), epoch);
                }
            }
        }
        List<@Nullable Long> inOrder = new ArrayList<>();
        for (EntryDraft draft : drafts) {
            inOrder.add(numbers.get(ByteBuffer.wrap(draft.row().leaf().bytes())));
        }
        return new Inserted(inOrder, held, rowsSet);
    }

    private static int setExpected(Connection connection, PreparedStatement statement, List<EntryDraft> drafts)
            throws SQLException {
        List<Integer> requests = new ArrayList<>();
        List<String> scopes = new ArrayList<>();
        List<Long> epochs = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            for (Map.Entry<Scope, Long> expected : drafts.get(i).expected().entrySet()) {
                requests.add(i);
                scopes.add(ScopeKey.of(expected.getKey()));
                epochs.add(expected.getValue());
            }
        }
        statement.setArray(1, connection.createArrayOf("int4", requests.toArray()));
        statement.setArray(2, connection.createArrayOf("text", scopes.toArray()));
        statement.setArray(3, connection.createArrayOf("int8", epochs.toArray()));
        statement.setArray(4, connection.createArrayOf("text", new TreeSet<>(scopes).toArray()));
        return 5;
    }

    private static int setRows(Connection connection, PreparedStatement statement, List<EntryDraft> drafts, int first)
            throws SQLException {
        int n = drafts.size();
        Integer[] requests = new Integer[n];
        Long[] micros = new Long[n];
        byte[][] leaves = new byte[n][];
        byte[][] commitments = new byte[n][];
        String[] kinds = new String[n];
        String[] actors = new String[n];
        @Nullable UUID[] actorPersons = new @Nullable UUID[n];
        @Nullable UUID[] aboutPersons = new @Nullable UUID[n];
        @Nullable UUID[] matters = new @Nullable UUID[n];
        byte[][] firmHashes = new byte[n][];
        byte[][] firmSealed = new byte[n][];
        byte[][] contentHashes = new byte[n][];
        byte[][] macs = new byte[n][];
        for (int i = 0; i < n; i++) {
            EntryDraft draft = drafts.get(i);
            IntakeRow row = draft.row();
            requests[i] = i;
            micros[i] = row.micros();
            leaves[i] = row.leaf().bytes();
            commitments[i] = row.commitment().bytes();
            kinds[i] = row.kind();
            actors[i] = row.actor().name();
            actorPersons[i] = orNull(row.actorPerson());
            aboutPersons[i] = orNull(row.aboutPerson());
            matters[i] = orNull(row.matter());
            firmHashes[i] = row.firmHash().bytes();
            firmSealed[i] = row.firmSealed();
            contentHashes[i] = draft.contentHash().bytes();
            macs[i] = draft.mac();
        }
        int at = first;
        statement.setArray(at++, connection.createArrayOf("int4", requests));
        statement.setArray(at++, connection.createArrayOf("int8", micros));
        statement.setArray(at++, connection.createArrayOf("bytea", leaves));
        statement.setArray(at++, connection.createArrayOf("bytea", commitments));
        statement.setArray(at++, connection.createArrayOf("text", kinds));
        statement.setArray(at++, connection.createArrayOf("text", actors));
        statement.setArray(at++, connection.createArrayOf("uuid", actorPersons));
        statement.setArray(at++, connection.createArrayOf("uuid", aboutPersons));
        statement.setArray(at++, connection.createArrayOf("uuid", matters));
        statement.setArray(at++, connection.createArrayOf("bytea", firmHashes));
        statement.setArray(at++, connection.createArrayOf("bytea", firmSealed));
        statement.setArray(at++, connection.createArrayOf("bytea", contentHashes));
        statement.setArray(at++, connection.createArrayOf("bytea", macs));
        return at;
    }

    private static int setSubjects(
            Connection connection, PreparedStatement statement, List<EntryDraft> drafts, int first)
            throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        List<Integer> parts = new ArrayList<>();
        List<UUID> subjects = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        for (EntryDraft draft : drafts) {
            for (SubjectRow subject : draft.row().subjects()) {
                leaves.add(draft.row().leaf().bytes());
                parts.add(subject.part());
                subjects.add(subject.subject());
                hashes.add(subject.hash().bytes());
                sealed.add(subject.sealed());
            }
        }
        int at = first;
        statement.setArray(at++, connection.createArrayOf("bytea", leaves.toArray(new byte[0][])));
        statement.setArray(at++, connection.createArrayOf("int4", parts.toArray()));
        statement.setArray(at++, connection.createArrayOf("uuid", subjects.toArray()));
        statement.setArray(at++, connection.createArrayOf("bytea", hashes.toArray(new byte[0][])));
        statement.setArray(at++, connection.createArrayOf("bytea", sealed.toArray(new byte[0][])));
        return at;
    }

    private static void setAbout(Connection connection, PreparedStatement statement, List<EntryDraft> drafts, int first)
            throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<Long> versions = new ArrayList<>();
        for (EntryDraft draft : drafts) {
            for (Entry.About about : draft.row().about()) {
                leaves.add(draft.row().leaf().bytes());
                rows.add(about.row());
                versions.add(about.version());
            }
        }
        statement.setArray(first, connection.createArrayOf("bytea", leaves.toArray(new byte[0][])));
        statement.setArray(first + 1, connection.createArrayOf("text", rows.toArray()));
        statement.setArray(first + 2, connection.createArrayOf("int8", versions.toArray()));
    }

    private static @Nullable UUID orNull(Optional<UUID> id) {
        return id.orElse(null);
    }
}
