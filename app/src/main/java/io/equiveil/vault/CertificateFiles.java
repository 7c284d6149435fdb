package io.equiveil.vault;

import io.equiveil.vault.OwnCertificate.Unusable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.springframework.boot.ssl.pem.PemContent;

/// Understands certificates as providers hand them out: PEM files (with a key, encrypted or not), PFX, JKS, and
/// archives of these with the password in a text file beside them. Everything in memory and bounded.
final class CertificateFiles {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ENTRIES = 60;
    private static final int LONGEST_PASSWORD = 200;
    private static final Pattern PEM_BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----[A-Za-z0-9+/=\\s:,.-]{1,16000}?-----END \\1-----");

    private final Set<X509Certificate> certificates = new LinkedHashSet<>();
    private final List<PrivateKey> keys = new ArrayList<>();
    private final List<byte[]> stores = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Set<String> passwords = new LinkedHashSet<>();
    private boolean understood;
    private boolean locked;
    private int bytes;

    /// @param password as typed; may be empty
    CertificateFiles(String password) {
        if (!password.isEmpty()) {
            passwords.add(password);
        }
    }

    /// Takes one file.
    void add(String name, byte[] content) throws Unusable {
        add(name, content, true);
    }

    private void add(String name, byte[] content, boolean mayBeAnArchive) throws Unusable {
        bytes += content.length;
        if (bytes > MOST_BYTES) {
            throw new Unusable(CertificateFault.TOO_LARGE);
        }
        if (startsWith(content, 'P', 'K', 3, 4)) {
            if (mayBeAnArchive) {
                unpack(content);
            }
        } else if (startsWith(content, 0xfe, 0xed, 0xfe, 0xed) || isDer(content)) {
            stores.add(content);
        } else {
            String text = new String(content, StandardCharsets.UTF_8);
            if (PEM_BLOCK.matcher(text).find()) {
                texts.add(text);
            } else if (name.toLowerCase(Locale.ROOT).contains("pass")) {
                String only = text.strip();
                passwords.add(only.substring(0, Math.min(only.length(), LONGEST_PASSWORD)));
            }
        }
    }

    private void unpack(byte[] archive) throws Unusable {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new Unusable(CertificateFault.TOO_LARGE);
                }
                if (!entry.isDirectory()) {
                    add(entry.getName(), zip.readNBytes(MOST_BYTES + 1), false);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unusable(CertificateFault.NOT_UNDERSTOOD);
        }
    }

    /// Makes one certificate of what was added.
    OwnCertificate certificate() throws Unusable {
        passwords.add("");
        texts.forEach(this::readPem);
        stores.forEach(this::readStore);
        if (!understood) {
            throw new Unusable(locked ? CertificateFault.PASSWORD : CertificateFault.NOT_UNDERSTOOD);
        }
        if (keys.isEmpty() && locked) {
            throw new Unusable(CertificateFault.PASSWORD);
        }
        return OwnCertificate.of(keys, certificates);
    }

    private void readPem(String text) {
        PEM_BLOCK.matcher(text).results().forEach(found -> {
            String block = found.group();
            if (found.group(1).endsWith("PRIVATE KEY")) {
                readKey(block);
            } else if (found.group(1).equals("CERTIFICATE")) {
                readCertificate(block.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    private void readKey(String block) {
        understood = true;
        boolean encrypted = block.contains("ENCRYPTED");
        for (String password : passwords) {
            try {
                PrivateKey key = Objects.requireNonNull(PemContent.of(block))
                        .getPrivateKey(password.isEmpty() ? null : password);
                if (key != null) {
                    keys.add(key);
                    return;
                }
            } catch (RuntimeException wrong) {
                locked |= encrypted;
            }
        }
    }

    private void readCertificate(byte[] encoded) {
        try {
            certificates.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
            understood = true;
        } catch (GeneralSecurityException notOne) {
            // Something else in the same wrapping.
        }
    }

    private void readStore(byte[] content) {
        String type = (content[0] & 0xff) == 0xfe ? "JKS" : "PKCS12";
        for (String password : passwords) {
            try {
                KeyStore store = KeyStore.getInstance(type);
                store.load(new ByteArrayInputStream(content), password.toCharArray());
                for (String alias : Collections.list(store.aliases())) {
                    take(store, alias, password);
                }
                understood = true;
                return;
            } catch (IOException | GeneralSecurityException wrong) {
                boolean isStore = wrong.getCause() instanceof UnrecoverableKeyException;
                locked |= isStore;
            }
        }
        readCertificate(content);
    }

    private void take(KeyStore store, String alias, String password) throws GeneralSecurityException {
        if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
            keys.add(key);
        }
        Certificate[] chain = store.getCertificateChain(alias);
        for (Certificate one : chain == null ? new Certificate[] {store.getCertificate(alias)} : chain) {
            if (one instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
    }

    /// A sequence whose length is not in one byte: no text starts so.
    private static boolean isDer(byte[] content) {
        return content.length > 1 && content[0] == 0x30 && (content[1] & 0xff) >= 0x80 && (content[1] & 0xff) <= 0x84;
    }

    private static boolean startsWith(byte[] content, int... start) {
        if (content.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((content[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
