package io.equiveil.messages;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/// How somebody wants to be told that something waits. Codes come by SMS at once, whatever stands here.
///
/// @param sms     by SMS, where there is a number and a gateway
/// @param mail    by e-mail, where there is an address and a mail server
/// @param english in which language e-mails are written
/// @param quiet   hours of the day in Shanghai in which nothing is sent
/// @param address whether an e-mail address is kept
public record Preferences(boolean sms, boolean mail, boolean english, Optional<Quiet> quiet, boolean address) {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /// From then until then, over midnight if `to` is the earlier one.
    public record Quiet(LocalTime from, LocalTime to) {

        boolean covers(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    /// What holds for those who said nothing.
    static final Preferences USUAL =
            new Preferences(true, false, false, Optional.of(new Quiet(LocalTime.of(21, 0), LocalTime.of(8, 0))), false);

    /// When something may be sent that comes up now.
    Instant earliest(Instant now) {
        ZonedDateTime there = now.atZone(SHANGHAI);
        return quiet.filter(hours -> hours.covers(there.toLocalTime()))
                .map(hours -> {
                    ZonedDateTime end = there.with(hours.to());
                    return (end.isAfter(there) ? end : end.plusDays(1)).toInstant();
                })
                .orElse(now);
    }

    Locale language() {
        return english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }
}
