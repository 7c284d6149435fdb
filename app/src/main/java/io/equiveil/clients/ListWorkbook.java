package io.equiveil.clients;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.tables.SealedWorkbook;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Names and numbers of many clients, asked of the gate one by one, as rows of a workbook.
@Component
class ListWorkbook {

    // A decision of the gate takes 256 addresses, two for each client.
    private static final int AT_ONCE = 120;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Disclosures disclosures;
    private final MessageSource messages;

    ListWorkbook(Disclosures disclosures, MessageSource messages) {
        this.disclosures = disclosures;
        this.messages = messages;
    }

    /// What the gate let out. Does not print its rows.
    ///
    /// @param shown    clients with name and number
    /// @param withheld those that the gate kept back; they stand in it by code name
    /// @param entries  the entries of the releases
    record Rows(List<List<Cleartext>> rows, int shown, int withheld, List<Long> entries) {
        @Override
        public String toString() {
            return "Rows[" + rows.size() + "]";
        }
    }

    /// Asks the gate for every file.
    ///
    /// @return empty if the ledger could not record: nothing that was opened before goes anywhere
    Optional<Rows> opened(Requester.SignedIn who, List<ClientFile> files, Locale locale) {
        List<List<Cleartext>> rows = new ArrayList<>();
        List<Long> entries = new ArrayList<>();
        int withheld = 0;
        for (int from = 0; from < files.size(); from += AT_ONCE) {
            List<ClientFile> some = files.subList(from, Math.min(files.size(), from + AT_ONCE));
            switch (disclosures.open(who, wanted(some), Why.of(Purpose.CONTACT))) {
                case Disclosure.Unrecorded _ -> {
                    return Optional.empty();
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
        return Optional.of(new Rows(rows, files.size() - withheld, withheld, entries));
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

    /// The sheet of clients.
    ///
    /// @param mark stands at the end of every row, so that a copied row says where it came from; empty for none
    SealedWorkbook.Sheet sheet(Rows rows, Optional<String> mark, Locale locale) {
        List<String> headings = Stream.of(
                        "clients.index.alias",
                        "clients.index.name",
                        "clients.field.mobile",
                        "clients.index.kind",
                        "clients.index.state",
                        "clients.index.since")
                .map(key -> text(key, locale))
                .toList();
        return new SealedWorkbook.Sheet(
                text("clients.index.title", locale),
                mark.map(_ -> with(headings, text("clients.list.mark.source", locale)))
                        .orElse(headings),
                mark.map(Cleartext::of)
                        .<Function<List<Cleartext>, List<Cleartext>>>map(last -> row -> with(row, last))
                        .map(marked -> rows.rows().stream().map(marked).toList())
                        .orElse(rows.rows()));
    }

    private static <T> List<T> with(List<T> some, T last) {
        return Stream.concat(some.stream(), Stream.of(last)).toList();
    }

    /// A line of the sheet that says where the list came from.
    List<Cleartext> line(String key, String value, Locale locale) {
        return List.of(Cleartext.of(text(key, locale)), Cleartext.of(value));
    }

    String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    static DateTimeFormatter time() {
        return TIME;
    }
}
