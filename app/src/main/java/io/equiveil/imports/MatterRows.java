package io.equiveil.imports;

import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.LeadResult;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import io.equiveil.tables.TableRow;
import io.equiveil.tables.UsualDates;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Rows of a list of running matters: each comes in at the stage at which it stands, led by whoever brings it
/// in. Seller and buyers are clients of that person already, found by their number, or come in as first
/// contacts.
@Component
class MatterRows implements ListRows {

    private static final String BETWEEN = "[、,，;；/\\n]";
    private static final int LONGEST_CODE_NAME = 40;

    private final Clients clients;
    private final Matters matters;
    private final Clock clock;

    MatterRows(Clients clients, Matters matters, Clock clock) {
        this.clients = clients;
        this.matters = matters;
        this.clock = clock;
    }

    @Override
    public ListKind kind() {
        return ListKind.MATTERS;
    }

    @Override
    public Looked look(Requester.SignedIn who, TableRow row, BroughtList list) {
        Map<ListColumn, RowFault> faults = new EnumMap<>(ListColumn.class);
        Map<ListColumn, Cleartext> fields = new EnumMap<>(ListColumn.class);
        for (ListColumn column : kind().columns()) {
            fields.put(
                    column, Cleartext.of(ListRows.cell(row, list, column).text().strip()));
        }
        String sellerName = text(fields, ListColumn.SELLER_NAME);
        Optional<String> seller = party(
                who,
                sellerName,
                text(fields, ListColumn.SELLER_MOBILE),
                ListColumn.SELLER_NAME,
                ListColumn.SELLER_MOBILE,
                faults);
        List<String> buyerNames = several(text(fields, ListColumn.BUYER_NAME));
        List<String> buyers = buyers(who, buyerNames, several(text(fields, ListColumn.BUYER_MOBILE)), faults);
        Optional<ClientKind> kind = ClientRows.kind(text(fields, ListColumn.CLIENT_KIND), list.usualKind());
        if (kind.isEmpty()) {
            faults.put(ListColumn.CLIENT_KIND, RowFault.UNKNOWN_KIND);
        }
        Optional<CompanyForm> form = StageWords.form(text(fields, ListColumn.FORM));
        if (form.isEmpty()) {
            faults.put(ListColumn.FORM, RowFault.UNKNOWN_FORM);
        }
        Optional<MatterStage> stage = stage(text(fields, ListColumn.STAGE), form, faults);
        Optional<LocalDate> mandated = mandated(text(fields, ListColumn.MANDATED_ON), faults);
        String codeName = text(fields, ListColumn.CODE_NAME);
        codeNameFault(codeName, sellerName, buyerNames).ifPresent(fault -> faults.put(ListColumn.CODE_NAME, fault));
        if (seller.filter(buyers::contains).isPresent() || new HashSet<>(buyers).size() < buyers.size()) {
            faults.put(ListColumn.BUYER_MOBILE, RowFault.SAME_PARTY);
        }
        faults.putAll(ListRows.oddities(row, list));
        if (!faults.isEmpty()) {
            return Looked.Unfit.of(row.number(), faults);
        }
        fields.put(ListColumn.SELLER_MOBILE, Cleartext.of(seller.orElseThrow()));
        fields.put(ListColumn.BUYER_MOBILE, Cleartext.of(String.join("\n", buyers)));
        fields.put(ListColumn.BUYER_NAME, Cleartext.of(String.join("\n", buyerNames)));
        fields.put(ListColumn.CLIENT_KIND, Cleartext.of(kind.orElseThrow().name()));
        fields.put(ListColumn.FORM, Cleartext.of(form.orElseThrow().name()));
        fields.put(ListColumn.STAGE, Cleartext.of(stage.orElseThrow().name()));
        fields.put(ListColumn.MANDATED_ON, Cleartext.of(mandated.orElseThrow().toString()));
        return codeName.isEmpty()
                ? new Looked.Fit(
                        row.number(),
                        Cleartext.of(seller.get() + " " + mandated.get()),
                        ListColumn.SELLER_MOBILE,
                        fields)
                : new Looked.Fit(row.number(), Cleartext.of(codeName), ListColumn.CODE_NAME, fields);
    }

    private static String text(Map<ListColumn, Cleartext> fields, ListColumn column) {
        Cleartext value = fields.get(column);
        return value == null ? "" : value.revealForDisplay();
    }

    /// The number of a party in its one spelling. A name is needed only for somebody new.
    private Optional<String> party(
            Requester.SignedIn who,
            String name,
            String typed,
            ListColumn nameAt,
            ListColumn mobileAt,
            Map<ListColumn, RowFault> faults) {
        Optional<Cleartext> mobile = Clients.mobile(Cleartext.of(typed));
        if (mobile.isEmpty()) {
            faults.put(mobileAt, typed.isEmpty() ? RowFault.MISSING : RowFault.WRONG_SHAPE);
            return Optional.empty();
        }
        if (clients.ownWithMobile(who, mobile.get()).isEmpty()) {
            IdentifierFault fault =
                    Clients.leadFaults(Cleartext.of(name), mobile.get()).get("name");
            if (fault != null) {
                faults.put(nameAt, RowFault.of(fault));
            }
        }
        return mobile.map(Cleartext::revealForDisplay);
    }

