package io.equiveil.law;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads the collection: one file per part below `law/rules/`, one file per year below `law/calendar/`. A broken file
/// stops the start.
final class LawBook {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LawBook() {}

    /// Every row of every part, in the order of the parts.
    static List<LawRule> rules() {
        List<LawRule> rules = new ArrayList<>();
        for (Resource resource : resources("classpath:law/rules/*.json")) {
            File file = read(resource, File.class);
            file.rules().forEach(row -> rules.add(row.rule(file)));
        }
        rules.sort(Comparator.comparingInt(rule -> rule.part().order()));
        return rules;
    }

    /// The plans that ship with the product, and those in a folder of the firm's own, which win.
    static List<WorkCalendar.Plan> plans(Optional<Path> folder) {
        List<WorkCalendar.Plan> plans = new ArrayList<>();
        for (Resource resource : resources("classpath:law/calendar/*.json")) {
            plans.add(read(resource, WorkCalendar.Plan.class));
        }
        folder.ifPresent(own -> {
            try (Stream<Path> files = Files.list(own)) {
                files.filter(file -> file.getFileName().toString().matches("\\d{4}\\.json"))
                        .map(file -> read(file, WorkCalendar.Plan.class))
                        .forEach(plans::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return plans;
    }

    private static Resource[] resources(String pattern) {
        try {
            return new PathMatchingResourcePatternResolver().getResources(pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Resource resource, Class<T> type) {
        try (InputStream json = resource.getInputStream()) {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try (InputStream json = Files.newInputStream(file)) {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One file. What a row does not say itself is as the file says.
    record File(
            String part,
            int order,
            String titleZh,
            String titleEn,
            String lawZh,
            String lawEn,
            LocalDate from,
            Verification mark,
            String source,
            LocalDate reviewed,
            @Nullable RuleKind kind,
            List<Row> rules) {}

    record Row(
            String id,
            @Nullable String lawZh,
            @Nullable String lawEn,
            @Nullable String articleZh,
            @Nullable String articleEn,
            String zh,
            String en,
            @Nullable List<TermRow> terms,
            @Nullable List<LimitRow> limits,
            @Nullable String startZh,
            @Nullable String startEn,
            @Nullable List<String> grounds,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable Verification mark,
            @Nullable String source,
            @Nullable Jurisdiction jurisdiction,
            @Nullable Boolean policy) {

        private LawRule rule(File file) {
            return new LawRule(
                    id,
                    file.kind() == null ? RuleKind.RULE : file.kind(),
                    new LawRule.Part(file.part(), file.order(), file.titleZh(), file.titleEn()),
                    jurisdiction == null ? Jurisdiction.CN : jurisdiction,
                    lawZh == null ? file.lawZh() : lawZh,
                    lawEn == null ? file.lawEn() : lawEn,
                    Optional.ofNullable(articleZh),
                    Optional.ofNullable(articleEn),
                    zh,
                    en,
                    terms == null
                            ? List.of()
                            : terms.stream().map(TermRow::term).toList(),
                    limits == null
                            ? List.of()
                            : limits.stream().map(LimitRow::limit).toList(),
                    Optional.ofNullable(startZh),
                    Optional.ofNullable(startEn),
                    grounds == null ? List.of() : grounds,
                    Boolean.TRUE.equals(policy),
                    from == null ? file.from() : from,
                    Optional.ofNullable(until),
                    mark == null ? file.mark() : mark,
                    source == null ? file.source() : source,
                    file.reviewed());
        }
    }

    record TermRow(
            String name,
            int length,
            Term.Unit unit,
            @Nullable Boolean before) {
        private Term term() {
            return new Term(name, length, unit, Boolean.TRUE.equals(before));
        }
    }

    record LimitRow(String name, Limit.Comparison comparison, BigDecimal value, Limit.Unit unit) {
        private Limit limit() {
            return new Limit(name, comparison, value, unit);
        }
    }
}
