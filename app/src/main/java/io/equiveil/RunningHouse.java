package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.Migrations;
import io.equiveil.engine.StartRefused;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyFile;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// Everything that runs, in the order in which it is started: root key, database, migrations, then Spring.
///
/// Closing it goes the other way round: no request is left when the database stops.
final class RunningHouse implements AutoCloseable {

    private final DataFolder folder;
    private final DatabaseEngine engine;
    private final ConfigurableApplicationContext context;

    private RunningHouse(DataFolder folder, DatabaseEngine engine, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.engine = engine;
        this.context = context;
    }

    /// Opens the root key of a data folder, or makes it.
    ///
    /// @throws StartRefused if the passphrase does not open it
    static RootKey rootKey(DataFolder folder, char[] passphrase) {
        try {
            return RootKeyFile.openOrCreate(folder.keys().resolve("root.key"), passphrase);
        } catch (RootKeyFile.WrongPassphrase e) {
            throw new StartRefused(
                    "口令不对，打不开 " + folder.keys() + " 里的根密钥。",
                    "Wrong passphrase: it does not open the root key in " + folder.keys() + ".");
        } catch (IOException e) {
            throw new StartRefused(
                    "根密钥文件无法读写：" + folder.keys() + "。",
                    "The root key file cannot be read or written: " + folder.keys() + ".",
                    e);
        }
    }

    /// Starts the database under a root key and brings it up to date.
    static DatabaseEngine database(DataFolder folder, RootKey rootKey, Map<String, String> environment) {
        DatabaseEngine engine = DatabaseEngine.start(folder, role -> password(rootKey, role), environment);
        try {
            new Migrations(engine).run(Rooms.IN_ORDER);
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /// Starts Spring on a running database.
    ///
    /// @param properties settings of this run, such as `server.port`
    static RunningHouse start(
            DataFolder folder, RootKey rootKey, DatabaseEngine engine, Map<String, Object> properties) {
        SpringApplication application = new SpringApplication(EquiVeil.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("spring.messages.basename", messageBundles()));
        application.addInitializers(context -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new org.springframework.core.env.MapPropertySource("this run", properties));
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.getBeanFactory().registerSingleton("dataFolder", folder);
            beans.getBeanFactory().registerSingleton("databaseEngine", engine);
            beans.getBeanFactory().registerSingleton("rootKey", rootKey);
        });
        return new RunningHouse(folder, engine, application.run());
    }

    private static char[] password(RootKey rootKey, String role) {
        byte[] bytes = rootKey.derive("database-password/" + role, 32);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).toCharArray();
    }

    /// One bundle per room that has one: `messages/<room>.properties` and its translations.
    private static String messageBundles() {
        List<String> bundles = Rooms.IN_ORDER.stream()
                .filter(room -> RunningHouse.class.getResource("/messages/" + room + ".properties") != null)
                .map(room -> "messages/" + room)
                .toList();
        return bundles.isEmpty() ? "messages" : bundles.stream().collect(Collectors.joining(","));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    DatabaseEngine engine() {
        return engine;
    }

    DataFolder folder() {
        return folder;
    }

    /// The port that the server listens on.
    int port() {
        return java.util.Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            try {
                engine.close();
            } finally {
                folder.close();
            }
        }
    }
}
