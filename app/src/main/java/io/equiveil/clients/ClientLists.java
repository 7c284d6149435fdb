package io.equiveil.clients;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.tables.SealedWorkbook;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// One's own clients as a workbook, for whoever is in charge of them: asked of the gate name by name
/// and number by number, encrypted, with a sheet that says who took it, when, why and under which
/// entries.
///
/// The list of the whole firm is not given out here to anybody.
@Service
public class ClientLists {

    /// Clients in one workbook.
    public static final int MOST = 2_000;

    /// Letters of a reason.
    public static final int SHORTEST_REASON = 4;

    public static final int LONGEST_REASON = 200;

    // A decision of the gate takes 256 addresses, two for each client.
    private static final int AT_ONCE = 120;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Clients clients;
    private final Disclosures disclosures;
    private final People people;
    private final Ledger ledger;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClientLists(
            Clients clients,
            Disclosures disclosures,
            People people,
            Ledger ledger,
            MessageSource messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.clients = clients;
        this.disclosures = disclosures;
        this.people = people;
        this.ledger = ledger;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What came of asking for a list.
    public sealed interface Taken {

        /// @param file     the encrypted workbook
        /// @param clients  how many are in it with name and number
        /// @param withheld how many the gate kept back; they stand in it by code name
        record File(byte[] file, int clients, int withheld) implements Taken {}

        /// The password is shorter than [SealedWorkbook#SHORTEST_PASSWORD], or the reason too short or
        /// too long.
        record Wrong(boolean password, boolean reason) implements Taken {}

        /// There is nobody in it whose name and number may leave.
        record Nothing() implements Taken {}

        /// The ledger could not record, so nothing was opened.
        record Unrecorded() implements Taken {}
    }

    /// Takes the list of one's own clients out.
    ///
    /// @param reason   why, in words; goes into the workbook and nowhere else
    /// @param password that opens the workbook; kept nowhere
    public Taken take(Requester.SignedIn who, Cleartext reason, Cleartext password, Locale locale) {
        String why = reason.revealForDisplay().strip();
        boolean shortPassword = password.revealForDisplay().length() < SealedWorkbook.SHORTEST_PASSWORD;
        boolean wrongReason = why.codePointCount(0, why.length()) < SHORTEST_REASON || why.length() > LONGEST_REASON;
        if (shortPassword || wrongReason) {
            return new Taken.Wrong(shortPassword, wrongReason);
        }
        List<ClientFile> files = clients.inChargeOf(who, MOST);
        List<List<Cleartext>> rows = new ArrayList<>();
        List<Long> entries = new ArrayList<>();
        int withheld = 0;
        for (int from = 0; from < files.size(); from += AT_ONCE) {
            List<ClientFile> some = files.subList(from, Math.min(files.size(), from + AT_ONCE));
            switch (disclosures.open(who, wanted(some), Why.of(Purpose.CONTACT))) {
                case Disclosure.Unrecorded _ -> {
                    return new Taken.Unrecorded();
                }
                case Disclosure.Answered answer -> {
                    entries.add(answer.receipt().intake());
                    for (ClientFile file : some) {
                        boolean shown = answer.field(file.mobileAddress(), file.mobileField())
                                        .isPresent()
                                && answer.field(file.nameAddress(), file.nameField())
                                        .isPresent();
                        withheld += shown ? 0 : 1;
                        rows.add(row(file, answer, shown, locale));
                    }
                }
            }
        }
        int shown = files.size() - withheld;
        if (shown == 0) {
            return new Taken.Nothing();
        }
        int kept = withheld;
        Receipt receipt = Objects.requireNonNull(transaction.execute(_ -> ledger.append(
                Entry.of(who, new ClientFacts.ClientListTaken(who.person(), shown, kept, Purpose.CONTACT)))));
        entries.add(receipt.intake());
        return new Taken.File(
                SealedWorkbook.of(List.of(list(rows, locale), mark(who, why, shown, entries, locale)), password),
                shown,
                withheld);
    }

    private static List<Wanted> wanted(List<ClientFile> files) {
        List<Wanted> wanted = new ArrayList<>();
        for (ClientFile file : files) {
            wanted.add(Wanted.file(file.nameAddress(), file.nameField()));
            wanted.add(Wanted.file(file.mobileAddress(), file.mobileField()));
        }
        return wanted;
    }

    private List<Cleartext> row(ClientFile file, Disclosure.Answered answer, boolean shown, Locale locale) {
        Cleartext hidden = Cleartext.of(text("clients.list.withheld", locale));
        return List.of(
                Cleartext.of(file.alias()),
                shown ? answer.field(file.nameAddress(), file.nameField()).orElse(hidden) : hidden,
                shown ? answer.field(file.mobileAddress(), file.mobileField()).orElse(hidden) : hidden,
                Cleartext.of(text("clients.kind." + file.kind(), locale)),
                Cleartext.of(text("clients.state." + file.state(), locale)),
                Cleartext.of(TIME.format(file.createdAt())));
    }

    private SealedWorkbook.Sheet list(List<List<Cleartext>> rows, Locale locale) {
        return new SealedWorkbook.Sheet(
                text("clients.index.title", locale),
                List.of(
                        text("clients.index.alias", locale),
                        text("clients.index.name", locale),
                        text("clients.field.mobile", locale),
                        text("clients.index.kind", locale),
                        text("clients.index.state", locale),
                        text("clients.index.since", locale)),
                rows);
    }

    /// Who, when, why, under which entries.
    private SealedWorkbook.Sheet mark(
            Requester.SignedIn who, String reason, int shown, List<Long> entries, Locale locale) {
        Instant now = clock.instant();
        return new SealedWorkbook.Sheet(
                text("clients.list.mark", locale),
                List.of(text("clients.list.mark.what", locale), ""),
                List.of(
                        line("clients.list.mark.who", people.codeName(who.person()), locale),
                        line("clients.list.mark.when", TIME.format(now), locale),
                        line("clients.list.mark.why", reason, locale),
                        line("clients.list.mark.clients", Integer.toString(shown), locale),
                        line(
                                "clients.list.mark.entries",
                                entries.stream().map(String::valueOf).collect(Collectors.joining("、")),
                                locale),
                        line("clients.list.mark.duty", text("clients.list.mark.duty.text", locale), locale)));
    }

    private List<Cleartext> line(String key, String value, Locale locale) {
        return List.of(Cleartext.of(text(key, locale)), Cleartext.of(value));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
