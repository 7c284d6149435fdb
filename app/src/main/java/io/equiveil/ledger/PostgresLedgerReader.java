package io.equiveil.ledger;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.proofs.CanonicalJson;
import io.equiveil.proofs.DisclosedEntry;
import io.equiveil.proofs.DisclosedPart;
import io.equiveil.proofs.EntryPart;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.proofs.EvidenceFile.ProvenEntry;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.LeafIndex;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.PartHash;
import io.equiveil.proofs.TreeProver;
import io.equiveil.proofs.TreeSize;
import io.equiveil.proofs.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads entries page by page, always by a key and never by an offset.
final class PostgresLedgerReader implements LedgerReader {

    private static final int MOST_PROVEN = 1_000;
    private static final int POSITIONS = 10_000;

    // An entry's time is taken seconds before its number at most, and clocks of nodes differ a little.
    private static final Duration DISORDER = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final JdbcTemplate statements;
    private final EntrySealer sealer;
    private final VerifierKey key;
    private final Clock clock;

    PostgresLedgerReader(DataSource app, EntrySealer sealer, VerifierKey key, Clock clock) {
        this.jdbc = JdbcClient.create(app);
        this.statements = new JdbcTemplate(app);
        this.sealer = sealer;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public List<SubjectEntry> aboutSubject(SubjectId subject, OptionalLong before, int limit) {
        // First the rows, then the opening: no connection is held while the sealer asks for keys.
        List<SealedSubjectEntry> rows = jdbc.sql("""
                        select i.id, i.recorded_at, i.kind, i.leaf, l.index, s.part, s.part_hash, s.part_sealed
                          from ledger.intake_subjects s
                          join ledger.intake i on i.id = s.intake_id
                          left join ledger.leaves l on l.intake_id = i.id
                         where s.subject_id = ? and s.intake_id < ?
                         order by s.intake_id desc, s.part limit ?
                        """)
                .param(subject.value())
                .param(before.orElse(Long.MAX_VALUE))
                .param(checked(limit))
                .query((row, _) -> new SealedSubjectEntry(
                        row.getLong(1),
                        instant(row, 2),
                        row.getString(3),
                        row.getBytes(4),
                        index(row, 5),
                        row.getInt(6),
                        PartHash.ofBytes(row.getBytes(7)),
                        row.getBytes(8)))
                .list();
        return rows.stream().map(row -> opened(subject, row)).toList();
    }

    private record SealedSubjectEntry(
            long intake,
            Instant at,
            String kind,
            byte[] leaf,
            OptionalLong index,
            int part,
            PartHash hash,
            byte[] sealed) {}

    private SubjectEntry opened(SubjectId subject, SealedSubjectEntry row) {
        Optional<SubjectPart> said = open(subject, LeafHash.ofBytes(row.leaf), row.part, row.hash, row.sealed)
                .flatMap(PostgresLedgerReader::subjectPart);
        return new SubjectEntry(row.intake, row.at, row.kind, Digest.of(row.leaf), row.index, said);
    }

    private Optional<EntryPart> open(SubjectId subject, LeafHash leaf, int number, PartHash hash, byte[] sealed) {
        return sealer.openForSubject(subject, IntakeRow.place(leaf, number), sealed)
                .map(packed -> Drafting.unpacked(EntryPart.SUBJECT, packed))
                .filter(part -> part.hash().equals(hash));
    }

    private Optional<EntryPart> openFirm(LeafHash leaf, PartHash hash, byte[] sealed) {
        return sealer.openForFirm(IntakeRow.place(leaf, 0), sealed)
                .map(packed -> Drafting.unpacked(EntryPart.FIRM, packed))
                .filter(part -> part.hash().equals(hash));
    }

    private static Optional<SubjectPart> subjectPart(EntryPart part) {
        try {
            Map<String, Object> body = CanonicalJson.read(part.body());
            return Optional.of(new SubjectPart(
                    actor(body.get("actor")),
                    text(body, "purpose").map(Purpose::valueOf),
                    text(body, "matter").map(MatterId::parse),
                    texts(body, "classes").stream()
                            .map(InformationClass::valueOf)
                            .collect(Collectors.toUnmodifiableSet()),
                    texts(body, "fields")));
        } catch (MalformedException | IllegalArgumentException notOfThisVersion) {
            return Optional.empty();
        }
    }

    private static Actor actor(@Nullable Object spelled) {
        if (!(spelled instanceof Map<?, ?> actor)) {
            throw new IllegalArgumentException("no actor");
        }
        return switch (String.valueOf(actor.get("type"))) {
            case "PERSON" ->
                new Actor.Person(
                        PersonId.parse(String.valueOf(actor.get("person"))),
                        texts(actor, "roles").stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet()));
            case "MACHINE" -> new Actor.Machine(SystemPrincipal.valueOf(String.valueOf(actor.get("principal"))));
            case Drafting.OTHER_CLIENT -> new Actor.OtherClient();
            default -> new Actor.Anonymous();
        };
    }

