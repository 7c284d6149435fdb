package io.equiveil.engine;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// What the rooms get from the engine: connections per role, and the time.
///
/// Needs the started [DatabaseEngine] (and the [DataFolder]) registered before the context is refreshed; both were
/// started before Spring and outlive it.
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    @Primary
    DataSource dataSource(DatabaseEngine engine) {
        return engine.pool(DatabaseRole.APP, 16);
    }

    @Bean
    @Qualifier("recorder")
    DataSource recorderDataSource(DatabaseEngine engine) {
        return engine.pool(DatabaseRole.RECORDER, 4);
    }

    @Bean
    @Qualifier("sequencer")
    DataSource sequencerDataSource(DatabaseEngine engine) {
        return engine.pool(DatabaseRole.SEQUENCER, 2);
    }

    /// Microseconds, as PostgreSQL keeps them: what is read back equals what was written.
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
