package io.equiveil.imports;

import io.equiveil.identity.Invitation;
import io.equiveil.identity.InviteResult;
import io.equiveil.identity.People;
import io.equiveil.identity.PersonKind;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.TableRow;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Rows of a list of staff: invited, each with the roles that their titles propose.
///
/// Without a title somebody becomes an advisor; without a code name, surname and role (王顾问). Either can
/// be changed on the person's page, where the link for the first sign-in is made as well.
@Component
class StaffRows implements ListRows {

    /// Titles as firms write them, each whole: a role is never guessed from a part of a title (财务负责人 is no 负责人,
    /// 总经理助理 no 总经理). What is not here is asked for.
    private static final Map<String, Role> TITLES = titles(Map.of(
            Role.OWNER, List.of("负责人", "老板", "总经理", "合伙人", "创始合伙人", "管理合伙人", "公司负责人", "owner", "managing partner"),
            Role.DEPARTMENT_HEAD,
                    List.of(
                            "部门负责人",
                            "部门主管",
                            "部门经理",
                            "部门总监",
                            "业务负责人",
                            "业务主管",
                            "业务总监",
                            "总监",
                            "经理",
                            "主管",
                            "department head",
                            "head of department",
                            "head"),
            Role.COMPLIANCE_OFFICER,
                    List.of(
                            "合规",
                            "合规官",
                            "合规专员",
                            "合规经理",
                            "合规主管",
                            "合规总监",
                            "合规负责人",
                            "首席合规官",
                            "法务",
                            "法务专员",
                            "法务经理",
                            "法务负责人",
                            "compliance",
                            "compliance officer",
                            "head of compliance"),
            Role.SECURITY_OFFICER,
                    List.of(
                            "安全",
                            "安全官",
                            "安全员",
                            "安全专员",
                            "安全负责人",
                            "信息安全",
                            "信息安全员",
                            "信息安全官",
                            "信息安全负责人",
                            "security",
                            "security officer",
                            "head of security"),
            Role.ADMINISTRATOR, List.of("管理员", "系统管理员", "运维", "运维工程师", "administrator", "system administrator"),
            Role.ADVISOR,
                    List.of(
                            "顾问",
                            "高级顾问",
                            "业务",
                            "业务员",
                            "业务顾问",
                            "业务经理",
                            "客户经理",
                            "客户顾问",
                            "项目经理",
                            "advisor",
                            "consultant")));

    private static final Map<Role, String> SHORT = Map.of(
            Role.OWNER, "总",
            Role.ADMINISTRATOR, "管理员",
            Role.COMPLIANCE_OFFICER, "合规",
            Role.SECURITY_OFFICER, "安全",
            Role.ADVISOR, "顾问",
            Role.DEPARTMENT_HEAD, "主管");

    private final People people;

    StaffRows(People people) {
        this.people = people;
    }

    @Override
    public ListKind kind() {
        return ListKind.STAFF;
    }

    @Override
    public Looked look(Requester.SignedIn who, TableRow row, BroughtList list) {
        Map<ListColumn, RowFault> faults = new EnumMap<>(ListColumn.class);
        Map<ListColumn, Cleartext> fields = new EnumMap<>(ListColumn.class);
        for (ListColumn column : List.of(ListColumn.NAME, ListColumn.MOBILE, ListColumn.CODE_NAME)) {
            fields.put(
                    column, Cleartext.of(plain(ListRows.cell(row, list, column).text())));
        }
        String login = login(ListRows.cell(row, list, ListColumn.LOGIN).text());
        fields.put(ListColumn.LOGIN, Cleartext.of(login));
        Optional<Set<Role>> roles =
                roles(ListRows.cell(row, list, ListColumn.ROLES).text());
        fields.put(
                ListColumn.ROLES,
                Cleartext.of(roles.orElse(Set.of()).stream().map(Enum::name).collect(Collectors.joining(" "))));
        Looked.Fit fit = new Looked.Fit(row.number(), Cleartext.of(login), ListColumn.LOGIN, fields);
        if (roles.isEmpty()) {
            faults.put(ListColumn.ROLES, RowFault.UNKNOWN_ROLE);
        } else {
            people.faultsOf(invitation(fit, fit.field(ListColumn.CODE_NAME)), who)
                    .forEach(fault -> {
                        switch (fault) {
                            case NAME_MISSING -> faults.put(ListColumn.NAME, RowFault.MISSING);
                            case MOBILE_NOT_A_NUMBER -> faults.put(ListColumn.MOBILE, RowFault.WRONG_SHAPE);
                            case LOGIN_SHAPE ->
                                faults.put(ListColumn.LOGIN, login.isEmpty() ? RowFault.MISSING : RowFault.LOGIN_SHAPE);
                            case CODE_NAME_SHAPE -> {
                                if (!fit.field(ListColumn.CODE_NAME).isEmpty()) {
                                    faults.put(ListColumn.CODE_NAME, RowFault.TOO_LONG);
                                }
                            }
                            case LOGIN_OR_CODE_NAME_TAKEN -> {} // asked for by itself, as what is there already
                            case ROLES_DO_NOT_FIT -> faults.put(ListColumn.ROLES, RowFault.UNKNOWN_ROLE);
                            case ONLY_OWNER_MAY -> faults.put(ListColumn.ROLES, RowFault.ONLY_OWNER_MAY);
                            case PARTNER_MISSING, SCOPE_SHAPE, SCOPE_END, SCOPE_MATTER -> {} // staff have none
                        }
                    });
        }
        faults.putAll(ListRows.oddities(row, list));
        return faults.isEmpty() ? fit : Looked.Unfit.of(row.number(), faults);
    }

