package io.equiveil.line;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/// Watches every commit of the application: one that changed a row and put nothing into the ledger is noted.
final class UnrecordedCommits implements AutoCloseable {

    /// Tables whose rows are no state of anybody's affairs, or whose entry the recorder writes on its own connection.
    private static final Map<String, String> NO_FACTS = noFacts();

    /// Tables of which some columns are a matter of use; these are the ones that count.
    private static final Map<String, String> COLUMNS = Map.of(
            "identity.sessions", "update of person_id, version",
            "identity.credentials", "insert or delete or update of password_hash, pin_hash, totp_sealed, version",
            "identity.passkeys", "insert or delete or update of person_id, public_key, version",
            "identity.one_time_links", "insert or update of person_id, token_mac, expires_at, used_at, version");

    private final JdbcTemplate sql;

    UnrecordedCommits(JdbcTemplate administrator) {
        this.sql = administrator;
        sql.execute("drop schema if exists proof cascade; create schema proof;"
                + " create table proof.unrecorded (what text, tx bigint);"
                + " create function proof.must_be_recorded() returns trigger language plpgsql security definer as $$"
                // What a destroyed key had sealed is nobody's any more; that the key was destroyed is recorded.
                + " begin if tg_op = 'DELETE' and exists (select from vault.data_keys k where k.state = 'DESTROYED'"
                + " and k.id::text = to_jsonb(old) ->> 'key_id') then return null; end if;"
                + " if session_user = 'ev_app' and not exists (select from (select xmin from ledger.intake"
                + " order by id desc limit 300) i where i.xmin = pg_current_xact_id()::xid) then"
                + " insert into proof.unrecorded values (tg_table_schema || '.' || tg_table_name || ' ' || tg_op,"
                + " txid_current()); end if; return null; end $$");
        for (String table : tables()) {
            sql.execute("create constraint trigger proof_must_be_recorded after "
                    + COLUMNS.getOrDefault(table, "insert or update or delete") + " on " + table
                    + " deferrable initially deferred for each row execute function proof.must_be_recorded()");
        }
    }

    private List<String> tables() {
        return sql
                .queryForList(
                        "select schemaname || '.' || tablename from pg_tables where schemaname not in"
                                + " ('pg_catalog', 'information_schema', 'ledger', 'proof', 'public')"
                                + " and tablename <> 'flyway_schema_history'",
                        String.class)
                .stream()
                .filter(table -> !NO_FACTS.containsKey(table))
                .toList();
    }

    /// Tables and operations, with how often.
    List<String> found() {
        return sql.queryForList(
                "select what || ' (' || count(*) || ')' from proof.unrecorded group by what order by 1", String.class);
    }

    @Override
    public void close() {
        tables().forEach(table -> sql.execute("drop trigger if exists proof_must_be_recorded on " + table));
        sql.execute("drop schema proof cascade");
    }

    private static Map<String, String> noFacts() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("identity.throttles", "how often somebody was wrong");
        tables.put("identity.refused_sign_ins", "counted, and recorded once a minute");
        tables.put("identity.one_time_codes", "what is sent to prove possession; the sign-in is recorded");
        tables.put("controls.latest", "times of checks; a change of state is recorded");
        tables.put("messages.outbox", "queue; sending is recorded through the release of the address");
        tables.put("messages.notices", "notices in the portal, and whether they were read");
        tables.put("vault.data_keys", "made on first need in a transaction of its own; destruction is recorded");
        tables.put("vault.internal", "the house's own keys");
        tables.put("dataroom.views", "the release that begins a viewing is recorded on the recorder's connection");
        tables.put("dataroom.page_views", "seconds on a page; part of the recorded end of a viewing");
        tables.put("consent.notice_texts", "the firm's own public words");
        return tables;
    }
}
