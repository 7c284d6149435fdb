package io.equiveil;

import io.equiveil.engine.StartRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the command line asks for, read strictly: an unknown word is an error, not a guess.
///
/// @param data the data folder
/// @param dataGiven whether it was named, or is the command's usual one
/// @param port 0 to 65535; 0 means any free one
/// @param sheets what `recover` wants
/// @param login whom `let-in` makes a link for
/// @param hosts further host names under which browsers reach the server; the first becomes its public name
record Options(
        Command command,
        Path data,
        boolean dataGiven,
        int port,
        boolean exit,
        Optional<Path> report,
        Optional<Path> passphraseFile,
        Optional<Path> tlsCertificate,
        Optional<Path> tlsKey,
        List<String> hosts,
        Backup backup,
        Sheets sheets,
        Optional<String> login) {

    /// What the command about recovery sheets wants.
    ///
    /// @param file where the sheets were typed already; else they are typed at the terminal
    /// @param rehearse whether it is only a try
    record Sheets(Optional<Path> file, boolean rehearse) {

        static final Sheets NOTHING = new Sheets(Optional.empty(), false);
    }

    /// What the commands about backups want.
    ///
    /// @param folder where backups go, or come from
    /// @param generation which one, such as `20261128T033000Z`
    /// @param knownCheckpoint a file with a signed checkpoint that somebody outside has
    record Backup(Optional<Path> folder, Optional<String> generation, Optional<Path> knownCheckpoint) {

        static final Backup NOTHING = new Backup(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What can be asked for.
    enum Command {
        START("--data", "--port", "--passphrase-file", "--tls-cert", "--tls-key", "--host", "--backup"),
        DEMO("--data", "--port", "--exit", "--report", "--passphrase-file"),
        STOP("--data"),
        DOCTOR("--data", "--backup"),
        BACKUP("--data", "--passphrase-file", "--backup"),
        RESTORE("--data", "--passphrase-file", "--from", "--generation", "--known-checkpoint", "--sheets"),
        UPGRADE("--data", "--passphrase-file", "--backup"),
        RECOVER("--data", "--passphrase-file", "--sheets", "--rehearse"),
        LET_IN("--data", "--passphrase-file", "--login", "--port"),
        WARM_UP("--data"),
        PRACTICE("--data", "--host", "--port"),
        HELP();

        private final Set<String> options;

        Command(String... options) {
            this.options = Set.of(options);
        }

        /// Whether a launcher passes it on. The practice house is started by a running house, never by hand.
        boolean isOfLaunchers() {
            return this != PRACTICE;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final int USUAL_PORT = 8443;
    static final int USUAL_DEMO_PORT = 8080;

    /// @param home where data folders lie that nobody named
    /// @throws StartRefused naming the first word that is not understood
    static Options parse(List<String> arguments, Path home) {
        if (arguments.isEmpty()) {
            return of(Command.HELP, home);
        }
        Command command = command(arguments.getFirst());
        Optional<Path> data = Optional.empty();
        Optional<Path> report = Optional.empty();
        Optional<Path> passphraseFile = Optional.empty();
        Optional<Path> tlsCertificate = Optional.empty();
        Optional<Path> tlsKey = Optional.empty();
        Optional<Path> backup = Optional.empty();
        Optional<String> generation = Optional.empty();
        Optional<Path> sheets = Optional.empty();
        Optional<String> login = Optional.empty();
        boolean rehearse = false;
        Optional<Path> knownCheckpoint = Optional.empty();
        List<String> hosts = new ArrayList<>();
        int port = command == Command.DEMO ? USUAL_DEMO_PORT : USUAL_PORT;
        boolean exit = false;
        Set<String> seen = new HashSet<>();
        var words = arguments.subList(1, arguments.size()).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (!command.options.contains(word)) {
                throw new StartRefused(
                        "“" + command.word() + "”不认识选项 " + word + "；请看 ./equiveil help。",
                        "“" + command.word() + "” has no option " + word + "; see ./equiveil help.");
            }
            if (!seen.add(word) && !word.equals("--host")) {
                throw new StartRefused("选项 " + word + " 出现了两次。", "The option " + word + " is given twice.");
            }
            if (word.equals("--exit")) {
                exit = true;
                continue;
            }
            if (word.equals("--rehearse")) {
                rehearse = true;
                continue;
            }
            if (!words.hasNext()) {
                throw new StartRefused("选项 " + word + " 后面缺少值。", "The option " + word + " needs a value.");
            }
            String value = words.next();
            switch (word) {
                case "--data" -> data = Optional.of(Path.of(value));
                case "--port" -> port = port(value);
                case "--report" -> report = Optional.of(Path.of(value).toAbsolutePath());
                case "--passphrase-file" ->
                    passphraseFile = Optional.of(Path.of(value).toAbsolutePath());
                case "--tls-cert" -> tlsCertificate = Optional.of(Path.of(value).toAbsolutePath());
                case "--tls-key" -> tlsKey = Optional.of(Path.of(value).toAbsolutePath());
                case "--host" -> hosts.add(host(value));
                case "--backup", "--from" ->
                    backup = Optional.of(Path.of(value).toAbsolutePath().normalize());
                case "--sheets" -> sheets = Optional.of(Path.of(value).toAbsolutePath());
                case "--login" -> login = Optional.of(value);
                case "--generation" -> generation = Optional.of(generation(value));
                case "--known-checkpoint" ->
                    knownCheckpoint = Optional.of(Path.of(value).toAbsolutePath());
                default -> throw new IllegalStateException("an option without meaning: " + word);
            }
        }
        if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
            throw new StartRefused("--tls-cert 和 --tls-key 要一起给出。", "--tls-cert and --tls-key go together.");
        }
        if (command == Command.RESTORE && (backup.isEmpty() || data.isEmpty())) {
            throw new StartRefused(
                    "恢复需要 --from 备份文件夹 和 --data 空文件夹。",
                    "A restore needs --from BACKUP-FOLDER and --data EMPTY-FOLDER.");
        }
        if (command == Command.LET_IN && login.isEmpty()) {
            throw new StartRefused("请用 --login 写明是谁的登录名。", "Say with --login whose handle it is.");
        }
        Path folder = data.orElse(home.resolve(command == Command.DEMO ? "demo-data" : "data"));
        return new Options(
                command,
                folder.toAbsolutePath().normalize(),
                data.isPresent(),
                port,
                exit,
                report,
                passphraseFile,
                tlsCertificate,
                tlsKey,
                List.copyOf(hosts),
                new Backup(backup, generation, knownCheckpoint),
                new Sheets(sheets, rehearse),
                login);
    }

    private static String generation(String value) {
        if (value.matches("[0-9]{8}T[0-9]{6}Z")) {
            return value;
        }
        throw new StartRefused(
                "备份时刻应写成 20261128T033000Z：" + value + "。",
                "The moment of a backup looks like 20261128T033000Z: " + value + ".");
    }

    private static Options of(Command command, Path home) {
        return new Options(
                command,
                home.resolve("data"),
                false,
                USUAL_PORT,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Backup.NOTHING,
                Sheets.NOTHING,
                Optional.empty());
    }

    private static Command command(String word) {
        for (Command command : Command.values()) {
            if (command.word().equals(word)) {
                return command;
            }
        }
        if (word.equals("--help") || word.equals("-h")) {
            return Command.HELP;
        }
        throw new StartRefused(
                "不认识的命令“" + word + "”；请看 ./equiveil help。", "Unknown command “" + word + "”; see ./equiveil help.");
    }

    private static int port(String value) {
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= 65_535) {
            return Integer.parseInt(value);
        }
        throw new StartRefused("端口应为 0 到 65535：" + value + "。", "A port is a number from 0 to 65535: " + value + ".");
    }

    private static String host(String value) {
        if (value.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?") && !value.matches("[0-9.]+")) {
            return value.toLowerCase(Locale.ROOT);
        }
        throw new StartRefused("主机名不对：" + value + "。", "Not a host name: " + value + ".");
    }

    /// The same folder, as a demo on any port that ends at once.
    Options forWarmUp() {
        return new Options(
                Command.DEMO,
                data,
                true,
                0,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Backup.NOTHING,
                Sheets.NOTHING,
                Optional.empty());
    }
}
