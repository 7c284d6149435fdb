package io.equiveil.imports;

import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.LeadResult;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.tables.TableRow;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Rows of a list of clients: taken in as first contacts.
@Component
class ClientRows implements ListRows {

    private static final Set<String> PERSONS =
            Set.of("自然人", "个人", "个人客户", "自然人股东", "person", "individual", "natural person");
    private static final Set<String> COMPANIES =
            Set.of("企业", "公司", "法人", "机构", "单位", "企业客户", "法人股东", "合伙企业", "company", "entity", "corporate");

    private final Clients clients;

    ClientRows(Clients clients) {
        this.clients = clients;
    }

    @Override
    public ListKind kind() {
        return ListKind.CLIENTS;
    }

    @Override
    public Looked look(Requester.SignedIn who, TableRow row, BroughtList list) {
        Cleartext name = Cleartext.of(ListRows.cell(row, list, ListColumn.NAME).text());
        Cleartext mobile =
                Cleartext.of(ListRows.cell(row, list, ListColumn.MOBILE).text());
        Map<ListColumn, RowFault> faults = new EnumMap<>(ListColumn.class);
        Map<String, IdentifierFault> typed = Clients.leadFaults(name, mobile);
        Optional.ofNullable(typed.get("name")).ifPresent(fault -> faults.put(ListColumn.NAME, RowFault.of(fault)));
        Optional.ofNullable(typed.get("mobile")).ifPresent(fault -> faults.put(ListColumn.MOBILE, RowFault.of(fault)));
        Optional<ClientKind> kind =
                kind(ListRows.cell(row, list, ListColumn.CLIENT_KIND).text(), list.usualKind());
        if (kind.isEmpty()) {
            faults.put(ListColumn.CLIENT_KIND, RowFault.UNKNOWN_KIND);
        }
        faults.putAll(ListRows.oddities(row, list));
        return faults.isEmpty()
                ? new Looked.Fit(
                        row.number(),
                        Clients.mobile(mobile).orElseThrow(),
                        ListColumn.MOBILE,
                        Map.of(
                                ListColumn.NAME,
                                name,
                                ListColumn.MOBILE,
                                mobile,
                                ListColumn.CLIENT_KIND,
                                Cleartext.of(kind.orElseThrow().name())))
                : Looked.Unfit.of(row.number(), faults);
    }

    @Override
    public Set<Integer> known(Requester.SignedIn who, List<Looked.Fit> rows) {
        return clients.knownAmong(who, rows.stream().map(Looked.Fit::key).toList());
    }

    @Override
    public void take(Requester.SignedIn who, Looked.Fit row) {
        LeadResult result = clients.newLead(
                who,
                ClientKind.valueOf(row.field(ListColumn.CLIENT_KIND)),
                Cleartext.of(row.field(ListColumn.NAME)),
                Cleartext.of(row.field(ListColumn.MOBILE)));
        if (!(result instanceof LeadResult.Submitted)) {
            throw new IllegalStateException("row " + row.row() + " was fit and is not any more");
        }
    }

    /// What a word says a client is; empty if it is none that is known.
    static Optional<ClientKind> kind(String text, ClientKind usual) {
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
