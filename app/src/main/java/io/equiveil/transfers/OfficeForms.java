package io.equiveil.transfers;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.Purpose;
import io.equiveil.matters.CompanyForm;
import io.equiveil.transfers.OfficeForm.Line;
import io.equiveil.transfers.OfficeForm.Paper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What offices ask for, read from data once.
final class OfficeForms {

    private final Map<Office, OfficeForm> forms = new EnumMap<>(Office.class);

    /// @throws IllegalArgumentException if an office is missing or there twice, or opens values for another
    /// purpose than
    ///     its own
    OfficeForms(List<OfficeForm> all) {
        for (OfficeForm form : all) {
            if (form.purpose() != Purpose.TAX && form.purpose() != Purpose.REGISTRATION) {
                throw new IllegalArgumentException("no office files for " + form.purpose());
            }
            if (forms.put(form.office(), form) != null) {
                throw new IllegalArgumentException("office " + form.office() + " is there twice");
            }
        }
        for (Office office : Office.values()) {
            if (!forms.containsKey(office)) {
                throw new IllegalArgumentException("office " + office + " asks for nothing");
            }
        }
    }

    /// Those that ship with the product.
    static OfficeForms shipped() {
        try (InputStream text =
                Objects.requireNonNull(OfficeForms.class.getResourceAsStream("/transfers/offices.json"))) {
            List<OfficeForm> all = new ArrayList<>();
            JsonMapper.builder().build().readTree(text).path("offices").forEach(row -> all.add(form(row)));
            return new OfficeForms(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OfficeForm form(JsonNode row) {
        List<Paper> documents = new ArrayList<>();
        row.path("documents")
                .forEach(each -> documents.add(new Paper(
                        each.path("zh").asString(),
                        each.path("en").asString(),
                        texts(each.path("rules")),
                        each.has("sellers")
                                ? texts(each.path("sellers")).stream()
                                        .map(ClientKind::valueOf)
                                        .collect(Collectors.toSet())
                                : Set.of(ClientKind.values()))));
        List<Line> fields = new ArrayList<>();
        row.path("fields")
                .forEach(each -> fields.add(new Line(
                        each.path("zh").asString(),
                        each.path("en").asString(),
                        SheetSource.valueOf(each.path("source").asString()))));
        return new OfficeForm(
                Office.valueOf(row.path("office").asString()),
                Purpose.valueOf(row.path("purpose").asString()),
                texts(row.path("rules")),
                texts(row.path("steps")).stream().map(TransferStep::valueOf).toList(),
                texts(row.path("forms")).stream().map(CompanyForm::valueOf).collect(Collectors.toSet()),
                documents,
                fields);
    }

    private static List<String> texts(JsonNode row) {
        List<String> found = new ArrayList<>();
        row.forEach(each -> found.add(each.asString()));
        return found;
    }

    OfficeForm of(Office office) {
        return Objects.requireNonNull(forms.get(office));
    }

    /// Every rule of law that a filing or a document rests on.
    Set<String> citations() {
        return forms.values().stream()
                .flatMap(form -> Stream.concat(
                        form.rules().stream(), form.documents().stream().flatMap(paper -> paper.rules().stream())))
                .collect(Collectors.toSet());
    }
}