    private List<String> buyers(
            Requester.SignedIn who, List<String> names, List<String> mobiles, Map<ListColumn, RowFault> faults) {
        if (!names.isEmpty() && names.size() != mobiles.size()) {
            faults.put(ListColumn.BUYER_NAME, RowFault.BUYERS_UNEQUAL);
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (int at = 0; at < mobiles.size(); at++) {
            String name = names.isEmpty() ? "" : names.get(at);
            party(who, name, mobiles.get(at), ListColumn.BUYER_NAME, ListColumn.BUYER_MOBILE, faults)
                    .ifPresent(found::add);
        }
        return found;
    }

    private static List<String> several(String text) {
        return Arrays.stream(text.split(BETWEEN))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static Optional<MatterStage> stage(
            String written, Optional<CompanyForm> form, Map<ListColumn, RowFault> faults) {
        Optional<MatterStage> stage = StageWords.stage(written);
        if (stage.isEmpty()) {
            faults.put(ListColumn.STAGE, written.isEmpty() ? RowFault.MISSING : RowFault.UNKNOWN_STAGE);
        } else if (stage.get() == MatterStage.CLOSED || stage.get() == MatterStage.ABANDONED) {
            faults.put(ListColumn.STAGE, RowFault.STAGE_OVER);
        } else if (stage.get() == MatterStage.SHAREHOLDER_NOTICE
                && form.filter(CompanyForm.JOINT_STOCK::equals).isPresent()) {
            faults.put(ListColumn.STAGE, RowFault.STAGE_OF_OTHER_FORM);
        }
        return stage;
    }

    private Optional<LocalDate> mandated(String written, Map<ListColumn, RowFault> faults) {
        Optional<LocalDate> day = UsualDates.read(written);
        if (day.isEmpty()) {
            faults.put(ListColumn.MANDATED_ON, written.isEmpty() ? RowFault.MISSING : RowFault.NOT_A_DATE);
        } else if (day.get().isAfter(LocalDate.ofInstant(clock.instant(), Display.SHANGHAI))) {
            faults.put(ListColumn.MANDATED_ON, RowFault.FUTURE_DATE);
        }
        return day;
    }

    /// Code names are said by everybody: they must not be a party's name.
    private static Optional<RowFault> codeNameFault(String codeName, String seller, List<String> buyers) {
        if (codeName.length() > LONGEST_CODE_NAME) {
            return Optional.of(RowFault.TOO_LONG);
        }
        boolean names = says(codeName, seller) || buyers.stream().anyMatch(buyer -> says(codeName, buyer));
        return names ? Optional.of(RowFault.NAMES_A_PARTY) : Optional.empty();
    }

    private static boolean says(String codeName, String party) {
        String plain = plain(party);
        return plain.length() > 1 && plain(codeName).contains(plain);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }

    @Override
    public Set<Integer> known(Requester.SignedIn who, List<Looked.Fit> rows) {
        Set<Integer> known = new HashSet<>();
        for (int at = 0; at < rows.size(); at++) {
            Looked.Fit row = rows.get(at);
            String codeName = row.field(ListColumn.CODE_NAME);
            boolean here = codeName.isEmpty()
                    ? clients.ownWithMobile(who, Cleartext.of(row.field(ListColumn.SELLER_MOBILE)))
                            .filter(seller -> matters.isBroughtIn(
                                    who, seller, LocalDate.parse(row.field(ListColumn.MANDATED_ON))))
                            .isPresent()
                    : matters.isCodeNameTaken(codeName);
            if (here) {
                known.add(at);
            }
        }
        return known;
    }

    @Override
    public void take(Requester.SignedIn who, Looked.Fit row) {
        ClientKind kind = ClientKind.valueOf(row.field(ListColumn.CLIENT_KIND));
        SubjectId seller =
                client(who, kind, row.field(ListColumn.SELLER_NAME), row.field(ListColumn.SELLER_MOBILE), row.row());
        List<String> names = several(row.field(ListColumn.BUYER_NAME));
        List<String> mobiles = several(row.field(ListColumn.BUYER_MOBILE));
        List<SubjectId> buyers = new ArrayList<>();
        for (int at = 0; at < mobiles.size(); at++) {
            String name = names.isEmpty() ? "" : names.get(at);
            buyers.add(client(who, buyerKind(name), name, mobiles.get(at), row.row()));
        }
        MatterResult result = matters.bringIn(
                who,
                new Matters.Running(
                        row.field(ListColumn.CODE_NAME),
                        CompanyForm.valueOf(row.field(ListColumn.FORM)),
                        seller,
                        MatterStage.valueOf(row.field(ListColumn.STAGE)),
                        LocalDate.parse(row.field(ListColumn.MANDATED_ON)),
                        buyers));
        if (!(result instanceof MatterResult.Done)) {
            throw unfit(row.row());
        }
    }

    /// A buyer who is called like a company is one; it is asked when the file is completed.
    private static ClientKind buyerKind(String name) {
        return ColumnShape.isCompany(name) ? ClientKind.COMPANY : ClientKind.PERSON;
    }

    private SubjectId client(Requester.SignedIn who, ClientKind kind, String name, String mobile, int row) {
        return clients.ownWithMobile(who, Cleartext.of(mobile)).orElseGet(() -> {
            LeadResult result = clients.newLead(who, kind, Cleartext.of(name), Cleartext.of(mobile));
            if (result instanceof LeadResult.Submitted submitted) {
                return submitted.subject();
            }
            throw unfit(row);
        });
    }

    private static IllegalStateException unfit(int row) {
        return new IllegalStateException("row " + row + " was fit and is not any more");
    }
}
