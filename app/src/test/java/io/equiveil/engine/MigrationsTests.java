package io.equiveil.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTests {

    private final JdbcClient superuser = House.database().ownerJdbc();

    @Test
    void giveThePublicNothing() {
        assertThat(superuser.sql("""
                                select n.nspname || '.' || p.proname
                                  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                                 where n.nspowner = 'ev_owner'::regrole
                                   and has_function_privilege('public', p.oid, 'execute')
                                union all
                                select table_schema || '.' || table_name from information_schema.table_privileges
                                 where grantee = 'PUBLIC' and table_schema not in ('pg_catalog', 'information_schema')
                                union all
                                select nspname from pg_namespace
                                 where nspowner = 'ev_owner'::regrole and has_schema_privilege('public', oid, 'usage')
                                """).query(String.class).list()).isEmpty();
    }

    @Test
    void makeOneSchemaPerRoomOwnedByTheOwnerAlone() {
        assertThat(House.rooms())
                .containsAll(superuser
                        .sql("select nspname from pg_namespace where nspowner = 'ev_owner'::regrole")
                        .query(String.class)
                        .list());
    }

    @Test
    void leaveANoteSoThatTheNextStartNeedNotAsk() {
        assertThat(superuser
                        .sql("select shobj_description(oid, 'pg_database') from pg_database where datname = 'equiveil'")
                        .query(String.class)
                        .single())
                .matches("equiveil migrations sha256:[0-9a-f]{64}");
    }
}
