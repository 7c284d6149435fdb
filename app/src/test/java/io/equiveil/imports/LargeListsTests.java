package io.equiveil.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.clients.ClientKind;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.SampleTables;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// As many rows as a list may have, from Excel and from CSV: read, looked at, taken in, stopped and gone on with, in
/// memory that does not grow with the list. `-Dequiveil.soak.rows` sets the size; what it took is printed, and
/// `docs/measurements.md` keeps it.
@Tag("soak")
class LargeListsTests {

    private static final int ROWS = Integer.getInteger("equiveil.soak.rows", 50_000);
    private static final Duration TO_BE_DONE = Duration.ofHours(2);
    private static final long MEBIBYTE = 1L << 20;

    private final House house = House.open();
    private final Imports imports = house.bean(Imports.class);
    private final Requester.SignedIn advisor =
            PeopleInTests.staff(house, Role.ADVISOR).requester();
    private long highest;

    @Test
    void aWorkbookIsTakenInWithAStopOnTheWayAndInMemoryThatStaysFlat() throws Exception {
        byte[] workbook = SampleTables.workbook(sheet -> {
            sheet.value(0, 0, "姓名");
            sheet.value(0, 1, "手机");
            sheet.value(0, 2, "备注");
            for (int row = 1; row <= ROWS; row++) {
                sheet.value(row, 0, name(row));
                sheet.value(row, 1, mobile(13, row));
                sheet.value(row, 2, "来自老系统的备注");
            }
        });
        takenIn("xlsx", workbook);
    }

    @Test
    void aCsvFileOfASpreadsheetIsTakenInLikewise() throws Exception {
        StringBuilder csv = new StringBuilder("姓名,手机,备注\r\n");
        for (int row = 1; row <= ROWS; row++) {
            csv.append(name(row)).append(',').append(mobile(15, row)).append(",来自老系统的备注\r\n");
        }
        takenIn("csv", csv.toString().getBytes(Charset.forName("GBK")));
    }

    private static String name(int row) {
        return "甲乙丙丁戊己庚辛壬癸".charAt(row % 10) + "客户";
    }

    private static String mobile(int front, int row) {
        return "%d%09d".formatted(front, row);
    }

    private void takenIn(String what, byte[] content) throws Exception {
        long before = usedAfterCollection();
        Instant began = Instant.now();
        BringResult.Here here =
                (BringResult.Here) imports.bringIn(advisor, ListKind.CLIENTS, new ByteArrayInputStream(content));
        Duration read = Duration.between(began, Instant.now());

        began = Instant.now();
        imports.check(advisor, here.list(), Map.of(ListColumn.NAME, 0, ListColumn.MOBILE, 1), ClientKind.PERSON);
        BroughtList checked = awaited(here.list(), 0);
        Duration looked = Duration.between(began, Instant.now());
        assertThat(checked).returns(ROWS, BroughtList::rows).returns(ROWS, BroughtList::fit);

        began = Instant.now();
        long commits = commits();
        imports.run(advisor, here.list());
        awaitTaken(here.list(), ROWS / 10);
        imports.stop(advisor, here.list());
        BroughtList stopped = awaited(here.list(), 0);
        assertThat(stopped.state()).isEqualTo(ImportState.STOPPED);
        int taken = stopped.taken();
        assertThat(taken).isBetween(ROWS / 10, ROWS - 1);
        Thread.sleep(1_000);
        assertThat(found(here.list()).taken()).as("it stays where it stopped").isEqualTo(taken);

        assertThat(imports.run(advisor, here.list()))
                .as("whoever stopped it can go on at once")
                .isInstanceOf(StepResult.Done.class);
        BroughtList done = awaited(here.list(), ROWS);
        Duration took = Duration.between(began, Instant.now());

        assertThat(done).returns(ImportState.DONE, BroughtList::state).returns(ROWS, BroughtList::taken);
        assertThat(house.jdbc()
                        .sql("select count(*) from imports.taken where list_id = ?")
                        .param(here.list().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(ROWS);
        long after = usedAfterCollection();
        System.out.printf(
                "soak lists: %s, %d rows, %d KiB: read %d ms, looked at %d ms, taken in %d s (%.0f rows a second, %.2f"
                        + " commits a row), heap"
                        + " %d MiB before, %d MiB after, %d MiB at most%n",
                what,
                ROWS,
                content.length >> 10,
                read.toMillis(),
                looked.toMillis(),
                took.toSeconds(),
                ROWS * 1000.0 / took.toMillis(),
                (double) (commits() - commits) / ROWS,
                before / MEBIBYTE,
                after / MEBIBYTE,
                highest / MEBIBYTE);
        assertThat(after - before).as("what is left in memory").isLessThan(64 * MEBIBYTE);
    }

    /// Of all that runs on the database, so a little more than the list's own.
    private long commits() {
        return house.ownerJdbc()
                .sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    private BroughtList found(ImportId list) {
        return imports.find(advisor, list).orElseThrow();
    }

    private void awaitTaken(ImportId list, int rows) throws InterruptedException {
        Instant end = Instant.now().plus(TO_BE_DONE);
        while (found(list).taken() < rows && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
    }

    private BroughtList awaited(ImportId list, int rows) throws InterruptedException {
        Instant end = Instant.now().plus(TO_BE_DONE);
        BroughtList now = found(list);
        int last = 0;
        while ((now.state() == ImportState.RUNNING || now.state() == ImportState.CHECKING)
                && Instant.now().isBefore(end)) {
            assertThat(now.taken()).as("progress goes on only").isGreaterThanOrEqualTo(last);
            last = now.taken();
            highest = Math.max(highest, memory().getHeapMemoryUsage().getUsed());
            Thread.sleep(100);
            now = found(list);
        }
        assertThat(now.taken()).isGreaterThanOrEqualTo(rows);
        return now;
    }

    private static MemoryMXBean memory() {
        return ManagementFactory.getMemoryMXBean();
    }

    private static long usedAfterCollection() throws InterruptedException {
        System.gc();
        Thread.sleep(200);
        System.gc();
        return memory().getHeapMemoryUsage().getUsed();
    }
}
