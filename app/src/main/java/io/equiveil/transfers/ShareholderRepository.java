package io.equiveil.transfers;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.transfers.Shareholder.Reply;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.GateRows.Kept;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The other shareholders of the companies in matters, and why they are asked or not. A row that is not genuine is not
/// given out; [#allGenuine] says whether one was held back, for then nobody may go on.
@Repository
class ShareholderRepository {

    private final JdbcClient jdbc;
    private final GateRows gateRows;

    ShareholderRepository(JdbcClient jdbc, GateRows gateRows) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
    }

    void insert(ShareholderRow row, PersonId by, Instant at, Digest leaf) {
        jdbc.sql("""
                        insert into transfers.shareholders (id, matter_id, removed, entered_by, entered_at, version, leaf,
                                                            mac)
                        values (:id, :matter, false, :by, :at, :version, :leaf, :mac)
                        """)
                .param("id", row.id().value())
                .param("matter", row.matter().value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
    }

    /// @throws IllegalStateException if somebody else was faster; the caller's transaction rolls back
    void update(ShareholderRow row, Digest leaf) {
        int rows = jdbc.sql("""
                        update transfers.shareholders set sent_on = :sent, received_on = :received, reply = :reply,
                               replied_on = :replied, removed = :removed, version = :version, leaf = :leaf, mac = :mac
                         where id = :id and version = :version - 1
                        """)
                .param("sent", row.sent().orElse(null))
                .param("received", row.received().orElse(null))
                .param("reply", row.reply().map(Enum::name).orElse(null))
                .param("replied", row.replied().orElse(null))
                .param("removed", row.removed())
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .param("id", row.id().value())
                .update();
        if (rows != 1) {
            throw new IllegalStateException("a shareholder was changed meanwhile");
        }
    }

    /// Those who were entered and not taken out again, in the order of entry.
    List<ShareholderRow> of(MatterId matter) {
        return of(List.of(matter)).getOrDefault(matter, List.of());
    }

    /// The same for many matters at once.
    Map<MatterId, List<ShareholderRow>> of(Collection<MatterId> matters) {
        return gateRows.genuine(read(matters)).stream()
                .filter(row -> !row.removed())
                .collect(Collectors.groupingBy(ShareholderRow::matter));
    }

    /// Whether every row of the matter is what was written.
    boolean allGenuine(MatterId matter) {
        List<Kept<ShareholderRow>> all = read(List.of(matter));
        return gateRows.genuine(all).size() == all.size();
    }

    private List<Kept<ShareholderRow>> read(Collection<MatterId> matters) {
        return jdbc.sql("select * from transfers.shareholders where matter_id = any (:matters) order by entered_at, id")
                .param("matters", matters.stream().map(MatterId::value).toArray(UUID[]::new))
                .query((row, _) -> {
                    ShareholderRow found = new ShareholderRow(
                            new ShareholderId(row.getObject("id", UUID.class)),
                            new MatterId(row.getObject("matter_id", UUID.class)),
                            Optional.ofNullable(row.getObject("sent_on", LocalDate.class)),
                            Optional.ofNullable(row.getObject("received_on", LocalDate.class)),
                            Optional.ofNullable(row.getString("reply")).map(Reply::valueOf),
                            Optional.ofNullable(row.getObject("replied_on", LocalDate.class)),
                            row.getBoolean("removed"),
                            row.getLong("version"));
                    return new Kept<>(found.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), found);
                })
                .list();
    }

    /// A decision about pre-emption, with its version.
    record PreemptionRow(MatterId matter, Preemption preemption, long version) {

        static String name(MatterId matter) {
            return "transfers.preemptions/" + matter;
        }

        GateRow gateRow(Digest leaf) {
            return new GateRow(
                    name(matter),
                    version,
                    leaf,
                    List.of(
                            matter.toString(),
                            preemption.basis().name(),
                            preemption.outcome().name()));
        }
    }

    void save(PreemptionRow row, Digest leaf) {
        int rows = jdbc.sql("""
                        insert into transfers.preemptions (matter_id, basis, outcome, version, leaf, mac)
                        values (:matter, :basis, :outcome, :version, :leaf, :mac)
                        on conflict (matter_id) do update
                           set basis = excluded.basis, outcome = excluded.outcome, version = excluded.version,
                               leaf = excluded.leaf, mac = excluded.mac
                         where transfers.preemptions.version = excluded.version - 1
                        """)
                .param("matter", row.matter().value())
                .param("basis", row.preemption().basis().name())
                .param("outcome", row.preemption().outcome().name())
                .param("version", row.version())
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(row.gateRow(leaf)))
                .update();
        if (rows != 1) {
            throw new IllegalStateException("the ground of pre-emption was changed meanwhile");
        }
    }

    /// What was decided. Where nobody decided, or the row is not genuine, everybody has to be asked.
    PreemptionRow preemption(MatterId matter) {
        return preemptions(List.of(matter)).getOrDefault(matter, new PreemptionRow(matter, Preemption.STATUTORY, 0));
    }

    /// The same for many matters at once; those about which nobody decided are left out.
    Map<MatterId, PreemptionRow> preemptions(Collection<MatterId> matters) {
        List<Kept<PreemptionRow>> found = jdbc.sql(
                        "select * from transfers.preemptions where matter_id = any (:matters)")
                .param("matters", matters.stream().map(MatterId::value).toArray(UUID[]::new))
                .query((row, _) -> {
                    PreemptionRow kept = new PreemptionRow(
                            new MatterId(row.getObject("matter_id", UUID.class)),
                            new Preemption(
                                    Preemption.Basis.valueOf(row.getString("basis")),
                                    Preemption.Outcome.valueOf(row.getString("outcome"))),
                            row.getLong("version"));
                    return new Kept<>(kept.gateRow(Digest.of(row.getBytes("leaf"))), row.getBytes("mac"), kept);
                })
                .list();
        Set<PreemptionRow> genuine = new HashSet<>(gateRows.genuine(found));
        return found.stream()
                .map(Kept::value)
                .map(row -> genuine.contains(row)
                        ? row
                        : new PreemptionRow(row.matter(), Preemption.STATUTORY, row.version()))
                .collect(Collectors.toMap(PreemptionRow::matter, Function.identity()));
    }
}
