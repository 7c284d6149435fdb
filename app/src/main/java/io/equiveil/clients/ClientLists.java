package io.equiveil.clients;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// One's own clients as a workbook, for whoever is in charge of them: asked of the gate name by name
/// and number by number, encrypted, with a sheet that says who took it, when, why and under which
/// entries.
///
/// The list of the whole firm takes two people: [FirmLists].
@Service
public class ClientLists {

    /// Clients in one workbook.
    public static final int MOST = 2_000;

    /// Letters of a reason.
    public static final int SHORTEST_REASON = 4;

    public static final int LONGEST_REASON = 200;

    private final Clients clients;
    private final ListWorkbook workbook;
    private final People people;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClientLists(
            Clients clients,
            ListWorkbook workbook,
            People people,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.clients = clients;
        this.workbook = workbook;
        this.people = people;
        this.ledger = ledger;
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
        Optional<ListWorkbook.Rows> opened = workbook.opened(who, files, locale);
        if (opened.isEmpty()) {
            return new Taken.Unrecorded();
        }
        ListWorkbook.Rows rows = opened.get();
        int shown = rows.shown();
        if (shown == 0) {
            return new Taken.Nothing();
        }
        Receipt receipt = Objects.requireNonNull(transaction.execute(_ -> ledger.append(Entry.of(
                who, new ClientFacts.ClientListTaken(who.person(), shown, rows.withheld(), Purpose.CONTACT)))));
        List<Long> entries = new ArrayList<>(rows.entries());
        entries.add(receipt.intake());
        SealedWorkbook.Sheet list = workbook.sheet(rows, Optional.empty(), locale);
        return new Taken.File(
                SealedWorkbook.of(List.of(list, mark(who, why, shown, entries, locale)), password),
                shown,
                rows.withheld());
    }

    /// Who, when, why, under which entries.
    private SealedWorkbook.Sheet mark(
            Requester.SignedIn who, String reason, int shown, List<Long> entries, Locale locale) {
        Instant now = clock.instant();
        return new SealedWorkbook.Sheet(
                workbook.text("clients.list.mark", locale),
                List.of(workbook.text("clients.list.mark.what", locale), ""),
                List.of(
                        workbook.line("clients.list.mark.who", people.codeName(who.person()), locale),
                        workbook.line(
                                "clients.list.mark.when", ListWorkbook.time().format(now), locale),
                        workbook.line("clients.list.mark.why", reason, locale),
                        workbook.line("clients.list.mark.clients", Integer.toString(shown), locale),
                        workbook.line(
                                "clients.list.mark.entries",
                                entries.stream().map(String::valueOf).collect(Collectors.joining("、")),
                                locale),
                        workbook.line(
                                "clients.list.mark.duty",
                                workbook.text("clients.list.mark.duty.text", locale),
                                locale)));
    }
}
