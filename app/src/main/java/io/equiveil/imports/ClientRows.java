package io.equiveil.imports;

import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.LeadResult;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.tables.TableCell;
import io.equiveil.tables.TableRow;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Rows of a list of clients: looked at, and taken in as first contacts.
@Component
class ClientRows {

    private static final Set<String> PERSONS =
            Set.of("自然人", "个人", "个人客户", "自然人股东", "person", "individual", "natural person");
    private static final Set<String> COMPANIES =
            Set.of("企业", "公司", "法人", "机构", "单位", "企业客户", "法人股东", "合伙企业", "company", "entity", "corporate");

    private final Clients clients;

    ClientRows(Clients clients) {
        this.clients = clients;
    }

    /// What came of looking at a row.
    sealed interface Looked {

        /// It may be taken in, as far as it stands by itself. Does not print itself.
        ///
        /// @param mobile in its one spelling
        record Fit(int row, ClientKind kind, Cleartext name, Cleartext mobile) implements Looked {
            @Override
            public String toString() {
                return "Fit[" + row + "]";
            }
        }

        record Unfit(List<FaultyRow> faults) implements Looked {}
    }

    Looked look(TableRow row, BroughtList list) {
        TableCell name = cell(row, list, ListColumn.NAME);
        TableCell mobile = cell(row, list, ListColumn.MOBILE);
        Map<ListColumn, RowFault> faults = new EnumMap<>(ListColumn.class);
        Map<String, IdentifierFault> typed = Clients.leadFaults(Cleartext.of(name.text()), Cleartext.of(mobile.text()));
        Optional.ofNullable(typed.get("name")).ifPresent(fault -> faults.put(ListColumn.NAME, RowFault.of(fault)));
        Optional.ofNullable(typed.get("mobile")).ifPresent(fault -> faults.put(ListColumn.MOBILE, RowFault.of(fault)));
        Optional<ClientKind> kind = kind(cell(row, list, ListColumn.CLIENT_KIND).text(), list.usualKind());
        if (kind.isEmpty()) {
            faults.put(ListColumn.CLIENT_KIND, RowFault.UNKNOWN_KIND);
        }
        for (ListColumn column : list.kind().columns()) {
            switch (cell(row, list, column).oddity()) {
                case ERROR -> faults.put(column, RowFault.CELL_ERROR);
                case DIGITS_LOST -> faults.put(column, RowFault.DIGITS_LOST);
                case NONE -> {}
            }
        }
        if (!faults.isEmpty()) {
            return new Looked.Unfit(faults.entrySet().stream()
                    .map(fault -> new FaultyRow(row.number(), fault.getKey(), fault.getValue()))
                    .toList());
        }
        return new Looked.Fit(
                row.number(),
                kind.orElseThrow(),
                Cleartext.of(name.text()),
                Clients.mobile(Cleartext.of(mobile.text())).orElseThrow());
    }

    /// Positions of those whose number belongs to a client that the requester knows of already.
    Set<Integer> known(Requester.SignedIn who, List<Looked.Fit> rows) {
        return clients.knownAmong(who, rows.stream().map(Looked.Fit::mobile).toList());
    }

    /// Takes a row in, in the caller's transaction.
    ///
    /// @throws IllegalStateException if it is not fit after all; nothing is kept then
    void take(Requester.SignedIn who, Looked.Fit row) {
        if (!(clients.newLead(who, row.kind(), row.name(), row.mobile()) instanceof LeadResult.Submitted)) {
            throw new IllegalStateException("row " + row.row() + " was fit and is not any more");
        }
    }

    private static TableCell cell(TableRow row, BroughtList list, ListColumn column) {
        return row.cell(list.columns().getOrDefault(column, -1));
    }

    private static Optional<ClientKind> kind(String text, ClientKind usual) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (plain.isEmpty()) {
            return Optional.of(usual);
        }
        if (PERSONS.contains(plain)) {
            return Optional.of(ClientKind.PERSON);
        }
        return COMPANIES.contains(plain) ? Optional.of(ClientKind.COMPANY) : Optional.empty();
    }
}
