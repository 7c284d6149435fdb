package io.equiveil.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DatabasePromisesTests {

    private final House.Database database = House.database();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            fsync,                           on
            synchronous_commit,              on
            full_page_writes,                on
            password_encryption,             scram-sha-256
            listen_addresses,                127.0.0.1
            unix_socket_directories,         ''
            log_statement,                   none
            log_min_error_statement,         panic
            log_error_verbosity,             terse
            log_min_messages,                log
            data_checksums,                  on
            """)
    void runsWithTheSettingsThePromisesNeed(String setting, String value) {
        assertThat(database.ownerJdbc()
                        .sql("show " + setting)
                        .query(String.class)
                        .single())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(DatabaseRole.class)
    void noRoleIsASuperuserOrBypassesRowSecurity(DatabaseRole role) {
        boolean tooMuch = database.ownerJdbc()
                .sql("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = ?")
                .param(role.roleName())
                .query(Boolean.class)
                .single();

        assertThat(tooMuch).isFalse();
    }

    @Test
    void refusesToRunWhenCommitsAreNotDurable() throws Exception {
        try (Connection session = database.as(DatabaseRole.APP).getConnection();
                Statement statement = session.createStatement()) {
            Provisioning.requireDurable(session);

            statement.execute("set synchronous_commit = off");

            assertThatThrownBy(() -> Provisioning.requireDurable(session))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("synchronous_commit is off");
        }
    }

    @Test
    void theApplicationCannotMakeTablesAnywhere() {
        assertThatThrownBy(() ->
                        database.jdbc().sql("create table public.stray (x int)").update())
                .hasRootCauseMessage("ERROR: permission denied for schema public");
    }
}
