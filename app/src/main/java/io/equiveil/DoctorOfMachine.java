package io.equiveil;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// What the doctor says of the machine: whether a forced write reaches the disk, whether the clock can be
/// right, and how long certificates last.
final class DoctorOfMachine {

    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private final Doctor.Speech speech;
    private final Clock clock;

    DoctorOfMachine(Doctor.Speech speech, Clock clock) {
        this.speech = speech;
        this.clock = clock;
    }

    void examine(Path data) throws IOException {
        examineDisk(data);
        examineClock(data);
        examineCertificates(data.resolve("keys"));
    }

    private void examineDisk(Path data) {
        Path file = data.resolve("run").resolve("doctor");
        long began = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[4096]));
            channel.force(true);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            speech.say(
                    took.compareTo(SLOW) < 0,
                    "写盘（fsync）用时 " + took.toMillis() + " 毫秒",
                    "a forced write (fsync) took " + took.toMillis() + " ms");
        } catch (IOException e) {
            speech.say(false, "数据文件夹写不进去", "the data folder cannot be written");
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It says nothing and is in nobody's way.
            }
        }
    }

    /// Nothing that we wrote can be of the future, unless the clock was wrong then or is wrong now.
    private void examineClock(Path data) throws IOException {
        Instant now = clock.instant();
        Instant latest = Instant.EPOCH;
        for (Path part : new Path[] {data.resolve("logs"), data.resolve("keys")}) {
            if (Files.isDirectory(part)) {
                try (Stream<Path> files = Files.list(part)) {
                    for (Path file : files.toList()) {
                        Instant changed = Files.getLastModifiedTime(file).toInstant();
                        latest = changed.isAfter(latest) ? changed : latest;
                    }
                }
            }
        }
        boolean right = !latest.isAfter(now.plus(AHEAD));
        speech.say(
                right,
                right ? "时钟 " + now + "（UTC）" : "时钟倒退：有文件写于 " + latest + "，现在却是 " + now,
                right ? "clock " + now + " (UTC)" : "the clock went back: files are of " + latest + ", now is " + now);
    }

    private void examineCertificates(Path keys) throws IOException {
        if (!Files.isDirectory(keys)) {
            return;
        }
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".crt"))
                    .sorted()
                    .toList()) {
                examineCertificate(file);
            }
        }
    }

    private void examineCertificate(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            Instant end = certificate.getNotAfter().toInstant();
            long days = Duration.between(clock.instant(), end).toDays();
            // The server's own is made anew at a start in time; a longer lived one has to be looked after.
            boolean renewed = file.getFileName().toString().equals("tls-server.crt");
            speech.say(
                    days > (renewed ? 0 : SOON.toDays()),
                    "证书 " + file.getFileName() + " 还有 " + days + " 天",
                    "certificate " + file.getFileName() + ": " + days + " days left");
        } catch (CertificateException e) {
            speech.say(false, "证书 " + file.getFileName() + " 读不了", "certificate unreadable");
        }
    }
}
