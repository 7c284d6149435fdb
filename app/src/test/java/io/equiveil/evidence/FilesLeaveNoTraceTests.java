package io.equiveil.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equiveil.dataroom.DataRoom;
import io.equiveil.dataroom.NewDocument;
import io.equiveil.dataroom.UploadResult;
import io.equiveil.files.HelperProgram;
import io.equiveil.files.SampleOffice;
import io.equiveil.files.SentFiles;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.AMatter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Office files while they are converted and afterwards: searched for as a thief of the disk would, packed or not, in
/// every folder that this user can write to.
class FilesLeaveNoTraceTests {

    private static final Path HOME = Path.of(System.getProperty("user.home"));
    private static final List<Path> SCRATCH = Stream.of(
                    Path.of(System.getProperty("java.io.tmpdir")),
                    Path.of("/var/tmp"),
                    Path.of("/dev/shm"),
                    HOME.resolve(".config"),
                    HOME.resolve(".cache"))
            .filter(Files::isDirectory)
            .toList();

    private final AMatter a = AMatter.inALimitedCompany();
    private final DataRoom room = a.house.bean(DataRoom.class);
    private final String canary = "canary " + UUID.randomUUID();
    private final LeakScanner scanner = new LeakScanner(List.of(canary));

    @Test
    void nothingOfAnOfficeFileIsOnAnyDiskWhileItIsConvertedOrAfterwards() throws Exception {
        assumeTrue(
                HelperProgram.SANDBOX.isInstalled() && HelperProgram.TEXT.isInstalled(),
                "LibreOffice is not installed");
        byte[] file = SampleOffice.docx(canary);
        assertThat(scanner.formsIn(file)).as("it would be found").isNotEmpty();
        Instant start = Instant.now().minusSeconds(1);
        Set<Path> before = foldersIn(SCRATCH);
        List<LeakScanner.Leak> leaks = new ArrayList<>();

        CompletableFuture<UploadResult> conversion = CompletableFuture.supplyAsync(() -> add(file));
        int searches = 0;
        do {
            leaks.addAll(searched(SCRATCH, start, before));
            searches++;
        } while (!conversion.isDone());
        leaks.addAll(searched(SCRATCH, start, before));
        leaks.addAll(searched(List.of(a.house.dataFolder()), start, Set.of()));

        assertThat(conversion.join()).isInstanceOf(UploadResult.Stored.class);
        assertThat(searches).as("searched while it was converted").isPositive();
        assertThat(leaks).isEmpty();
    }

    @Test
    void theSearchFindsWhatAConverterWouldLeave() throws IOException {
        Instant start = Instant.now().minusSeconds(1);
        Path left = Files.write(Files.createTempFile("lu", ".docx"), SampleOffice.docx(canary));
        try {
            assertThat(searched(List.of(left.getParent()), start, foldersIn(SCRATCH)))
                    .extracting(LeakScanner.Leak::file)
                    .contains(left);
        } finally {
            Files.delete(left);
        }
    }

    private static Set<Path> foldersIn(List<Path> parents) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (Path parent : parents) {
            try (Stream<Path> children = Files.list(parent)) {
                children.filter(Files::isDirectory).forEach(folders::add);
            }
        }
        return folders;
    }

    /// @param others folders that others had made before: whatever goes on in them is theirs
    private List<LeakScanner.Leak> searched(List<Path> folders, Instant since, Set<Path> others) throws IOException {
        List<LeakScanner.Leak> leaks = new ArrayList<>();
        for (Path folder : folders) {
            leaks.addAll(scanner.search(folder, since, file -> others.stream().anyMatch(file::startsWith))
                    .leaks());
        }
        return leaks;
    }

    private UploadResult add(byte[] file) {
        Deque<SentFiles.SentFile> waiting = new ArrayDeque<>();
        waiting.add(new SentFiles.SentFile(canary + ".docx", new ByteArrayInputStream(file)));
        NewDocument about = new NewDocument(Cleartext.of(canary), InformationClass.DOCUMENT, MatterStage.DUE_DILIGENCE);
        try {
            return room.add(a.advisor.requester(), a.id, about, () -> Optional.ofNullable(waiting.poll()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
