package io.equiveil.ledger.web;

import io.equiveil.frame.Display;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader.Search;
import io.equiveil.ledger.spi.RecordNames.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.BindingResult;

/// What somebody looks for, by code name or identifier; all of it optional. Days are those of Shanghai.
record RecordsForm(
        @Nullable String person,
        @Nullable String subject,
        @Nullable String matter,
        @Nullable String kind,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate until,

        @Nullable Long before) {

    Search search(BindingResult binding, Names names) {
        return new Search(
                parsed("person", person, typed -> PersonId.parse(names.identifier(Kind.PERSON, typed)), binding),
                parsed("subject", subject, typed -> SubjectId.parse(names.identifier(Kind.SUBJECT, typed)), binding),
                parsed("matter", matter, typed -> MatterId.parse(names.identifier(Kind.MATTER, typed)), binding),
                text(kind),
                Optional.ofNullable(from).map(RecordsForm::startOf),
                Optional.ofNullable(until).map(day -> startOf(day.plusDays(1))));
    }

    OptionalLong olderThan() {
        return before == null ? OptionalLong.empty() : OptionalLong.of(before);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(Display.SHANGHAI).toInstant();
    }

    private static <T> Optional<T> parsed(
            String name, @Nullable String typed, Function<String, T> parser, BindingResult binding) {
        try {
            return text(typed).map(parser);
        } catch (IllegalArgumentException notAnIdentifier) {
            binding.rejectValue(name, "ledger.records.identifier");
            return Optional.empty();
        }
    }

    private static Optional<String> text(@Nullable String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter(text -> !text.isEmpty());
    }
}
