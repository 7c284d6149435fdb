package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
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
/// A new table joins by itself, and is refused by this wall until some permit of the line relies on it.
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateRowAttackTests {

    /// Tables with a MAC on which no release of the line rests, and what shows instead that SQL gains nothing.
    private static final Map<String, String> ELSEWHERE = Map.of(
            "ledger.intake", "LedgerAuditTests changes every column of every table of the log",
            "identity.passkeys", "a passkey signs in and is no fact of the gate: PasskeyRowsTests",
            "access.proposals", "a proposal takes effect only when approved: PoliciesTests");

    /// Columns that the MAC leaves out on purpose, with the reason.
    private static final Map<String, String> OUTSIDE_THE_MAC = Map.of();

    private final House house = House.open();
    /// Rows of each table that are attacked, out of so many newest ones that are looked through for one that counts.
    private static final int ROWS = Integer.getInteger("equiveil.gate.rows", 1);
    private static final int SEARCHED = 12;

    /// Other values tried for each column.
    private static final int CHANGES = 2;

    private JdbcTemplate sql;
    private ALine line;
    private Map<String, BooleanSupplier> permits;
    private Map<String, BooleanSupplier> refusals;

    @BeforeAll
    void build() throws Exception {
        // One connection, in replica mode: no trigger and no foreign key stands in the way of the attacker.
        sql = new JdbcTemplate(
                new SingleConnectionDataSource(House.database().administrator().getConnection(), true));
        sql.execute("set session_replication_role = replica");
        line = new ALine();
        line.footing("LI");
        Visitor colleague = line.colleague();
        Visitor traveller = line.colleague();
        line.declare(traveller.person(), "LI");
        Visitor buyer = line.buyer();
        Visitor partner = line.partner();
        permits = new LinkedHashMap<>();
        permits.put(
                "a colleague opens the deal",
                () -> line.deal(colleague, "MANDATE").permitted());
        permits.put(
                "the advisor opens an identity document",
                () -> line.identity(line.advisor).permitted());
        permits.put(
                "the buyer opens the deal",
                () -> line.deal(buyer, "DUE_DILIGENCE").permitted());
        permits.put(
                "the partner opens a document",
                () -> line.view(partner, line.document).permitted());
        permits.put(
                "a colleague abroad opens the deal",
                () -> line.deal(traveller, "MANDATE").permitted());
        permits.put(
                "the seller opens its own deal",
                () -> line.deal(line.seller, "OWN_DATA").permitted());

        Visitor stranger = line.equipped(PeopleInTests.staff(house, Role.ADVISOR));
        line.strict();
        refusals = new LinkedHashMap<>();
        refusals.put(
                "a stranger opens an identity document",
                () -> line.identity(stranger).permitted());
        refusals.put(
                "the buyer opens it for another purpose",
                () -> line.deal(buyer, "TAX").permitted());
    }

    @AfterAll
    void relax() {
        line.close();
    }

    @Test
    void noColumnOfNoGateRowCanBeChangedBySqlToAnyAvail() {
        permits.forEach(
                (what, asked) -> assertThat(asked.getAsBoolean()).as(what).isTrue());
        refusals.forEach(
                (what, asked) -> assertThat(asked.getAsBoolean()).as(what).isFalse());
        List<String> wrong = new ArrayList<>();
        Set<String> tables = tables();
        assertThat(tables).as("tables with a MAC").hasSizeGreaterThan(20);
        for (String table : tables) {
            if (!ELSEWHERE.containsKey(table)) {
                tempt(table, wrong);
            }
            if (!ELSEWHERE.containsKey(table) && !table.equals("access.clause_states")) {
                attack(table, permits, wrong);
            }
        }
        permits.forEach((what, asked) -> assertThat(asked.getAsBoolean())
                .as("all was put back: %s", what)
                .isTrue());
        assertThat(wrong).isEmpty();
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
                    Map.of(
                            "an untrained colleague opens the deal",
                            () -> line.deal(untrained, "MANDATE").permitted()),
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
            line.footing("MC");
            Visitor traveller = line.colleague();
            line.declare(traveller.person(), "MC");
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

    private void attack(String table, Map<String, BooleanSupplier> permits, List<String> wrong) {
        int attacked = 0;
        for (String mine : newest(table)) {
            if (attacked == ROWS) {
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
            if (row.deleted(permit)) {
                wrong.add(table + ": still, although the row was deleted: " + relying);
            }
            row.eachChange((column, change) -> {
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
    private void tempt(String table, List<String> wrong) {
        newest(table).stream()
                .limit(6)
                .map(mine -> new Row(table, mine))
                .forEach(row -> row.eachChange((column, change) -> {
                    String won = row.with(column.name(), change, this::firstWon);
                    if (won != null) {
                        wrong.add(table + "." + column.name() + " := " + change + ": now " + won);
                    }
                }));
    }

    /// Predicates that name the newest rows of a table, each alone.
    private List<String> newest(String table) {
        List<String> keys = sql.queryForList(
                "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                        + " and a.attnum = any (i.indkey) where i.indisprimary and i.indrelid = ?::regclass",
                String.class,
                table);
        return sql
                .queryForList("select " + String.join(", ", keys) + " from " + table + " order by ctid desc limit "
                        + SEARCHED)
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
                    if (changes.isEmpty()) {
                        changes.add(name + " || 'x'");
                    }
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

        void eachChange(BiConsumer<Column, String> attack) {
            List<Column> columns = sql.query(
                    """
                    select column_name, data_type, is_nullable = 'YES' from information_schema.columns
                    where table_schema || '.' || table_name = ? order by ordinal_position
                    """, (found, _) -> new Column(found.getString(1), found.getString(2), found.getBoolean(3)), table);
            columns.forEach(
                    column -> column.changes(sql, table, mine).forEach(change -> attack.accept(column, change)));
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

        boolean deleted(BooleanSupplier asked) {
            sql.execute("create temp table kept as select * from " + table + " where " + mine);
            try {
                sql.update("delete from " + table + " where " + mine);
                return asked.getAsBoolean();
            } finally {
                putBack();
            }
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
