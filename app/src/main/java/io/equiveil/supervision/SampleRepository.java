package io.equiveil.supervision;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.supervision.Sample.Drawn;
import io.equiveil.supervision.Sample.Verdict;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Samples with their marks; each row authenticated as a whole (`docs/spec/gate-row.md`), its notes sealed together.
@Repository
class SampleRepository {

    private static final String BETWEEN = ",";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final GateRows gateRows;
    private final Secrets secrets;
    private final JsonMapper json = JsonMapper.builder().build();

    SampleRepository(JdbcClient jdbc, Ledger ledger, GateRows gateRows, Secrets secrets) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.gateRows = gateRows;
        this.secrets = secrets;
    }

    /// Writes a sample together with the entry that says so, in the caller's transaction.
    void write(Sample sample, Entry entry) {
        String name = name(sample.id());
        long version = ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(entry.about(name, version));
        byte[] notes = sealed(sample);
        jdbc.sql("""
                insert into supervision.samples (id, drawn_by, drawn_at, from_at, until_at, matters, seed, population,
                    log_size, intakes, positions, verdicts, notes_sealed, version, leaf, mac)
                values (:id, :by, :at, :from, :until, :matters, :seed, :population, :size, :intakes, :positions,
                    :verdicts, :notes, :version, :leaf, :mac)
                on conflict (id) do update set verdicts = excluded.verdicts, notes_sealed = excluded.notes_sealed,
                    version = excluded.version, leaf = excluded.leaf, mac = excluded.mac
                """)
                .param("id", sample.id().value())
                .param("by", sample.drawnBy().value())
                .param("at", Timestamp.from(sample.drawnAt()))
                .param("from", Timestamp.from(sample.from()))
                .param("until", Timestamp.from(sample.until()))
                .param(
                        "matters",
                        sample.matters().stream().map(MatterId::value).sorted().toArray(UUID[]::new))
                .param("seed", sample.seed())
                .param("population", sample.population())
                .param("size", sample.size())
                .param("intakes", sample.drawn().stream().map(Drawn::intake).toArray(Long[]::new))
                .param("positions", sample.drawn().stream().map(Drawn::index).toArray(Long[]::new))
                .param(
                        "verdicts",
                        sample.drawn().stream().map(SampleRepository::word).toArray(String[]::new))
                .param("notes", notes)
                .param("version", version)
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(gate(sample, notes, version, receipt.leafHash())))
                .update();
    }

    /// Holds off everybody else who would mark this sample until the transaction ends.
    Optional<Sample> locked(SampleId id) {
        return jdbc.sql("select * from supervision.samples where id = :id for update")
                .param("id", id.value())
                .query((row, number) -> sample(row))
                .optional();
    }

    Optional<Sample> find(SampleId id) {
        return jdbc.sql("select * from supervision.samples where id = :id")
                .param("id", id.value())
                .query((row, number) -> sample(row))
                .optional();
    }

    /// Somebody's own, the newest first.
    List<Sample> of(PersonId person, int limit) {
        return jdbc.sql("select * from supervision.samples where drawn_by = :person order by drawn_at desc, id limit "
                        + limit)
                .param("person", person.value())
                .query((row, number) -> sample(row))
                .list();
    }

    /// The newest of all in which nothing is left to look at.
    Optional<Sample> newestLookedThrough() {
        return jdbc.sql("select * from supervision.samples where not ('' = any (verdicts))"
                        + " order by drawn_at desc, id limit 1")
                .query((row, number) -> sample(row))
                .optional();
    }

    /// The newest of all.
    Optional<Sample> newest() {
        return jdbc.sql("select * from supervision.samples order by drawn_at desc, id limit 1")
                .query((row, number) -> sample(row))
                .optional();
    }

    private byte[] sealed(Sample sample) {
        Map<String, String> notes = new TreeMap<>();
        sample.drawn()
                .forEach(each -> each.note()
                        .ifPresent(note -> notes.put(Long.toString(each.intake()), note.revealForDisplay())));
        return secrets.sealInternal(name(sample.id()), json.writeValueAsBytes(notes));
    }

    private Map<String, String> notes(SampleId id, byte[] sealed) {
        return secrets.openInternal(name(id), sealed)
                .map(bytes -> json.readValue(bytes, new TypeReference<Map<String, String>>() {}))
                .orElseGet(Map::of);
    }

    private Sample sample(ResultSet row) throws SQLException {
        SampleId id = new SampleId(row.getObject("id", UUID.class));
        byte[] sealed = row.getBytes("notes_sealed");
        Map<String, String> notes = notes(id, sealed);
        Long[] intakes = (Long[]) row.getArray("intakes").getArray();
        Long[] positions = (Long[]) row.getArray("positions").getArray();
        String[] verdicts = (String[]) row.getArray("verdicts").getArray();
        List<Drawn> drawn = new ArrayList<>();
        for (int at = 0; at < Math.min(intakes.length, Math.min(positions.length, verdicts.length)); at++) {
            drawn.add(new Drawn(
                    intakes[at],
                    positions[at],
                    verdict(verdicts[at]),
                    Optional.ofNullable(notes.get(Long.toString(intakes[at]))).map(Cleartext::of)));
        }
        Function<Boolean, Sample> read = sample(id, row, drawn);
        GateRow gate = gate(read.apply(true), sealed, row.getLong("version"), Digest.of(row.getBytes("leaf")));
        return read.apply(gateRows.genuine(gate, row.getBytes("mac")));
    }

    private static Function<Boolean, Sample> sample(SampleId id, ResultSet row, List<Drawn> drawn) throws SQLException {
        PersonId by = new PersonId(row.getObject("drawn_by", UUID.class));
        Instant at = row.getTimestamp("drawn_at").toInstant();
        Instant from = row.getTimestamp("from_at").toInstant();
        Instant until = row.getTimestamp("until_at").toInstant();
        Set<MatterId> matters = Arrays.stream((UUID[]) row.getArray("matters").getArray())
                .map(MatterId::new)
                .collect(Collectors.toSet());
        String seed = row.getString("seed");
        long population = row.getLong("population");
        long size = row.getLong("log_size");
        return genuine -> new Sample(id, by, at, from, until, matters, seed, population, size, drawn, genuine);
    }

    private static String word(Drawn drawn) {
        return drawn.verdict().map(Enum::name).orElse("");
    }

    // A word that is no verdict was not written by us; the MAC says so, and reading must not fail before.
    private static Optional<Verdict> verdict(@Nullable String word) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().equals(word))
                .findFirst();
    }

    private static String name(SampleId id) {
        return "supervision.samples/" + id;
    }

    private static GateRow gate(Sample sample, byte[] notes, long version, Digest leaf) {
        return new GateRow(
                name(sample.id()),
                version,
                leaf,
                List.of(
                        sample.drawnBy().toString(),
                        sample.drawnAt().toString(),
                        sample.from().toString(),
                        sample.until().toString(),
                        sample.matters().stream()
                                .map(MatterId::toString)
                                .sorted()
                                .collect(Collectors.joining(BETWEEN)),
                        sample.seed(),
                        Long.toString(sample.population()),
                        Long.toString(sample.size()),
                        joined(sample, each -> Long.toString(each.intake())),
                        joined(sample, each -> Long.toString(each.index())),
                        joined(sample, SampleRepository::word),
                        Digest.sha256(notes).hex()));
    }

    private static String joined(Sample sample, Function<Drawn, String> what) {
        return sample.drawn().stream().map(what).collect(Collectors.joining(BETWEEN));
    }
}
