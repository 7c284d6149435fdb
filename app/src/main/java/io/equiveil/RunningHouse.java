package io.equiveil;

import io.equiveil.backup.Restoration;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.HouseRooms;
import io.equiveil.engine.Migrations;
import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.StartRefused;
import io.equiveil.engine.TlsDoor;
import io.equiveil.kernel.PracticeHouse;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.vault.DatabasePasswords;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyCheck;
import io.equiveil.vault.RootKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.BeansException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;

/// The steps of a start, each usable alone (root key, database and migrations, then Spring), and what runs
/// after them.
final class RunningHouse {

    static final String ROOT_KEY_FILE = "root.key";

    static final String TLS_BUNDLE = "house";

    private final DataFolder folder;
    private final Door door;
    private final ConfigurableApplicationContext context;

    private RunningHouse(DataFolder folder, Door door, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.door = door;
        this.context = context;
    }

    static Path rootKeyFile(DataFolder folder) {
        return folder.keys().resolve(ROOT_KEY_FILE);
    }

    /// Opens the root key of a data folder, or makes it.
    ///
    /// @throws StartRefused if the passphrase does not open it
    static RootKey rootKey(DataFolder folder, char[] passphrase) {
        try {
            RootKey key = RootKeyFile.openOrCreate(rootKeyFile(folder), passphrase);
            RootKeyCheck.leave(rootKeyFile(folder), key);
            return key;
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

    /// Starts the database under a root key, as it is.
    static DatabaseEngine bareDatabase(DataFolder folder, RootKey rootKey, Map<String, String> environment) {
        return DatabaseEngine.start(folder, DatabasePasswords.of(rootKey), environment);
    }

    /// Brings the database up to date.
    static void migrate(DatabaseEngine engine) {
        new Migrations(engine).run(Rooms.IN_ORDER);
    }

    /// Starts the database under a root key and brings it up to date.
    static DatabaseEngine database(DataFolder folder, RootKey rootKey, Map<String, String> environment) {
        DatabaseEngine engine = bareDatabase(folder, rootKey, environment);
        try {
            migrate(engine);
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /// The log's name: kept in the data folder from the first start on, for it stands in everything that was signed.
    private static Optional<String> logName(DataFolder folder) {
        Path file = folder.root().resolve(Restoration.LOG_NAME);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new StartRefused("读不了 " + file + "。", file + " cannot be read.", e);
        }
    }

    private static void keepLogName(DataFolder folder, ConfigurableApplicationContext context) {
        Path file = folder.root().resolve(Restoration.LOG_NAME);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, context.getBean(VerifierKey.class).name() + "\n");
            }
        } catch (IOException e) {
            throw new StartRefused("写不了 " + file + "。", file + " cannot be written.", e);
        }
    }

    /// Starts Spring on a running database, behind a door.
    ///
    /// @throws StartRefused if the port was taken meanwhile
    static RunningHouse start(DataFolder folder, RootKey rootKey, DatabaseEngine engine, Door door) {
        return start(folder, rootKey, engine, door, Optional.empty());
    }

