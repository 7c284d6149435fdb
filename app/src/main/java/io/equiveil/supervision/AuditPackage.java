package io.equiveil.supervision;

import io.equiveil.controls.ControlState;
import io.equiveil.controls.Controls;
import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Opening;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.supervision.Sample.Drawn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// What an auditor takes along: the sample, evidence for each of its accesses, the checkpoint, the key, and how every
/// measure stands; with a page in two languages that says how to check all that without us.
///
/// Holds no value and no note, and calls people by their code names. Format: `docs/spec/sample.md`.
@Service
public class AuditPackage {

    private final Samples samples;
    private final LedgerReader reader;
    private final Controls controls;
    private final Matters matters;
    private final People people;
    private final JsonMapper json = JsonMapper.builder().build();

    AuditPackage(Samples samples, LedgerReader reader, Controls controls, Matters matters, People people) {
        this.samples = samples;
        this.reader = reader;
        this.controls = controls;
        this.matters = matters;
        this.people = people;
    }

    /// What came of asking for one.
    public sealed interface Packing {
        /// @param parts name and content of each file
        record Packed(Map<String, byte[]> parts) implements Packing {

            /// All of them as one ZIP archive.
            public byte[] zip() {
                var bytes = new ByteArrayOutputStream();
                try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
                    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                        zip.putNextEntry(new ZipEntry(part.getKey()));
                        zip.write(part.getValue());
                        zip.closeEntry();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return bytes.toByteArray();
            }
        }

        /// The log cannot record or prove it now; nothing leaves.
        record NotNow() implements Packing {}

        /// The sample is not what was drawn and marked; nothing leaves.
        record Touched() implements Packing {}
    }

    /// Packs a sample of the asker's own. That it leaves is recorded first.
    public Packing pack(Requester.SignedIn who, Sample sample) {
        if (!sample.genuine()) {
            return new Packing.Touched();
        }
        if (!samples.recorded(
                who,
                new SupervisionFacts.SamplePackaged(sample.id(), sample.drawn().size()))) {
            return new Packing.NotNow();
        }
        List<Long> intakes = sample.drawn().stream().map(Drawn::intake).toList();
        if (!(prove(intakes) instanceof Proving.Proven all) || !all.notYet().isEmpty()) {
            return new Packing.NotNow();
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("README.txt", readme("README.txt", sample));
        parts.put("README.en.txt", readme("README.en.txt", sample));
        parts.put("key.txt", utf8(reader.key().render() + "\n"));
        parts.put("checkpoint.txt", utf8(reader.latestCheckpoint().orElse("")));
        parts.put("sample.json", json.writeValueAsBytes(facts(sample)));
        parts.put("population.txt", population(sample));
        parts.put("accesses.csv", accesses(who, sample));
        parts.put("controls.json", json.writeValueAsBytes(states()));
        parts.put("evidence/all.json", all.file().render());
        for (Drawn each : sample.drawn()) {
            if (prove(List.of(each.intake())) instanceof Proving.Proven one) {
                parts.put("evidence/" + each.index() + ".json", one.file().render());
            }
        }
        return new Packing.Packed(parts);
    }

    private Proving prove(List<Long> intakes) {
        return reader.prove(intakes, Set.of(new Opening.Firm()));
    }

    private static Map<String, Object> facts(Sample sample) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("format", "equiveil-sample/v1");
        facts.put("sample", sample.id().toString());
        facts.put("drawnAt", sample.drawnAt().toString());
        facts.put("from", sample.from().toString());
        facts.put("until", sample.until().toString());
        facts.put(
                "matters",
                sample.matters().stream().map(Object::toString).sorted().toList());
        facts.put("kind", Samples.KIND);
        facts.put("seed", sample.seed());
        facts.put("logSize", sample.size());
        facts.put("population", sample.population());
        facts.put(
                "drawn",
                sample.drawn().stream()
                        .map(each -> Map.of(
                                "index",
                                each.index(),
                                "verdict",
                                each.verdict().map(Enum::name).orElse("")))
                        .toList());
        return facts;
    }

    private byte[] population(Sample sample) {
        StringBuilder lines = new StringBuilder();
        samples.eachOf(sample, position -> lines.append(position.index()).append('\n'));
        return utf8(lines.toString());
    }

    private byte[] accesses(Requester.SignedIn who, Sample sample) {
        List<String> lines = new ArrayList<>();
        // The mark of the byte order lets a spreadsheet see that this is UTF-8.
        lines.add("\uFEFFindex,entry,at,who,roles,purpose,matter,classes,masks,values,documents,policy,rules,observed,"
                + "not_yet");
        for (Drawn each : sample.drawn()) {
            reader.entry(each.intake()).map(Access::of).ifPresent(access -> lines.add(line(who, access)));
        }
        return utf8(String.join("\r\n", lines) + "\r\n");
    }

    private String line(Requester.SignedIn who, Access access) {
        return List.of(
                        Long.toString(access.index()),
                        Long.toString(access.intake()),
                        access.at().toString(),
                        access.person().map(people::codeName).orElse(""),
                        words(access.roles()),
                        access.purpose().map(Enum::name).orElse(""),
                        access.matter()
                                .flatMap(matter -> matters.find(who, matter))
                                .map(MatterSummary::codeName)
                                .orElse(""),
                        words(access.classes()),
                        Integer.toString(access.masks()),
                        Integer.toString(access.values()),
                        Integer.toString(access.pages()),
                        Long.toString(access.policyVersion()),
                        words(access.rules()),
                        words(access.observed()),
                        words(access.notYet()))
                .stream()
                .map(AuditPackage::cell)
                .collect(Collectors.joining(","));
    }

    private static String words(java.util.Collection<?> words) {
        return words.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    /// A cell of RFC 4180 that no spreadsheet takes for a formula.
    private static String cell(String text) {
        String harmless = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private List<Map<String, Object>> states() {
        return controls.all().stream().map(AuditPackage::state).toList();
    }

    private static Map<String, Object> state(ControlState state) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", state.measure().id().value());
        said.put("nameZh", state.measure().nameZh());
        said.put("nameEn", state.measure().nameEn());
        said.put("status", state.status().word());
        said.put("checkedAt", state.checkedAt().map(Object::toString).orElse(""));
        return said;
    }

    private byte[] readme(String name, Sample sample) {
        try (InputStream text =
                Objects.requireNonNull(AuditPackage.class.getResourceAsStream("/supervision/" + name))) {
            return utf8(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{origin}", reader.key().name())
                    .replace("{key}", reader.key().render())
                    .replace("{seed}", sample.seed())
                    .replace("{drawn}", Integer.toString(sample.drawn().size()))
                    .replace("{population}", Long.toString(sample.population()))
                    .replace("\n", "\r\n"));
        } catch (IOException e) {
            throw new IllegalStateException("not in the archive: " + name, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