    private static Optional<String> text(Map<?, ?> body, String name) {
        return body.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static List<String> texts(Map<?, ?> body, String name) {
        return body.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public List<FirmEntry> search(Search search, OptionalLong before, int limit) {
        // A person's entries lie in two indexes: each gives its newest, and the newest of both are the page.
        List<SealedFirmEntry> rows;
        if (search.person().isPresent()) {
            rows = new ArrayList<>(find(search, "i.actor_person", before, limit));
            rows.addAll(find(search, "i.about_person", before, limit));
            rows = rows.stream()
                    .collect(Collectors.toMap(
                            SealedFirmEntry::intake,
                            row -> row,
                            (one, _) -> one,
                            () -> new TreeMap<>(java.util.Comparator.<Long>reverseOrder())))
                    .values()
                    .stream()
                    .limit(limit)
                    .toList();
        } else {
            rows = find(search, null, before, limit);
        }
        return opened(rows);
    }

    @Override
    public Optional<FirmEntry> entry(long intake) {
        return opened(query("i.id = ?", List.of(intake), 1)).stream().findFirst();
    }

    @Override
    public long countAboutSubject(SubjectId subject) {
        return jdbc.sql("select count(*) from ledger.intake_subjects where subject_id = ?")
                .param(subject.value())
                .query(Long.class)
                .single();
    }

    private List<SealedFirmEntry> find(Search search, @Nullable String personColumn, OptionalLong before, int limit) {
        StringBuilder where = new StringBuilder("i.id < ?");
        List<Object> parameters = new ArrayList<>();
        parameters.add(before.orElse(Long.MAX_VALUE));
        if (personColumn != null) {
            where.append(" and ").append(personColumn).append(" = ?");
            parameters.add(search.person().orElseThrow().value());
        }
        narrow(search, where, parameters);
        return query(where.toString(), parameters, checked(limit));
    }

    @Override
    public void eachByPeople(Search search, long size, Consumer<Position> reader) {
        long before = Long.MAX_VALUE;
        List<Position> page;
        do {
            StringBuilder where = new StringBuilder("i.actor_person is not null and l.index < ? and i.id < ?");
            List<Object> parameters = new ArrayList<>(List.of(size, before));
            narrow(search, where, parameters);
            page = jdbc.sql("select i.id, l.index from ledger.intake i"
                            + " join ledger.leaves l on l.intake_id = i.id where " + where.toString()
                            + " order by i.id desc limit " + POSITIONS)
                    .params(parameters)
                    .query((row, _) -> new Position(row.getLong(1), row.getLong(2)))
                    .list();
            page.forEach(reader);
            before = page.isEmpty() ? 0 : page.getLast().intake();
        } while (page.size() == POSITIONS);
    }

    /// Adds the conditions of a search, but for the person.
    private void narrow(Search search, StringBuilder where, List<Object> parameters) {
        search.subject().ifPresent(subject -> {
            where.append(" and i.id in (select s.intake_id from ledger.intake_subjects s where s.subject_id = ?)");
            parameters.add(subject.value());
        });
        search.matter().ifPresent(matter -> {
            where.append(" and i.matter_id = ?");
            parameters.add(matter.value());
        });
        if (!search.within().isEmpty()) {
            where.append(" and i.matter_id = any (?)");
            parameters.add(search.within().stream().map(MatterId::value).toArray(UUID[]::new));
        }
        search.kind().ifPresent(kind -> {
            where.append(" and i.kind = ?");
            parameters.add(kind);
        });
        search.from().ifPresent(from -> {
            where.append(" and i.recorded_at >= ? and i.id >= ?");
            parameters.add(from.atOffset(ZoneOffset.UTC));
            parameters.add(firstSince(from.minus(DISORDER)));
        });
        search.until().ifPresent(until -> {
            where.append(" and i.recorded_at < ? and i.id <= ?");
            parameters.add(until.atOffset(ZoneOffset.UTC));
            parameters.add(firstSince(until.plus(DISORDER)));
        });
    }

    /// Number of an entry at about this time; beyond the last one, the largest number.
    private long firstSince(Instant at) {
        return jdbc.sql("select id from ledger.intake where recorded_at >= ? order by recorded_at limit 1")
                .param(at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getLong(1))
                .optional()
                .orElse(Long.MAX_VALUE);
    }

    private record SealedFirmEntry(
            long intake,
            Instant at,
            String kind,
            Optional<UUID> aboutPerson,
            Optional<UUID> matter,
            LeafHash leaf,
            PartHash firmHash,
            byte[] firmSealed,
            OptionalLong index) {}

    private List<SealedFirmEntry> query(String where, List<Object> parameters, int limit) {
        return jdbc.sql("select i.id, i.recorded_at, i.kind, i.about_person, i.matter_id, i.leaf, i.firm_hash,"
                        + " i.firm_sealed, l.index from ledger.intake i"
                        + " left join ledger.leaves l on l.intake_id = i.id where " + where
                        + " order by i.id desc limit " + limit)
                .params(parameters)
                .query((row, _) -> new SealedFirmEntry(
                        row.getLong(1),
                        instant(row, 2),
                        row.getString(3),
                        Optional.ofNullable(row.getObject(4, UUID.class)),
                        Optional.ofNullable(row.getObject(5, UUID.class)),
                        LeafHash.ofBytes(row.getBytes(6)),
                        PartHash.ofBytes(row.getBytes(7)),
                        row.getBytes(8),
                        index(row, 9)))
                .list();
    }

    private List<FirmEntry> opened(List<SealedFirmEntry> rows) {
        Map<Long, List<SubjectId>> subjects = subjectsOf(rows);
        return rows.stream()
                .map(row -> opened(row, subjects.getOrDefault(row.intake, List.of())))
                .toList();
    }

    private Map<Long, List<SubjectId>> subjectsOf(List<SealedFirmEntry> rows) {
        Map<Long, List<SubjectId>> subjects = new HashMap<>();
        if (!rows.isEmpty()) {
            jdbc.sql("select intake_id, subject_id from ledger.intake_subjects where intake_id = any (?) order by part")
                    .param(rows.stream().map(SealedFirmEntry::intake).toArray(Long[]::new))
                    .query(row -> {
                        subjects.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                                .add(new SubjectId(row.getObject(2, UUID.class)));
                    });
        }
        return subjects;
    }

    private FirmEntry opened(SealedFirmEntry row, List<SubjectId> subjects) {
        Optional<EntryPart> part = openFirm(row.leaf, row.firmHash, row.firmSealed);
        Actor actor = new Actor.Anonymous();
        Optional<String> body = Optional.empty();
        if (part.isPresent()) {
            try {
                actor = actor(CanonicalJson.read(part.get().body()).get("actor"));
                body = Optional.of(new String(part.get().body(), StandardCharsets.UTF_8));
            } catch (MalformedException | IllegalArgumentException notOfThisVersion) {
                // The columns still say who and when.
            }
        }
        return new FirmEntry(
                row.intake,
                row.at,
                row.kind,
                actor,
                row.aboutPerson.map(PersonId::new),
                row.matter.map(MatterId::new),
                subjects,
                Digest.of(row.leaf.bytes()),
                row.index,
                body);
    }

    @Override
    public Proving prove(List<Long> intakes, Set<Opening> openings) {
        if (intakes.isEmpty() || intakes.size() > MOST_PROVEN) {
            throw new IllegalArgumentException("1 to 1000 entries make an evidence file, not " + intakes.size());
        }
        Paths paths = java.util.Objects.requireNonNull(
                statements.execute((Connection connection) -> paths(connection, new TreeSet<>(intakes))));
        Set<Long> notYet = new TreeSet<>(intakes);
        List<ProvenEntry> entries = new ArrayList<>();
        for (PathToEntry path : paths.entries) {
            notYet.remove(path.intake);
            entries.add(new ProvenEntry(path.index, path.leaf, path.hashes, shown(path, openings)));
        }
        if (entries.isEmpty()) {
            return new Proving.NotYet(notYet);
        }
        return new Proving.Proven(
                new EvidenceFile(key.name(), key, paths.checkpoint, entries, clock.instant()), Set.copyOf(notYet));
    }

    /// Everything that a proof needs from the database.
    private record Paths(String checkpoint, List<PathToEntry> entries) {}

    private record PathToEntry(
            long intake,
            LeafIndex index,
            byte[] leaf,
            List<io.equiveil.proofs.TreeHash> hashes,
            PartHash firmHash,
            byte[] firmSealed,
            List<IntakeRow.SubjectRow> subjects) {}

    private static Paths paths(Connection connection, Set<Long> intakes) throws SQLException {
        Optional<CheckpointTables.Signed> latest = CheckpointTables.latest(connection);
        if (latest.isEmpty()) {
            return new Paths("", List.of());
        }
        TreeSize size = latest.get().size();
        TreeProver prover = new TreeProver(TreeTables.hashes(connection, size));
        Map<Long, List<IntakeRow.SubjectRow>> subjects = AuditRows.subjects(connection, intakes);
        List<PathToEntry> entries = new ArrayList<>();
        try (var select = connection.prepareStatement("select i.id, l.index, i.commitment, i.firm_hash, i.firm_sealed"
                + " from ledger.intake i join ledger.leaves l on l.intake_id = i.id"
                + " where i.id = any (?) and l.index < ? order by l.index")) {
            select.setArray(1, connection.createArrayOf("int8", intakes.toArray()));
            select.setLong(2, size.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LeafIndex index = new LeafIndex(row.getLong(2));
                    entries.add(new PathToEntry(
                            row.getLong(1),
                            index,
                            io.equiveil.proofs.Entry.leaf(io.equiveil.proofs.Commitment.ofBytes(row.getBytes(3))),
                            prover.inclusion(index, size).path(),
                            PartHash.ofBytes(row.getBytes(4)),
                            row.getBytes(5),
                            subjects.getOrDefault(row.getLong(1), List.of())));
                }
            }
        }
        return new Paths(latest.get().note().render(), entries);
    }

    private DisclosedEntry shown(PathToEntry path, Set<Opening> openings) {
        LeafHash leaf = LeafHash.ofData(path.leaf);
        List<DisclosedPart> parts = new ArrayList<>();
        parts.add(
                openings.contains(new Opening.Firm())
                        ? openOrHidden(openFirm(leaf, path.firmHash, path.firmSealed), path.firmHash)
                        : new DisclosedPart.Hidden(path.firmHash));
        for (IntakeRow.SubjectRow row : path.subjects) {
            SubjectId subject = new SubjectId(row.subject());
            parts.add(
                    openings.contains(new Opening.About(subject))
                            ? openOrHidden(open(subject, leaf, row.part(), row.hash(), row.sealed()), row.hash())
                            : new DisclosedPart.Hidden(row.hash()));
        }
        return new DisclosedEntry(parts);
    }

    private static DisclosedPart openOrHidden(Optional<EntryPart> part, PartHash hash) {
        return part.<DisclosedPart>map(DisclosedPart.Open::new).orElseGet(() -> new DisclosedPart.Hidden(hash));
    }

    @Override
    public Optional<String> latestCheckpoint() {
        return java.util.Objects.requireNonNull(statements.execute((Connection connection) ->
                CheckpointTables.latest(connection).map(signed -> signed.note().render())));
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " entries, not " + limit);
        }
        return limit;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OptionalLong index(ResultSet row, int column) throws SQLException {
        long index = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(index);
    }
}
