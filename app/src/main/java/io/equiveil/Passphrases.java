package io.equiveil;

import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the passphrase of the root key comes from: a file, a systemd credential, or the terminal; never an argument,
/// and never a file under the data folder that it protects.
final class Passphrases {

    private static final String CREDENTIAL = "equiveil-passphrase";

    private final Terminal terminal;
    private final Map<String, String> environment;

    Passphrases(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /// The passphrase for real work.
    ///
    /// @param choosing whether there is no root key yet, so that this passphrase is a new one
    char[] forWork(Options options, Path root, boolean choosing) {
        Optional<char[]> found = options.passphraseFile()
                .map(file -> fromFile(file, root, true))
                .or(() -> credential().map(file -> fromFile(file, root, false)))
                .or(() -> terminal.askPassphrase(choosing));
        char[] passphrase = found.orElseThrow(() -> new StartRefused(
                "没有口令：请在终端中输入、用 --passphrase-file 指定文件，或用 systemd 凭据 " + CREDENTIAL + "。",
                "No passphrase: type it on a terminal, give --passphrase-file, or the systemd credential " + CREDENTIAL
                        + "."));
        if (choosing && passphrase.length < Terminal.LEAST_PASSPHRASE_LENGTH) {
            throw new StartRefused("口令太短：至少 12 个字符。", "The passphrase is too short: 12 characters or more.");
        }
        return passphrase;
    }

    /// The demo's passphrase: beside its data folder, made at random the first time.
    char[] forDemo(Options options, Path root, boolean choosing) {
        if (options.passphraseFile().isPresent()) {
            return forWork(options, root, choosing);
        }
        Path file = demoFile(root);
        if (Files.exists(file)) {
            return fromFile(file, root, true);
        }
        if (!choosing) {
            throw new StartRefused(
                    "演示数据还在，但口令文件 " + file + " 不见了：请删除 " + root + " 重新开始。",
                    "The demo's data is there but its passphrase file " + file + " is gone: delete " + root
                            + " to begin anew.");
        }
        return writeNew(file);
    }

    static Path demoFile(Path root) {
        return root.resolveSibling(root.getFileName() + ".passphrase");
    }

    private static char[] writeNew(Path file) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String passphrase = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, passphrase + "\n", StandardOpenOption.SYNC);
            return passphrase.toCharArray();
        } catch (IOException e) {
            throw new StartRefused("写不了口令文件 " + file + "。", "The passphrase file " + file + " cannot be written.", e);
        }
    }

    private Optional<Path> credential() {
        return Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
                .map(folder -> Path.of(folder, CREDENTIAL))
                .filter(Files::exists);
    }

    private static char[] fromFile(Path file, Path root, boolean mustBePrivate) {
        try {
            Path real = file.toRealPath();
            if (real.startsWith(root)) {
                throw new StartRefused(
                        "口令文件不能放在数据文件夹里：" + real + "。",
                        "The passphrase file must not lie in the data folder: " + real + ".");
            }
            if (mustBePrivate && isReadableByOthers(real)) {
                throw new StartRefused(
                        "口令文件 " + real + " 别人也能读：请先 chmod 600。",
                        "Others can read the passphrase file " + real + ": chmod 600 it first.");
            }
            return content(real);
        } catch (CharacterCodingException e) {
            throw new StartRefused("口令文件不是 UTF-8：" + file + "。", "The passphrase file is not UTF-8: " + file + ".", e);
        } catch (IOException e) {
            throw new StartRefused("读不了口令文件 " + file + "。", "The passphrase file " + file + " cannot be read.", e);
        }
    }

    private static char[] content(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CharBuffer characters = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, (byte) 0);
        int end = characters.length();
        while (end > 0 && (characters.charAt(end - 1) == '\n' || characters.charAt(end - 1) == '\r')) {
            end--;
        }
        if (end == 0) {
            throw new StartRefused("口令文件是空的：" + file + "。", "The passphrase file is empty: " + file + ".");
        }
        char[] passphrase = new char[end];
        characters.get(passphrase, 0, end);
        return passphrase;
    }

    static boolean isReadableByOthers(Path file) throws IOException {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        return granted.contains(PosixFilePermission.GROUP_READ) || granted.contains(PosixFilePermission.OTHERS_READ);
    }
}
