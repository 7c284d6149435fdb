package io.equiveil.portal;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.SubjectEntry;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The monthly plain message: how many people looked at a client's information last month, and what
/// for, made of the log. Each client is told once a month, in the portal and as it wants to be told; a
/// month without looks says so.
@Component
class MonthlyMessage {

    private static final Logger LOG = LoggerFactory.getLogger(MonthlyMessage.class);
    private static final Requester SELF = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long EVERY_MILLIS = 3_600_000;
    private static final LocalTime FROM = LocalTime.of(9, 0);
    private static final LocalTime UNTIL = LocalTime.of(20, 0);
    private static final int MOST_READS = 200;

    private final People people;
    private final LedgerReader reader;
    private final MonthRepository months;
    private final Messages messages;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MonthlyMessage(
            People people,
            LedgerReader reader,
            MonthRepository months,
            Messages messages,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.people = people;
        this.reader = reader;
        this.months = months;
        this.messages = messages;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Every hour by day, so that a machine that was off on the first makes up for it.
    @Scheduled(initialDelay = EVERY_MILLIS, fixedDelay = EVERY_MILLIS)
    void tellByDay() {
        LocalTime now = clock.instant().atZone(SHANGHAI).toLocalTime();
        if (!now.isBefore(FROM) && now.isBefore(UNTIL)) {
            tell();
        }
    }

    /// Tells everybody about the last month who was a client in it and was not told yet.
    void tell() {
        YearMonth month = YearMonth.from(clock.instant().atZone(SHANGHAI)).minusMonths(1);
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(SHANGHAI).toInstant();
        for (Person person : people.activeWith(Role.CLIENT)) {
            if (person.createdAt().isBefore(end)) {
                people.actsFor(person.id()).forEach(subject -> tell(subject, month));
            }
        }
    }

    private void tell(SubjectId subject, YearMonth month) {
        if (months.isTold(subject, month)) {
            return;
        }
        try {
            MonthTold told = count(subject, month);
            transaction.executeWithoutResult(_ -> keep(subject, told));
        } catch (RuntimeException e) {
            // It comes up again in an hour; the others are told all the same.
            LOG.warn("month of {}: not told ({})", subject, e.getClass().getSimpleName());
        }
    }

    private void keep(SubjectId subject, MonthTold told) {
        if (!months.insert(subject, told, clock.instant())) {
            return;
        }
        ledger.append(Entry.of(
                SELF,
                new MonthSummed(
                        subject, told.month().getYear(), told.month().getMonthValue(), told.people(), told.looks())));
        Map<String, Cleartext> words = Map.of("people", Cleartext.of(Integer.toString(told.people())));
        people.actingFor(subject)
                .forEach(person ->
                        messages.announce(person, Template.MONTHLY_SUMMARY, words, Optional.of(subject.value()), SELF));
    }

    /// What the log says about a month. Looks of the client's own people and of programs are not
    /// counted.
    MonthTold count(SubjectId subject, YearMonth month) {
        ZonedDateTime start = month.atDay(1).atStartOfDay(SHANGHAI);
        Instant end = start.plusMonths(1).toInstant();
        Set<PersonId> own = people.actingFor(subject);
        Set<PersonId> readers = new HashSet<>();
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        int looks = 0;
        OptionalLong before = OptionalLong.empty();
        for (int read = 0; read < MOST_READS; read++) {
            List<SubjectEntry> entries = reader.aboutSubject(subject, before, LedgerReader.MOST);
            for (SubjectEntry entry : entries) {
                before = OptionalLong.of(entry.intake());
                boolean inMonth = entry.at().isBefore(end) && !entry.at().isBefore(start.toInstant());
                if (!inMonth
                        || !entry.kind().equals(Portal.RELEASED)
                        || entry.said().isEmpty()) {
                    continue;
                }
                Actor actor = entry.said().get().actor();
                boolean byPerson = actor instanceof Actor.Person some && !own.contains(some.person());
                if (byPerson || actor instanceof Actor.OtherClient) {
                    looks++;
                    entry.said().get().purpose().ifPresent(purposes::add);
                    reader(entry, actor).ifPresent(readers::add);
                }
            }
            // A little below the start, since entries are numbered as they are committed.
            if (entries.size() < LedgerReader.MOST
                    || entries.getLast().at().isBefore(start.toInstant().minus(Duration.ofDays(1)))) {
                break;
            }
        }
        return new MonthTold(month, readers.size(), looks, List.copyOf(purposes));
    }

    /// Who looked: of another client the subject's part does not say it, so the firm's part is asked. Only the number
    /// of
    /// people leaves this method's caller.
    private Optional<PersonId> reader(SubjectEntry entry, Actor said) {
        Actor actor = said instanceof Actor.OtherClient
                ? reader.entry(entry.intake())
                        .map(LedgerReader.FirmEntry::actor)
                        .orElse(said)
                : said;
        return actor instanceof Actor.Person some ? Optional.of(some.person()) : Optional.empty();
    }
}