    /// @param backupFolder where backups go, if that was said
    static RunningHouse start(
            DataFolder folder, RootKey rootKey, DatabaseEngine engine, Door door, Optional<Path> backupFolder) {
        SpringApplication application = new SpringApplication(EquiVeil.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(defaults(door));
        application.addInitializers(context -> {
            Map<String, Object> settled = properties(door);
            logName(folder).ifPresent(name -> settled.put("equiveil.ledger.origin", name));
            backupFolder.ifPresent(root -> settled.put("equiveil.backup.folder", root.toString()));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("door", settled));
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(DataFolder.class, () -> folder, definition -> definition.setDestroyMethodName(""));
            beans.registerBean(DatabaseEngine.class, () -> engine, definition -> definition.setDestroyMethodName(""));
            beans.registerBean(RootKey.class, () -> rootKey);
            beans.registerBean(HouseRooms.class, () -> new HouseRooms(Rooms.IN_ORDER));
            beans.registerBean(PublicAddress.class, door::address);
            register(door, beans);
        });
        try {
            ConfigurableApplicationContext context = application.run();
            keepLogName(folder, context);
            return new RunningHouse(folder, door, context);
        } catch (PortInUseException e) {
            throw Start.portTaken(e.getPort());
        } catch (BeansException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartRefused refused) {
                    throw refused;
                }
            }
            throw e;
        }
    }

    /// What holds where nothing else is set. The demo is a firm that does not exist; a real one says who it
    /// is on the page of room `firm` (or by `equiveil.firm.name` and `.contact`), and measure 7.1 is red
    /// until it does.
    private static Map<String, Object> defaults(Door door) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("spring.messages.basename", messageBundles());
        if (door instanceof Door.Loopback || door instanceof Door.Practice) {
            defaults.put("equiveil.firm.name", "示例股权咨询有限公司");
            defaults.put("equiveil.firm.contact", "示例省示例市示例路一号，电话 400-000-0000");
            // The gateways that a demo or a test plays with stand on the same machine.
            defaults.put("equiveil.messages.inside", "localhost,127.0.0.1,::1");
        }
        if (!(door instanceof Door.Tls)) {
            defaults.put("equiveil.backup.scheduled", "false");
        }
        return defaults;
    }

    private static Map<String, Object> properties(Door door) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", door.localPort());
        switch (door) {
            case Door.Loopback _, Door.Closed _, Door.Practice _ -> properties.put("server.address", "127.0.0.1");
            case Door.Tls _ -> properties.put("server.ssl.bundle", TLS_BUNDLE);
        }
        return properties;
    }

    private static void register(Door door, GenericApplicationContext beans) {
        switch (door) {
            case Door.Closed _ ->
                beans.registerBean("nobodyGetsIn", FilterRegistrationBean.class, () -> {
                    var filter = new FilterRegistrationBean<>(new NobodyGetsIn());
                    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
                    return filter;
                });
            case Door.Practice practice -> {
                beans.registerBean(PracticeVisits.class, () -> new PracticeVisits(practice.address()));
                beans.registerBean(
                        "behindTls", WebServerFactoryCustomizer.class, () -> (WebServerFactoryCustomizer<
                                        TomcatServletWebServerFactory>)
                                factory -> factory.addConnectorCustomizers(connector -> {
                                    connector.setScheme("https");
                                    connector.setSecure(true);
                                    connector.setProxyName(practice.address().host());
                                    connector.setProxyPort(practice.address().port());
                                }));
            }
            case Door.Loopback _
            when PracticeHouse.isHere() ->
                beans.registerBean(PracticeVisits.class, () -> new PracticeVisits(door.address()));
            case Door.Loopback _ ->
                beans.registerBean("loopbackHosts", FilterRegistrationBean.class, () -> {
                    var filter = new FilterRegistrationBean<>(new LoopbackHosts());
                    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
                    return filter;
                });
            case Door.Tls tls -> {
                beans.registerBean(
                        SslBundleRegistrar.class, () -> registry -> registry.registerBundle(TLS_BUNDLE, tls.bundle()));
                beans.registerBean(
                        TlsDoor.class,
                        () -> new ServedTls(() -> beans.getBean(SslBundleRegistry.class), tls.bundle(), tls.origin()));
            }
        }
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

    /// A bean that may not be there.
    <T> Optional<T> optionalBean(Class<T> type) {
        return Optional.ofNullable(context.getBeanProvider(type).getIfAvailable());
    }

    DataFolder folder() {
        return folder;
    }

    Door door() {
        return door;
    }

    PublicAddress address() {
        return door.address();
    }

    /// Ends the pages: no new request, those under way are let finish. Database and data folder stay open.
    void closePages() {
        context.close();
    }
}
