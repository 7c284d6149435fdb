package io.equiveil.seals;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.seals.SealUse.Paper;
import io.equiveil.seals.SealUse.Seal;
import io.equiveil.seals.SealUse.State;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The register's rows, each authenticated and the latest that the log knows (`docs/spec/gate-row.md`).
@Repository
class SealRepository {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;

    SealRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// Writes a line together with the entry that says so, in the caller's transaction.
    void write(SealUse use, Entry entry) {
        long version = ledger.latestAbout(name(use.id()))
                        .map(Ledger.RowVersion::version)
                        .orElse(0L)
                + 1;
        Receipt receipt = ledger.append(entry.about(name(use.id()), version));
        jdbc.sql("""
                insert into seals.uses (id, seal, paper, agreement_id, copies, imprints, state, asked_by, asked_at,
                    decided_by, decided_at, used_by, used_at, version, leaf, mac)
                values (:id, :seal, :paper, :agreement, :copies, :imprints, :state, :askedBy, :askedAt, :decidedBy,
                    :decidedAt, :usedBy, :usedAt, :version, :leaf, :mac)
                on conflict (id) do update set imprints = excluded.imprints, state = excluded.state,
                    decided_by = excluded.decided_by, decided_at = excluded.decided_at, used_by = excluded.used_by,
                    used_at = excluded.used_at, version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                """)
                .param("id", use.id().value())
                .param("seal", use.seal().name())
                .param("paper", use.paper().name())
                .param("agreement", use.agreement().map(AgreementId::value).orElse(null))
                .param("copies", use.copies())
                .param("imprints", use.imprints().orElse(null))
                .param("state", use.state().name())
                .param("askedBy", use.askedBy().value())
                .param("askedAt", Timestamp.from(use.askedAt()))
                .param("decidedBy", use.decidedBy().map(PersonId::value).orElse(null))
                .param("decidedAt", use.decidedAt().map(Timestamp::from).orElse(null))
                .param("usedBy", use.usedBy().map(PersonId::value).orElse(null))
                .param("usedAt", use.usedAt().map(Timestamp::from).orElse(null))
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(use, version, receipt.leafHash())))
                .update();
    }

    /// Holds off everybody else who would change this line until the transaction ends.
    Optional<SealUse> locked(SealUseId id) {
        return jdbc.sql("select * from seals.uses where id = :id for update")
                .param("id", id.value())
                .query((row, number) -> use(row))
                .optional();
    }

    Optional<SealUse> find(SealUseId id) {
        return jdbc.sql("select * from seals.uses where id = :id")
                .param("id", id.value())
                .query((row, number) -> use(row))
                .optional();
    }

    /// How many approvals from before a moment were neither used nor taken back.
    long countForgotten(Instant decidedBefore) {
        return jdbc.sql("select count(*) from seals.uses where state = 'APPROVED' and decided_at < :before")
                .param("before", Timestamp.from(decidedBefore))
                .query(Long.class)
                .single();
    }

    /// Lines, newest first, from before a moment.
    ///
    /// @param askedBy  only those of one person
    /// @param openAt only those that wait at this moment for a decision or for their use
    List<SealUse> page(Optional<PersonId> askedBy, Optional<Instant> openAt, Instant before, int limit) {
        String mine = askedBy.isPresent() ? " and asked_by = :person" : "";
        String open =
                openAt.isPresent() ? " and (state = 'ASKED' or state = 'APPROVED' and decided_at > :goodSince)" : "";
        JdbcClient.StatementSpec asked = jdbc.sql("select * from seals.uses where asked_at < :before" + mine + open
                        + " order by asked_at desc, id limit " + limit)
                .param("before", Timestamp.from(before))
                .param("goodSince", Timestamp.from(openAt.orElse(before).minus(SealUse.GOOD_FOR)));
        return askedBy.map(person -> asked.param("person", person.value()))
                .orElse(asked)
                .query((row, number) -> use(row))
                .list();
    }

    /// Lines that wait for a decision by somebody else than whoever asked, the longest waiting first.
    List<SealUse> asked(PersonId notBy, int limit) {
        return jdbc.sql("select * from seals.uses where state = 'ASKED' and asked_by <> :person"
                        + " order by asked_at, id limit " + limit)
                .param("person", notBy.value())
                .query((row, number) -> use(row))
                .list();
    }

    /// Lines that wait for a decision, the longest waiting first.
    List<SealUse> asked(int limit) {
        return jdbc.sql("select * from seals.uses where state = 'ASKED' order by asked_at, id limit " + limit)
                .query((row, number) -> use(row))
                .list();
    }

    private SealUse use(ResultSet row) throws SQLException {
        SealUse read = new SealUse(
                new SealUseId(row.getObject("id", UUID.class)),
                Seal.valueOf(row.getString("seal")),
                Paper.valueOf(row.getString("paper")),
                Optional.ofNullable(row.getObject("agreement_id", UUID.class)).map(AgreementId::new),
                row.getInt("copies"),
                Optional.ofNullable(row.getObject("imprints", Integer.class)),
                State.valueOf(row.getString("state")),
                new PersonId(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                person(row.getObject("decided_by", UUID.class)),
                moment(row.getTimestamp("decided_at")),
                person(row.getObject("used_by", UUID.class)),
                moment(row.getTimestamp("used_at")),
                true);
        boolean genuine = gateRows.genuine(
                gate(read, row.getLong("version"), Digest.of(row.getBytes("leaf"))), row.getBytes("mac"));
        return genuine
                ? read
                : new SealUse(
                        read.id(),
                        read.seal(),
                        read.paper(),
                        read.agreement(),
                        read.copies(),
                        read.imprints(),
                        read.state(),
                        read.askedBy(),
                        read.askedAt(),
                        read.decidedBy(),
                        read.decidedAt(),
                        read.usedBy(),
                        read.usedAt(),
                        false);
    }

    private static Optional<PersonId> person(@Nullable UUID id) {
        return Optional.ofNullable(id).map(PersonId::new);
    }

    private static Optional<Instant> moment(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }

    private static String name(SealUseId id) {
        return "seals.uses/" + id;
    }

    private static GateRow gate(SealUse use, long version, Digest leaf) {
        return new GateRow(
                name(use.id()),
                version,
                leaf,
                List.of(
                        use.seal().name(),
                        use.paper().name(),
                        use.agreement().map(Object::toString).orElse(""),
                        Integer.toString(use.copies()),
                        use.imprints().map(Object::toString).orElse(""),
                        use.state().name(),
                        use.askedBy().toString(),
                        use.askedAt().toString(),
                        use.decidedBy().map(Object::toString).orElse(""),
                        use.decidedAt().map(Object::toString).orElse(""),
                        use.usedBy().map(Object::toString).orElse(""),
                        use.usedAt().map(Object::toString).orElse("")));
    }
}
