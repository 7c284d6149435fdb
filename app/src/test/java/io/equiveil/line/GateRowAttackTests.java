package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.LogLines;
import io.equiveil.access.Clause;
import io.equiveil.access.ClauseState;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.Matters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/// Every table with a MAC, whichever they are: its rows deleted, or any column of them changed by SQL, and asked over
/// HTTP for what was permitted before.
///
/// A new table joins by itself, and is refused by this wall until some permit of the line relies on it. Every run
/// changes every column in two ways and deletes a row of every table; `./equiveil soak` tries more rows and values.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateRowAttackTests {

    /// Tables with a MAC on which no release of the line rests, and what shows instead that SQL gains nothing.
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("ledger.intake", "LedgerAuditTests changes every column of every table of the log"),
            Map.entry("identity.credentials", "factors sign in and are no fact of the gate: SignInRowsTests"),
            Map.entry("identity.one_time_links", "a link signs in and is no fact of the gate: SignInRowsTests"),
            Map.entry("identity.passkeys", "a passkey signs in and is no fact of the gate: SignInRowsTests"),
            Map.entry("clients.forgotten_pins", "a touched request waits for nobody: ForgottenPinsTests"),
            Map.entry(
                    "clients.representatives",
                    "a touched proposal is none, and acting is another row: RepresentativesTests"),
            Map.entry("clients.firm_lists", "a touched request takes no list: FirmListTests"),
            Map.entry("approvals.deputies", "a touched deputyship gives no right to decide: DeputiesTests"),
            Map.entry("access.proposals", "a proposal takes effect only when approved: PoliciesTests"),
            Map.entry("setup.sheet_request", "a touched request lets nobody make sheets: RecoveryPagesTests"),
            Map.entry("identity.lost_factors", "a touched request lets nobody in: LostFactorsTests"),
            Map.entry("firm.profile", "the firm's public words, and nothing is read by them: FirmProfileTests"),
            Map.entry("nda.signatures", "a touched signature does not count as signed: PasskeySigningTests"),
            Map.entry(
                    "seals.uses",
                    "nothing is opened by the register; a touched line is shown as such: SealRegisterTests"),
            Map.entry(
                    "supervision.samples",
                    "nothing is opened by a sample; a touched one is shown as such: SamplesTests"),
            Map.entry(
                    "supervision.findings", "nothing is opened by a finding; a touched one is refused: FindingsTests"),
            Map.entry(
                    "feedback.cases",
                    "a touched case opens to nobody who answers, and turns a control red: CasesTests"),
            Map.entry("texts.standings", "the firm's own texts: TextsTests"),
            Map.entry("nda.word_standings", "nothing is written from a touched one: WordTemplatesTests"),
            Map.entry("matters.teasers", "a touched teaser is not shown and turns a control red: MatterChecksTests"),
            Map.entry("declarations.declarations", "a touched row opens the question again: DeclarationsTests"),
            Map.entry("transfers.shareholders", "a touched answer turns a control red: TransfersTests"),
            Map.entry("transfers.preemptions", "a touched ground counts as the law's own: TransfersTests"),
            Map.entry("transfers.steps", "a touched step counts as open: TransfersTests"));

    /// Columns that the MAC leaves out on purpose, with the reason. No decision reads them.
    private static final Map<String, String> OUTSIDE_THE_MAC = Map.ofEntries(
            Map.entry("identity.sessions.last_seen_at", "changes with every request; the session's end is in the MAC"),
            Map.entry("matters.engagements.since", "shown in lists; the entry in the log says when"),
            Map.entry("matters.matters.opened_at", "shown in lists; the entry in the log says when"),
            Map.entry("matters.matters.opened_by", "shown nowhere; the entry in the log says who"),
            Map.entry("matters.parties.since", "shown in lists; the entry in the log says when"),
            Map.entry("matters.team.since", "shown in lists; the entry in the log says when"),
            Map.entry("nda.agreements.prepared_at", "shown in lists; the entry in the log says when"),
            Map.entry("nda.agreements.prepared_by", "shown in lists; the entry in the log says who"),
            Map.entry("nda.covered_matters.covered_at", "the entry in the log says when"));

    private final House house = House.open();
    /// How much is tried.
    ///
    /// @param rows    attacked in each table, out of [#SEARCHED] that are looked through for one that counts
    /// @param tempted rows of each table in which everything is changed to get what is refused
    /// @param values  other values tried for each column
    private record Size(int rows, int tempted, int values) {
        static final Size EVERY_RUN = new Size(1, 1, 2);
        static final Size SOAK = new Size(Integer.getInteger("equiveil.gate.rows", 2), 6, Integer.MAX_VALUE);
    }

    private static final int SEARCHED = 12;

    private JdbcTemplate sql;
    private ALine line;
    private Map<String, BooleanSupplier> permits;
    private Map<String, BooleanSupplier> refusals;
    private final Set<String> broken = new TreeSet<>();
    private String attacking = "";

    @BeforeAll
    void build() throws Exception {
        // One connection, in replica mode: no trigger and no foreign key stands in the way of the attacker.
        sql = new JdbcTemplate(
                new SingleConnectionDataSource(House.database().administrator().getConnection(), true));
        sql.execute("set session_replication_role = replica");
        line = new ALine();
        networks("\"127.0.0.0/8\", \"::1/128\"");
        line.footing("TH");
        Visitor colleague = line.colleague();
        Visitor traveller = line.colleague();
        line.declare(traveller.person(), "TH");
        Visitor buyer = line.buyer();
        Visitor partner = line.partner();
        permits = new LinkedHashMap<>();
        permits.put("a colleague opens the deal", permitted(() -> line.deal(colleague, "MANDATE")));
        permits.put("the advisor opens an identity document", permitted(() -> line.identity(line.advisor)));
        permits.put("the buyer opens the deal", permitted(() -> line.deal(buyer, "DUE_DILIGENCE")));
        permits.put("the partner opens a document", permitted(() -> line.view(partner, line.document)));
        permits.put("a colleague abroad opens the deal", permitted(() -> line.deal(traveller, "MANDATE")));
        Visitor lapsed = line.underGrace();
        permits.put(
                "a colleague whose training has lapsed opens the deal under grace",
                permitted(() -> line.deal(lapsed, "MANDATE")));
        permits.put("the seller opens its own deal", permitted(() -> line.deal(line.seller, "OWN_DATA")));
        // Last, since it writes: asked only where nothing else rests on a row.
        String served = sql.queryForObject(
                "select id::text from consent.served_notices where subject_id = ? order by served_at limit 1",
                String.class,
                line.sellerSubject.value());
        permits.put(
                "an answer to a notice that was served is taken",
                permitted(() -> line.advisor.ask(
                        "POST",
                        "/api/consent/answers",
                        "{\"notice\":\"" + served + "\",\"item\":\"mandate\",\"yes\":true,\"means\":\"READ_ALOUD\"}")));

        Visitor stranger = line.equipped(PeopleInTests.staff(house, Role.ADVISOR));
        line.strict();
        refusals = new LinkedHashMap<>();
        refusals.put("a stranger opens an identity document", permitted(() -> line.identity(stranger)));
        refusals.put("the buyer opens it for another purpose", permitted(() -> line.deal(buyer, "TAX")));
    }

    @AfterAll
    void relax() {
        networks("");
        line.close();
    }

    private void networks(String ranges) {
        Visitor.Said said = new Visitor(house, line.security, "")
                .ask("PUT", "/api/devices/networks", "{\"ranges\":[" + ranges + "]}");
        assertThat(said.permitted()).as(said.body()).isTrue();
    }

    @Test
    void noColumnOfNoGateRowCanBeChangedBySqlToAnyAvail() {
        everyTable(Size.EVERY_RUN);
    }

    @Test
    @Tag("soak")
    void norByManyValuesInManyRows() {
        everyTable(Size.SOAK);
    }

    private void everyTable(Size size) {
        permits.forEach(
                (what, asked) -> assertThat(asked.getAsBoolean()).as(what).isTrue());
        refusals.forEach(
                (what, asked) -> assertThat(asked.getAsBoolean()).as(what).isFalse());
        List<String> wrong = new ArrayList<>();
        Set<String> tables = tables();
        assertThat(tables).as("tables with a MAC").hasSizeGreaterThan(20);
        for (String table : tables) {
            if (!ELSEWHERE.containsKey(table)) {
                tempt(table, size, wrong);
            }
            if (!ELSEWHERE.containsKey(table) && !table.equals("access.clause_states")) {
                attack(table, permits, size, wrong);
            }
        }
        permits.forEach((what, asked) -> assertThat(asked.getAsBoolean())
                .as("all was put back: %s", what)
                .isTrue());
        assertThat(wrong).isEmpty();
        assertThat(broken)
                .as("a row that was changed is a no, and no fault of the house")
                .isEmpty();
    }

    /// Whether somebody gets what is asked; notes where the house broke over it.
    private BooleanSupplier permitted(Supplier<Visitor.Said> asked) {
        return () -> {
            Visitor.Said said = asked.get();
            if (said.status() == 500) {
                broken.add(attacking);
            }
            return said.permitted();
        };
    }

    /// Where the row of a clause is not genuine the clause is strict, so only a relaxed clause has something to lose.
    @Test
    void aRelaxedClauseIsStrictAgainOnceItsRowIsTouched() {
        SignedInPerson person = PeopleInTests.staff(house, Role.ADVISOR);
        line.declare(person, "CN");
        ALine.done(house.bean(Matters.class).join(line.advisor.person().requester(), line.matter, person.person()));
        Visitor untrained = new Visitor(house, person, line.device(person));
        assertThat(line.deal(untrained, "MANDATE").reasons()).containsExactly("NO_TRAINING");
        line.stand(
                Clause.TRAINING, ClauseState.OBSERVED, Optional.of(Instant.now().plus(Duration.ofDays(9))));
        try {
            List<String> wrong = new ArrayList<>();
            attack(
                    "access.clause_states",
                    Map.of("an untrained colleague opens the deal", permitted(() -> line.deal(untrained, "MANDATE"))),
                    Size.EVERY_RUN,
                    wrong);
            assertThat(wrong).isEmpty();
        } finally {
            line.strict();
        }
    }

    /// What an administrator has who puts an old row back: a genuine row, of which the log knows a later version.
    @Test
    void aRowIsRefusedOnceTheLogKnowsALaterVersion() {
        Map<String, Supplier<BooleanSupplier>> fresh = new LinkedHashMap<>();
        for (String table : List.of(
                "identity.sessions",
                "identity.people",
                "matters.team",
                "training.attestations",
                "crossborder.work_locations",
                "devices.devices",
                "nda.agreements")) {
            fresh.put(table, () -> {
                Visitor colleague = line.colleague();
                return () -> line.deal(colleague, "MANDATE").permitted();
            });
        }
        fresh.put("crossborder.mechanisms", () -> {
            line.footing("VN");
            Visitor traveller = line.colleague();
            line.declare(traveller.person(), "VN");
            return () -> line.deal(traveller, "MANDATE").permitted();
        });
        fresh.put("identity.acting", () -> {
            Visitor buyer = line.buyer();
            return () -> line.deal(buyer, "DUE_DILIGENCE").permitted();
        });
        for (String table : List.of("partners.firms", "matters.engagements")) {
            fresh.put(table, () -> {
                Visitor partner = line.partner();
                return () -> line.view(partner, line.document).permitted();
            });
        }
        List<String> wrong = new ArrayList<>();
        fresh.forEach((table, somebody) -> {
            BooleanSupplier permit = somebody.get();
            assertThat(permit.getAsBoolean()).as(table).isTrue();
            String relied = newest(table).stream()
                    .filter(mine -> Boolean.FALSE.equals(new Row(table, mine)
                            .with("mac", "set_byte(mac, 7, get_byte(mac, 7) # 1)", permit::getAsBoolean)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing rests on " + table));
            Map<String, Object> known = sql.queryForMap("select a.row_name, a.version from ledger.intake_about a join "
                    + table + " t on t.leaf = a.leaf and t.version = a.version where " + relied + " limit 1");
            house.bean(TransactionTemplate.class)
                    .executeWithoutResult(_ -> house.bean(Ledger.class)
                            .append(Entry.of(line.officer.requester(), new PutBack(line.officer.person()))
                                    .about((String) known.get("row_name"), (long) known.get("version") + 1)));
            if (permit.getAsBoolean()) {
                wrong.add(table + ": still, although the log knows a later version of " + known.get("row_name"));
            }
            if (table.matches("(devices|crossborder|training)[.].*")) {
                // Other tests in the same house look whether all of these rows are genuine.
                sql.update("delete from " + table + " t where " + relied);
            }
        });
        assertThat(wrong).isEmpty();
    }

    record PutBack(PersonId by) implements Recorded {
        @Override
        public String ledgerKind() {
            return "test-put-back/v1";
        }
    }

    private Set<String> tables() {
        return new TreeSet<>(sql.queryForList(
                "select table_schema || '.' || table_name from information_schema.columns where column_name = 'mac'",
                String.class));
    }

    private void attack(String table, Map<String, BooleanSupplier> permits, Size size, List<String> wrong) {
        int attacked = 0;
        for (String mine : newest(table)) {
            if (attacked == size.rows()) {
                break;
            }
            Row row = new Row(table, mine);
            // Which permit rests on this row shows when its MAC is wrong.
            String relying = row.with("mac", "set_byte(mac, 7, get_byte(mac, 7) # 1)", () -> firstLost(permits));
            if (relying == null) {
                continue;
            }
            attacked++;
            BooleanSupplier permit = permits.get(relying);
            if (row.deleted(permit::getAsBoolean)) {
                wrong.add(table + ": still, although the row was deleted: " + relying);
            }
            if (row.deletedFromTheLogToo(permit::getAsBoolean)) {
                wrong.add(table + ": still, although the row and its lines in the log were deleted: " + relying);
            }
            row.eachChange(size, (column, change) -> {
                Boolean still = row.with(column.name(), change, permit::getAsBoolean);
                if (Boolean.TRUE.equals(still) && !OUTSIDE_THE_MAC.containsKey(table + "." + column.name())) {
                    wrong.add(table + "." + column.name() + " := " + change + ": still " + relying);
                }
            });
        }
        if (attacked == 0) {
            wrong.add(table + ": no permit of the line rests on it. Add one to this test, or say above what shows"
                    + " that changing it gains nothing");
        }
    }

    /// Whatever is changed in the newest rows, nobody gets what was refused before.
    private void tempt(String table, Size size, List<String> wrong) {
        for (String mine : newest(table).stream().limit(size.tempted()).toList()) {
            Row row = new Row(table, mine);
            row.eachChange(size, (column, change) -> {
                String won = row.with(column.name(), change, this::firstWon);
                if (won != null) {
                    wrong.add(table + "." + column.name() + " := " + change + ": now " + won);
                }
            });
            String won = row.deletedFromTheLogToo(this::firstWon);
            if (won != null) {
                wrong.add(table + ": now " + won + ", since the row and its lines in the log were deleted");
            }
        }
    }

    /// Predicates that name the newest rows of a table, each alone.
    private List<String> newest(String table) {
        List<String> keys = sql.queryForList(
                "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                        + " and a.attnum = any (i.indkey) where i.indisprimary and i.indrelid = ?::regclass",
                String.class,
                table);
        return sql
                .queryForList("select " + String.join(", ", keys) + " from " + table
                        + " order by age(xmin), ctid desc limit " + SEARCHED)
                .stream()
                .map(values -> values.entrySet().stream()
                        .map(key -> key.getKey() + " = '" + key.getValue() + "'")
                        .collect(Collectors.joining(" and ")))
                .toList();
    }

    private static String firstLost(Map<String, BooleanSupplier> permits) {
        return permits.entrySet().stream()
                .filter(permit -> !permit.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private String firstWon() {
        return refusals.entrySet().stream()
                .filter(refusal -> refusal.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /// A column, and what somebody could write into it.
    private record Column(String name, String type, boolean nullable) {

        List<String> changes(JdbcTemplate sql, String table, String mine) {
            List<String> changes = new ArrayList<>();
            switch (type) {
                case "text" -> {
                    // A word that the constraints allow: that of another row, or one of their own.
                    sql.queryForList(
                                    "select distinct " + name + " from " + table + " where " + name
                                            + " is distinct from (select " + name + " from " + table
                                            + " where " + mine + ") and " + name + " is not null limit 2",
                                    String.class)
                            .forEach(word -> changes.add(quoted(word)));
                    for (String definition : sql.queryForList(
                            "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c' and conrelid = '"
                                    + table + "'::regclass",
                            String.class)) {
                        if (definition.contains("(" + name + " = ANY") || definition.contains("(" + name + " =")) {
                            Pattern.compile("'([A-Z_]+)'")
                                    .matcher(definition)
                                    .results()
                                    .limit(4)
                                    .forEach(word -> changes.add(quoted(word.group(1))));
                        }
                    }
                    // And one that is nobody's, where the constraints allow it.
                    changes.add(Math.min(1, changes.size()), name + " || 'x'");
                }
                case "uuid" -> changes.add("gen_random_uuid()");
                case "timestamp with time zone" -> {
                    changes.add("coalesce(" + name + ", now()) + interval '1 day'");
                    changes.add("coalesce(" + name + ", now()) - interval '1 day'");
                }
                case "date" -> changes.add("coalesce(" + name + ", current_date) + 1");
                case "bigint", "integer", "smallint" -> changes.add("coalesce(" + name + ", 0) + 1");
                case "boolean" -> changes.add("not " + name);
                case "bytea" -> changes.add("set_byte(" + name + ", 0, get_byte(" + name + ", 0) # 1)");
                case "ARRAY" -> changes.add(name + "[2:]");
                default -> throw new IllegalStateException("how is a " + type + " changed? " + table + "." + name);
            }
            if (nullable) {
                changes.add("null");
            }
            return changes;
        }

        private static String quoted(String word) {
            return "'" + word.replace("'", "''") + "'";
        }
    }

    /// A row of a table, put back after every attack.
    private final class Row {

        private final String table;
        private final String mine;

        Row(String table, String mine) {
            this.table = table;
            this.mine = mine;
        }

        void eachChange(Size size, BiConsumer<Column, String> attack) {
            List<Column> columns = sql.query(
                    """
                    select column_name, data_type, is_nullable = 'YES' from information_schema.columns
                    where table_schema || '.' || table_name = ? order by ordinal_position
                    """, (found, _) -> new Column(found.getString(1), found.getString(2), found.getBoolean(3)), table);
            columns.forEach(column -> column.changes(sql, table, mine).stream()
                    .limit(size.values())
                    .forEach(change -> {
                        attacking = table + "." + column.name() + " := " + change;
                        attack.accept(column, change);
                    }));
        }

        /// What comes of asking while a column has another value; null if the constraints do not allow the value or it
        /// changes nothing.
        <T> T with(String column, String value, Supplier<T> asked) {
            sql.execute("create temp table kept as select * from " + table + " where " + mine);
            try {
                try {
                    sql.update("update " + table + " set " + column + " = " + value + " where " + mine);
                } catch (DataAccessException notAllowed) {
                    return null;
                }
                return wasChanged() ? asked.get() : null;
            } finally {
                putBack();
            }
        }

        <T> T deleted(Supplier<T> asked) {
            sql.execute("create temp table kept as select * from " + table + " where " + mine);
            try {
                sql.update("delete from " + table + " where " + mine);
                return asked.get();
            } finally {
                putBack();
            }
        }

        /// The row, and whatever the log's table says about rows that were set together with it.
        <T> T deletedFromTheLogToo(Supplier<T> asked) {
            String names = sql
                    .queryForList(
                            "select distinct row_name from ledger.intake_about where leaf in (select leaf from " + table
                                    + " where " + mine + ")",
                            String.class)
                    .stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(", "));
            return deleted(
                    () -> names.isEmpty() ? asked.get() : LogLines.without("row_name in (" + names + ")", asked));
        }

        private boolean wasChanged() {
            return Boolean.TRUE.equals(sql.queryForObject(
                    "select not exists (select * from " + table + " intersect select * from kept)", Boolean.class));
        }

        private void putBack() {
            sql.execute("delete from " + table + " where " + mine
                    + "; delete from " + table + " t using kept k where t.mac = k.mac and t.leaf = k.leaf;"
                    + " insert into " + table + " select * from kept; drop table kept");
        }
    }
}
