package io.equiveil.vault;

import com.zaxxer.hikari.HikariDataSource;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.DatabaseRole;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the vault needs of the engine beside the common pool.
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    /// Connections for making and reading keys while somebody else's transaction is open. Whoever holds one of these
    /// never waits for another connection, so that no circle of waiting can close.
    ///
    /// A key that was made just now seals nothing that lasts before the caller's own transaction is on the disk,
    /// and with it the key; so making it need not wait for the disk a second time.
    @Bean
    @Qualifier("keys")
    HikariDataSource keysDataSource(DatabaseEngine engine) {
        return engine.poolThatDoesNotWaitForTheDisk(DatabaseRole.APP, 4);
    }

    @Bean
    OwnCertificates ownCertificates(DataFolder folder, RootKey rootKey, Clock clock) {
        return new OwnCertificates(folder.keys(), rootKey, clock);
    }
}
