package io.equiveil.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.equiveil.House;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeakScannerTests {

    private static final String COMPANY = "澄江微光仪器有限公司";
    private static final String NUMBER = "44030019040229002X";

    private final LeakScanner scanner = new LeakScanner(List.of(COMPANY, NUMBER));

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("charsetsAndValues")
    void findsAValueInEveryCharsetAsItIsAndInHexAndInBase64AtEveryAlignment(String charset, String value)
            throws IOException {
        byte[] bytes = value.getBytes(Charset.forName(charset));
        assertFound(bytes);
        assertFound(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        assertFound(HexFormat.of().withUpperCase().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
        for (int before = 0; before < 4; before++) {
            byte[] shifted = (" ".repeat(before) + "|").getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(shifted, shifted.length + bytes.length + 3);
            System.arraycopy(bytes, 0, all, shifted.length, bytes.length);
            assertFound(Base64.getEncoder().encode(all));
            assertFound(Base64.getUrlEncoder().encode(all));
            assertFound(Base64.getMimeEncoder().encode(Arrays.copyOf(all, 400)));
        }
    }

    static Stream<Arguments> charsetsAndValues() {
        return Stream.of("UTF-8", "UTF-16LE", "UTF-16BE", "GBK")
                .flatMap(charset -> Stream.of(Arguments.of(charset, COMPANY), Arguments.of(charset, NUMBER)));
    }

    @Test
    void findsAValueInAnAddressAndInJson() throws IOException {
        assertFound(
                "GET /x?q=%E6%BE%84%E6%B1%9F%E5%BE%AE%E5%85%89%E4%BB%AA%E5%99%A8%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8"
                        .getBytes(StandardCharsets.US_ASCII));
        assertFound("{\"n\":\"\\u6f84\\u6c5f\\u5fae\\u5149\\u4eea\\u5668\\u6709\\u9650\\u516c\\u53f8\"}"
                .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void findsAValueInsideWhatIsPacked() throws IOException {
        byte[] page = ("第一页\n".repeat(40) + COMPANY + "\n" + "其余\n".repeat(40)).getBytes(StandardCharsets.UTF_8);
        assertFound(packed(page, DeflaterOutputStream::new));
        assertFound(packed(page, GZIPOutputStream::new));
        assertFound(packed(page, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            return zip;
        }));
        byte[] packedTwice = packed(packed(page, GZIPOutputStream::new), DeflaterOutputStream::new);
        assertFound(packedTwice);
        assertFound(Base64.getMimeEncoder().encode(packedTwice));
        assertFound(HexFormat.of().formatHex(packedTwice).getBytes(StandardCharsets.US_ASCII));
        byte[] brokenOff = packed(page, GZIPOutputStream::new);
        assertFound(Arrays.copyOf(brokenOff, brokenOff.length - 12));
    }

    @Test
    void findsAValueInTheNameOfAFile() throws IOException {
        Files.createFile(folder.resolve(COMPANY + "-合同.pdf"));
        assertThat(scanner.search(folder, _ -> false).leaks()).hasSize(1);
    }

    @Test
    void findsAValueThatLiesAcrossTheBorderOfTwoPagesOfTheWriteAheadLog() throws IOException {
        byte[] log = new byte[4 * 8192];
        for (int page = 0; page < log.length; page += 8192) {
            log[page] = 0x18;
            log[page + 1] = (byte) 0xd1;
        }
        byte[] value = COMPANY.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(value, 0, log, 2 * 8192 - 7, 7);
        System.arraycopy(value, 7, log, 2 * 8192 + 24, value.length - 7);
        Path wal = Files.createDirectories(folder.resolve("pg_wal"));
        Files.write(wal.resolve("000000010000000000000001"), log);
        assertThat(scanner.search(folder, _ -> false).leaks()).hasSize(1);
    }

    /// Written by PostgreSQL itself and then deleted, as a careless program would.
    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfPostgres")
    void findsAValueThatPostgresPackedOrCutIntoChunksInTheTableAndInTheLog(String way, String content)
            throws IOException {
        House.Database database = House.database();
        database.ownerJdbc().sql("create table public.leaks (content text)").update();
        try {
            database.ownerJdbc()
                    .sql("insert into public.leaks values (?)")
                    .params(content)
                    .update();
            database.ownerJdbc().sql("delete from public.leaks").update();
            database.ownerJdbc().sql("checkpoint").update();
            Path cluster = database.folder().pg().resolve("data");
            LeakScanner company = new LeakScanner(List.of(COMPANY));
            for (String part : List.of("base", "pg_wal")) {
                LeakScanner.Search search = company.search(cluster.resolve(part), _ -> false);
                assertThat(search.leaks())
                        .as(part)
                        .isNotEmpty()
                        .allSatisfy(leak -> assertThat(leak.form()).startsWith("PostgreSQL"));
                assertThat(search.unread()).isEmpty();
            }
        } finally {
            database.ownerJdbc().sql("drop table public.leaks").update();
        }
    }

    static Stream<Arguments> waysOfPostgres() {
        return Stream.of(
                Arguments.of("packed in its row", "x".repeat(4_000) + COMPANY + "y".repeat(4_000)),
                Arguments.of("cut in two", noise(1_990) + COMPANY + noise(8_000)),
                Arguments.of("packed and cut", "z".repeat(20_000) + noise(8_000) + COMPANY + noise(8_000)));
    }

    @Test
    void leavesOutWhatItIsToldAndWhatIsOlder() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"), NUMBER);
        assertThat(scanner.search(folder, report::equals).nothingFound()).isTrue();
        assertThat(scanner.search(folder, Instant.now().plusSeconds(60), _ -> false)
                        .files())
                .isZero();
        assertThat(scanner.search(folder, Instant.now().minusSeconds(60), _ -> false)
                        .nothingFound())
                .isFalse();
    }

    @Test
    void saysWhereAndHowAndNeverWhat() throws IOException {
        Path file = Files.writeString(folder.resolve("log.txt"), "… " + NUMBER);
        LeakScanner.Search search = scanner.search(folder, _ -> false);
        assertThat(search.leaks())
                .containsExactly(
                        new LeakScanner.Leak(file, 1, search.leaks().getFirst().form()));
        assertThat(search.toString()).doesNotContain(NUMBER);
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        byte[] random = new byte[2_000_000];
        new Random(20_251_128).nextBytes(random);
        Files.write(folder.resolve("sealed"), random);
        Files.writeString(folder.resolve("near"), COMPANY.substring(1) + NUMBER.substring(1) + noise(5_000));
        assertThat(scanner.search(folder, _ -> false).nothingFound()).isTrue();
    }

    @Test
    void refusesValuesThatWouldBeFoundByChance() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LeakScanner(List.of("秦岳")));
        assertThatIllegalArgumentException().isThrownBy(() -> new LeakScanner(List.of("4711")));
    }

    private void assertFound(byte[] planted) throws IOException {
        byte[] around = new byte[40_000];
        new Random(7).nextBytes(around);
        Path file = folder.resolve("planted");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(around);
            out.write(' ');
            out.write(planted);
            out.write(' ');
            out.write(around);
        }
        assertThat(scanner.search(folder, _ -> false).leaks()).isNotEmpty();
    }

    private interface Packing {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] content, Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.around(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /// Text that cannot be packed much.
    private static String noise(int length) {
        Random random = new Random(42);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) ('!' + random.nextInt(94)));
        }
        return text.toString();
    }
}
