package io.equiveil.nda;

import io.equiveil.kernel.AgreementId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a list of agreements is asked for.
///
/// @param kind   one kind, or all
/// @param number the beginning of an identifier: eight hexadecimal digits, as numbers show them
/// @param after  where the page before ended
public record AgreementQuery(
        AgreementFilter filter, Optional<AgreementKind> kind, Optional<String> number, Optional<Place> after) {

    private static final Pattern NUMBER = Pattern.compile("(?:EV-?)?([0-9A-F]{8})");

    /// Everything that waits, from the newest on.
    public static AgreementQuery waiting() {
        return new AgreementQuery(AgreementFilter.WAITING, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The digits of a number as people type it: `EV-0A1B2C3D`, with or without its beginning; empty if it is none.
    public static Optional<String> number(String typed) {
        Matcher matcher = NUMBER.matcher(typed.strip().toUpperCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /// A place in the list, newest first.
    public record Place(Instant preparedAt, AgreementId id) {

        /// As it stands in an address: microseconds and the identifier.
        public String text() {
            long micros = preparedAt.getEpochSecond() * 1_000_000 + preparedAt.getNano() / 1_000;
            return micros + "_" + id;
        }

        /// Empty if it is no such text.
        public static Optional<Place> parse(String text) {
            Matcher matcher = Pattern.compile("([0-9]{1,17})_([0-9a-f-]{36})").matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long micros = Long.parseLong(matcher.group(1));
            return Optional.of(new Place(
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                    new AgreementId(UUID.fromString(matcher.group(2)))));
        }
    }
}