    @Override
    public Set<Integer> known(Requester.SignedIn who, List<Looked.Fit> rows) {
        Set<Integer> known = new HashSet<>();
        for (int at = 0; at < rows.size(); at++) {
            String codeName = rows.get(at).field(ListColumn.CODE_NAME);
            if (people.isTaken(rows.get(at).field(ListColumn.LOGIN))
                    || !codeName.isEmpty() && people.isTaken(codeName)) {
                known.add(at);
            }
        }
        return known;
    }

    @Override
    public void take(Requester.SignedIn who, Looked.Fit row) {
        String wanted = row.field(ListColumn.CODE_NAME);
        String codeName = free(wanted.isEmpty() ? proposed(row) : wanted);
        if (!(people.invite(invitation(row, codeName), who) instanceof InviteResult.Invited)) {
            throw new IllegalStateException("row " + row.row() + " was fit and is not any more");
        }
    }

    private static Invitation invitation(Looked.Fit row, String codeName) {
        String mobile = row.field(ListColumn.MOBILE);
        return new Invitation(
                PersonKind.STAFF,
                Cleartext.of(row.field(ListColumn.NAME)),
                mobile.isEmpty() ? Optional.empty() : Optional.of(Cleartext.of(mobile)),
                row.field(ListColumn.LOGIN),
                codeName,
                Arrays.stream(row.field(ListColumn.ROLES).split(" "))
                        .filter(role -> !role.isEmpty())
                        .map(Role::valueOf)
                        .collect(Collectors.toSet()),
                Optional.empty(),
                Optional.empty());
    }

    /// 王顾问
    private static String proposed(Looked.Fit row) {
        String name = row.field(ListColumn.NAME);
        return name.substring(0, name.offsetByCodePoints(0, 1))
                + Arrays.stream(row.field(ListColumn.ROLES).split(" "))
                        .map(Role::valueOf)
                        .sorted()
                        .map(role -> SHORT.getOrDefault(role, ""))
                        .findFirst()
                        .orElse("");
    }

    /// The same, or with a number behind it if somebody is called so already.
    private String free(String codeName) {
        String free = codeName;
        for (int number = 2; people.isTaken(free); number++) {
            free = codeName + number;
        }
        return free;
    }

    /// Empty if a title is not one of those that are known.
    static Optional<Set<Role>> roles(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String title : plain(text).toLowerCase(Locale.ROOT).split("[、,;/+和及]+")) {
            if (title.isBlank()) {
                continue;
            }
            Set<Role> found = ofTitle(title.strip());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            roles.addAll(found);
        }
        return Optional.of(roles.isEmpty() ? Set.of(Role.ADVISOR) : roles);
    }

    /// A blank may stand within a title or between two; what it leaves open never makes an owner.
    private static Set<Role> ofTitle(String title) {
        Role whole = TITLES.get(title.replaceAll("\\s+", " "));
        if (whole != null) {
            return EnumSet.of(whole);
        }
        List<String> words = List.of(title.split("\\s+"));
        if (words.size() < 2 || !TITLES.keySet().containsAll(words)) {
            return Set.of();
        }
        Set<Role> each =
                words.stream().map(TITLES::get).collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        return each.contains(Role.OWNER) ? Set.of() : each;
    }

    private static Map<String, Role> titles(Map<Role, List<String>> ofRoles) {
        return ofRoles.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(title -> Map.entry(title, entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// In lower case; of an e-mail address what stands before the sign.
    private static String login(String text) {
        String plain = plain(text).toLowerCase(Locale.ROOT);
        int at = plain.indexOf('@');
        return at < 0 ? plain : plain.substring(0, at);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }
}
