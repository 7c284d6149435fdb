package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.ClauseState;
import io.equiveil.access.Policies;
import io.equiveil.access.ProposalId;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.identity.SoftPasskey;
import io.equiveil.imports.BringResult;
import io.equiveil.imports.ImportId;
import io.equiveil.imports.Imports;
import io.equiveil.imports.ListKind;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.supervision.Finding;
import io.equiveil.supervision.FindingId;
import io.equiveil.supervision.FindingResult;
import io.equiveil.supervision.Findings;
import io.equiveil.texts.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Whoever learns the address of somebody else's page reads nothing there: every mapped address that names somebody or
/// something, filled with what belongs to another transfer, and asked by people who have no part in it.
///
/// A new address joins by itself; one whose names this wall does not know is refused until it is told.
class StrangersTests {

    /// Addresses that name something and are open all the same, with the reason.
    private static final Map<String, String> OPEN = Map.ofEntries(
            Map.entry("/notices/{id}", "public words of notices (PIPL art. 17)"),
            Map.entry("/consent/notices/{id}", "the same"),
            Map.entry("/api/consent/notices/{id}", "the same, for programs"),
            Map.entry("/client/door/{secret}", "a page with a button; nothing is looked at before it is pressed"),
            Map.entry("/enrol/{link}", "an unknown link says so"),
            Map.entry("/enrol/{link}/authenticator", "an unknown link says so"),
            Map.entry("/start/{link}", "an unknown link says so"),
            Map.entry("/help/{guide}", "the guides are public"),
            Map.entry("/law/{citation}", "the law is public"),
            Map.entry("/api/law/rules/{citation}", "the law is public"),
            Map.entry(
                    "/api/matters/{id}/declarations/{paper}/scan/pages/{page}",
                    "no signed paper here: DeclarationsTests"),
            Map.entry("/matters/{id}/declarations/{paper}/scan/pages/{page}", "the same"),
            Map.entry("/api/law/rules/{citation}/due", "the law is public"),
            Map.entry("/api/law/calendars/{year}", "the law is public"),
            Map.entry("/api/messages/reports/{name}", "a gateway's own door; an unknown name is a 404: SmsFormsTests"),
            Map.entry("/controls/{id}", "what the firm promises is public"),
            Map.entry("/api/public/controls/{id}", "the same, for programs"));

    /// Addresses that answer alike whether it is somebody else's, gone, or never was: and nothing happens.
    static final Map<String, String> SILENT = Map.ofEntries(
            Map.entry("GET /api/documents/{document}/readings", "nobody has looked, as far as one may know"),
            Map.entry("GET /api/matters/{id}/admissions", "one has decided nothing there"),
            Map.entry("GET /api/matters/{id}/holds", "nothing is held there, as far as one may know"),
            Map.entry("GET /api/matters/{id}/retention", "nothing is kept there, as far as one may know"),
            Map.entry("GET /api/matters/{id}/steps/{step}/history", "nothing has happened, as far as one may know"),
            Map.entry("GET /documents/sendings/{sending}", "leads back to the list, with a sentence"),
            Map.entry("GET /documents/views/{view}/state", "it has ended, as far as one may know"),
            Map.entry("POST /documents/views/{view}/turns", "leads to a viewing that is not there for them"),
            Map.entry("POST /documents/views/{view}/end", "nothing of one's own to end"),
            Map.entry("DELETE /api/documents/views/{view}", "the same, for programs"),
            Map.entry("POST /devices/{id}/revocation", "leads back to the list, with a sentence"),
            Map.entry("POST /account/sessions/{session}/end", "nothing of one's own to end"),
            Map.entry("DELETE /api/session/all/{session}", "the same, for programs"),
            Map.entry("POST /account/passkeys/{passkey}/removal", "nothing of one's own to remove"),
            Map.entry("POST /training/attestations/{id}/confirmation", "leads back to the list, with a sentence"),
            Map.entry("POST /notices/{notice}/read", "nothing of one's own to have read"),
            Map.entry("PUT /api/messages/notices/{notice}/read", "the same, for programs"));

    /// Here the gate itself answers and records the refusal, with its reason.
    private static final Set<String> REFUSED_BY_THE_GATE = Set.of("GET /api/agreements/{id}/document");

    private static final String OTHER_SIDE = "the other side of the same matter";

    /// What the other side of a matter may ask about that matter; what comes of it is the gate's affair.
    private static final Map<String, String> OF_BOTH_SIDES = Map.ofEntries(
            Map.entry("GET /api/matters/{id}", "it is a party of the matter"),
            Map.entry("GET /portal/matters/{id}", "the same, as a page"),
            Map.entry(
                    "GET /api/matters/{id}/packs",
                    "its own papers of the matter, and nobody else's: SimpleMatterTests"),
            Map.entry("GET /portal/matters/{id}/pack", "the same, as a page"),
            Map.entry("GET /api/matters/{id}/time-line", "how far the matter has come"),
            Map.entry("GET /api/matters/{id}/teaser", "an approved teaser is written for it"),
            Map.entry("GET /portal/matters/{id}/teaser", "the same, as a page"),
            Map.entry("POST /portal/matters/{id}/deal", "due diligence, to which the seller agreed: the gate decides"),
            Map.entry("GET /api/matters/{matter}/documents", "what it may see, and nothing else: DataRoomTests"),
            Map.entry("GET /matters/{matter}/documents", "the same, as a page"),
            Map.entry("GET /portal/matters/{matter}/documents", "the same, as a page"),
            Map.entry("GET /matters/{matter}/documents/new", "an empty form; whose file it may be says the sending"),
            Map.entry("GET /portal/matters/{matter}/documents/new", "the same"),
            Map.entry("POST /api/documents/{document}/views", "marked pages, to which the seller agreed"),
            Map.entry("POST /matters/{matter}/documents/{document}/views", "the same, as a page"),
            Map.entry("POST /portal/matters/{matter}/documents/{document}/views", "the same, as a page"),
            Map.entry("GET /api/matters/{matter}/letters", "its own thread with the firm: ConversationsTests"),
            Map.entry("GET /portal/matters/{matter}/letters", "the same, as a page"),
            Map.entry("POST /portal/matters/{matter}/letters", "the same"),
            Map.entry("GET /portal/matters/{matter}/letters/export", "the same, to take along"),
            Map.entry("POST /portal/matters/{id}/buyers/{buyer}/dismissal", "a buyer may leave; not knocked at"),
            Map.entry("DELETE /api/matters/{id}/buyers/{buyer}", "the same, for programs"));

    /// Doors that no made-up request passes: it has to name words that were shown, a signature, or a file that is one.
    /// Who sends strangers there with a right request.
    private static final Map<String, String> WRONG_IN_ANY_CASE = Map.ofEntries(
            Map.entry("POST /api/agreements/{id}/paper", "EveryDoorTests"),
            Map.entry("POST /api/clients/{subject}/agreement/theirs", "TheirTextTests"),
            Map.entry("POST /api/matters/{id}/buyers/{buyer}/agreement/theirs", "TheirTextTests"),
            Map.entry("POST /api/clients/{subject}/agreement", "EveryDoorTests"),
            Map.entry("POST /api/clients/{subject}/notice", "EveryDoorTests"),
            Map.entry("POST /api/consent/subjects/{subject}/notices", "EveryDoorTests"),
            Map.entry("POST /api/matters/{id}/admissions", "EveryDoorTests"),
            Map.entry("POST /api/matters/{id}/buyers/{buyer}/agreement", "EveryDoorTests"),
            Map.entry("POST /api/matters/{matter}/documents", "EveryDoorTests"),
            Map.entry("POST /api/subjects/{subject}/identity-documents", "EveryDoorTests"),
            Map.entry("POST /matters/{matter}/documents/{document}/stage", "EveryDoorTests"),
            Map.entry("POST /portal/matters/{matter}/documents/{document}/stage", "MatterPagesTests: staff alone may"),
            Map.entry("POST /portal/matters/{id}/buyers", "EveryDoorTests"),
            Map.entry("POST /api/word-templates/{slot}/versions", "WordTemplatePagesTests"),
            Map.entry("POST /api/matters/{id}/declarations/{paper}/scan", "DeclarationsTests"),
            Map.entry("POST /api/agreements/{id}/sending", "nobody yet: wants a proof of the signer"),
            Map.entry("POST /api/agreements/{id}/signature", "nobody yet: wants a proof of the signer"),
            Map.entry("POST /api/matters/{matter}/letters/{subject}/files", "nobody yet: wants a recording"));

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)(?::[^{}]*(?:\\{[^}]*\\}[^{}]*)?)?\\}");

    private final House house = House.open();
    private final Doors doors = new Doors(house, new Canaries());
    private final ALine line = new ALine();
    private final UUID view = view();
    private final UUID notice = notice();
    private final ImportId list = list();
    private final ProposalId proposal = proposal();
    private final FindingId finding = finding();
    private final UUID duplicate = duplicate();
    private final Set<String> unknown = new TreeSet<>();

    /// What else hangs on the transfer: somebody engaged, a letter, another shareholder, a way to sign in.
    @BeforeEach
    void everythingIsThere() {
        line.partner();
        assertThat(line.advisor
                        .ask(
                                "POST",
                                "/api/matters/" + line.matter + "/letters/" + line.sellerSubject,
                                "{\"text\":\"请查收\"}")
                        .permitted())
                .isTrue();
        assertThat(line.advisor
                        .ask(
                                "POST",
                                "/api/matters/" + line.matter + "/shareholders",
                                "{\"name\":\"李某\",\"share\":\"20\"}")
                        .permitted())
                .isTrue();
        assertThat(line.advisor
                        .ask(
                                "POST",
                                "/api/clients/" + line.sellerSubject + "/representatives",
                                "{\"capacity\":\"HELPER\",\"name\":\"孙某\",\"mobile\":\"13900000000\",\"place\":\"柜\",\"until\":\""
                                        + LocalDate.now().plusDays(9) + "\"}")
                        .permitted())
                .isTrue();
        assertThat(line.advisor
                        .ask("POST", "/api/seals", "{\"seal\":\"COMPANY\",\"paper\":\"OTHER\",\"copies\":1}")
                        .permitted())
                .isTrue();
        SoftPasskey.enrolled(house, line.advisor.person().requester());
        assertThat(line.seller
                        .ask("POST", "/api/cases", "{\"subject\":\"" + line.sellerSubject + "\",\"kind\":\"COPY\"}")
                        .permitted())
                .isTrue();
    }

    @Test
    void nobodyReadsOrChangesAnythingByItsAddressAlone() {
        Map<String, Visitor> strangers = new LinkedHashMap<>();
        strangers.put("another advisor", line.equipped(PeopleInTests.staff(house, Role.ADVISOR)));
        strangers.put("another client", new Visitor(house, PeopleInTests.client(house, line.client("钱某")), ""));
        strangers.put("a partner who is not engaged", line.partnerElsewhere());
        strangers.put(OTHER_SIDE, line.buyer());
        strangers.put("nobody", new Visitor(house, null, ""));

        List<String> entered = new ArrayList<>();
        List<String> toldApart = new ArrayList<>();
        Set<String> notAsked = new TreeSet<>();
        int asked = 0;
        for (Map.Entry<RequestMappingInfo, HandlerMethod> door : house.bean(
                        "requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()) {
            RequestMappingInfo mapping = door.getKey();
            HandlerMethod handler = door.getValue();
            for (String pattern : mapping.getPatternValues()) {
                if (!pattern.contains("{") || OPEN.containsKey(pattern)) {
                    continue;
                }
                String theirs = filled(pattern, name -> theirs(pattern, name));
                String nobodys = filled(pattern, name -> nobodys(pattern, name));
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    String name = method + " " + pattern;
                    for (var stranger : strangers.entrySet()) {
                        if (stranger.getKey().equals(OTHER_SIDE) && OF_BOTH_SIDES.containsKey(name)) {
                            continue;
                        }
                        Visitor.Said said = ask(stranger.getValue(), method.name(), theirs, handler);
                        asked++;
                        if (isForColleagues(name, stranger.getKey())) {
                            continue;
                        }
                        String what = stranger.getKey() + ": " + name + " " + said.status();
                        if (said.status() == 400 || said.status() == 415) {
                            notAsked.add(name);
                        }
                        if (said.status() < 400 && !SILENT.containsKey(name)) {
                            entered.add(what);
                        }
                        if (stranger.getKey().equals(OTHER_SIDE)) {
                            // It knows of the matter; that this one is told from others says nothing new.
                            continue;
                        }
                        Visitor.Said elsewhere = ask(stranger.getValue(), method.name(), nobodys, handler);
                        if (!REFUSED_BY_THE_GATE.contains(name)
                                && (said.status() != elsewhere.status()
                                        || said.permitted() && !said.body().equals(elsewhere.body()))) {
                            toldApart.add(what + " " + elsewhere.status());
                        }
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(500);
        assertThat(unknown)
                .as("names in addresses that this wall does not know")
                .isEmpty();
        notAsked.removeAll(WRONG_IN_ANY_CASE.keySet());
        SoftAssertions all = new SoftAssertions();
        all.assertThat(entered).as("entered").isEmpty();
        all.assertThat(toldApart).as("says that it is there").isEmpty();
        all.assertThat(notAsked)
                .as("turned away for the shape of what was sent, so nobody looked whose it is")
                .isEmpty();
        all.assertAll();
        nothingHappened();
    }

    /// Doors that show something and open for nobody of this line, with the reason.
    private static final Map<String, String> SHUT = Map.ofEntries(
            Map.entry("/api/matters/{id}/next", "the one next step of a simple matter: SimpleMatterTests"),
            Map.entry(
                    "/api/matters/{matter}/letters/{subject}/{letter}/content",
                    "a letter with a photograph or a voice: ConversationsTests"),
            Map.entry(
                    "/matters/{matter}/letters/{subject}/{letter}/content",
                    "a letter with a photograph or a voice: ConversationsTests"),
            Map.entry(
                    "/portal/matters/{matter}/letters/{letter}/content",
                    "a letter with a photograph or a voice: ConversationsTests"),
            Map.entry("/api/audit/samples/{id}", "opens for its drawer: SamplesTests"),
            Map.entry("/api/audit/samples/{id}/package", "the same"),
            Map.entry("/audit/samples/{id}", "the same, as a page"),
            Map.entry("/audit/samples/{id}/package", "the same"),
            Map.entry("/api/audit/findings/{id}", "none here: FindingsTests"),
            Map.entry("/audit/findings/{id}", "the same, as a page"),
            Map.entry("/api/backups/runs/{id}", "no run here: BackupsTests"),
            Map.entry("/api/imports/{id}/faults", "the list is still being read: ImportPagesTests"),
            Map.entry("/api/imports/{id}/reading", "the list is still being read: ImportPagesTests"),
            Map.entry("/imports/{id}/columns", "the list is still being read: ImportPagesTests"),
            Map.entry("/backups/runs/{id}", "the same, as a page"),
            Map.entry("/api/clients/sections", "wants to know of which kind: ClientsTests"),
            Map.entry("/api/documents/views/{view}", "opens for its viewer's own browser: DataRoomPagesTests"),
            Map.entry("/api/documents/views/{view}/pages/{page}", "the same"),
            Map.entry("/documents/views/{view}", "the same, as a page: DataRoomPagesTests"),
            Map.entry("/documents/views/{view}/pages/{page}", "the same"),
            Map.entry(
                    "/clients/{subject}/documents/{document}",
                    "the document belongs to the matter: DataRoomPagesTests"),
            Map.entry("/clients/{subject}/documents/{document}/removal", "the same"),
            Map.entry("/portal/papers/{subject}/{document}", "the same"),
            Map.entry("/portal/papers/{subject}/{document}/removal", "the same"),
            Map.entry("/agreements/{id}/agreement.docx", "written from our own text: WordTemplatePagesTests"),
            Map.entry("/api/agreements/{id}/word", "the same, for programs"),
            Map.entry(
                    "/word-templates/{slot}/versions/{version}/template.docx", "none came in: WordTemplatePagesTests"),
            Map.entry("/word-templates/{slot}/versions/{version}/preview.pdf", "the same"),
            Map.entry("/api/word-templates/{slot}/versions/{version}/file", "the same, for programs"),
            Map.entry("/api/word-templates/{slot}/versions/{version}/preview", "the same, for programs"),
            Map.entry("/api/set-up/practice/sign-ins", "no practice house is open: PracticePagesTests"),
            Map.entry("/api/interests/{subject}", "nobody gave any: InterestTests"),
            Map.entry("/api/clients/{subject}/certificate", "nothing was destroyed: OwnFileTests"),
            Map.entry("/api/clients/{subject}/certificate/evidence", "the same"),
            Map.entry("/clients/{subject}/certificate", "the same, as a page"),
            Map.entry("/clients/{subject}/certificate/evidence", "the same"),
            Map.entry("/portal/retention/{subject}/certificate", "the same"),
            Map.entry("/portal/retention/{subject}/certificate/evidence", "the same"),
            Map.entry("/api/matters/{id}/certificate", "nothing was destroyed: ClosingTests"),
            Map.entry("/api/matters/{id}/certificate/evidence", "the same"),
            Map.entry("/matters/{id}/certificate", "the same, as a page: MatterPagesTests"),
            Map.entry("/matters/{id}/certificate/evidence", "the same"),
            Map.entry("/portal/matters/{id}/certificate", "the same"),
            Map.entry("/portal/matters/{id}/certificate/evidence", "the same"),
            Map.entry("/api/matters/{id}/other-side", "not before the agreement: MatterDoorsTests"),
            Map.entry(
                    "/api/matters/{id}/shareholders/{shareholder}/letter",
                    "no other shareholder here: TransferPagesTests"),
            Map.entry(
                    "/api/matters/{id}/declarations/{paper}/scan/pages/{page}",
                    "no signed paper here: DeclarationsTests"),
            Map.entry("/matters/{id}/declarations/{paper}/scan/pages/{page}", "the same"),
            Map.entry("/api/law/rules/{citation}/due", "wants to know from when: LawPagesTests"),
            Map.entry("/api/messages/channels/sms/report-address", "no gateway here: MessagePagesTests"),
            Map.entry("/messages/channels/sms/report-address", "the same, as a page"),
            Map.entry("/client/door/{secret}", "no such link: SignInPagesTests"),
            Map.entry("/enrol/{link}", "no such link: SignInPagesTests"),
            Map.entry("/enrol/{link}/authenticator", "the same"),
            Map.entry("/start/{link}", "the house has an owner"),
            Map.entry("/ledger/tile/**", "no tile has this name: VerifyTests"));

    @Test
    void everyDoorThatShowsSomethingOpensForSomebodyWhomItConcerns() {
        SignedInPerson newcomer = PeopleInTests.newStaff(house, Role.ADVISOR);
        Visitor writing = new Visitor(house, newcomer, "");
        assertThat(writing.ask("POST", "/api/own-agreement", "{\"language\":\"zh-CN\"}")
                        .permitted())
                .isTrue();
        List<Visitor> concerned = List.of(
                writing,
                line.advisor,
                line.seller,
                new Visitor(house, line.officer, ""),
                new Visitor(house, line.security, ""),
                new Visitor(house, PeopleInTests.staff(house, Role.OWNER, Role.ADMINISTRATOR), ""),
                line.buyer(),
                line.partner(),
                new Visitor(house, PeopleInTests.auditor(house), ""),
                new Visitor(house, null, ""));
        Set<String> shut = new TreeSet<>();
        Set<String> broken = new TreeSet<>();
        for (String pattern : shown()) {
            String path = filled(pattern, name -> theirs(pattern, name));
            boolean opened = false;
            for (Visitor visitor : concerned) {
                int status = visitor.ask("GET", path, "").status();
                if (status >= 500) {
                    broken.add(pattern + " " + status);
                }
                opened = opened || status < 400;
                if (opened) {
                    break;
                }
            }
            if (!opened) {
                shut.add(pattern);
            }
        }
        assertThat(broken).as("broke").isEmpty();
        shut.removeAll(SHUT.keySet());
        assertThat(shut).as("opened for nobody").isEmpty();
        assertThat(shown()).as("doors that are there").containsAll(SHUT.keySet());
    }

    private Set<String> shown() {
        Set<String> patterns = new TreeSet<>();
        house.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.getBeanType().getName().startsWith("io.equiveil.")
                            && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                        patterns.addAll(mapping.getPatternValues());
                    }
                });
        return patterns;
    }

    /// The firm's own words: all who work there read them.
    private static boolean isForColleagues(String door, String who) {
        return who.equals("another advisor") && door.matches("GET (/api)?/(texts|word-templates)/.*");
    }

    /// What strangers knocked at stands as it did.
    private void nothingHappened() {
        assertThat(line.identity(line.advisor).permitted())
                .as("session and device")
                .isTrue();
        assertThat(one("select coalesce(ending, 'OPEN') from dataroom.views where id = ?", view))
                .as("how the viewing ended, if it did")
                .isNotEqualTo("CLOSED");
        assertThat(line.deal(line.seller, "OWN_DATA").permitted()).isTrue();
        assertThat(one("select (read_at is null)::text from messages.notices where id = ?", notice))
                .as("unread")
                .isEqualTo("true");
    }

    /// Forms carry their token and what they need, so that it is not for its lack that they are turned away.
    private Visitor.Said ask(Visitor stranger, String method, String path, HandlerMethod handler) {
        boolean program = path.startsWith("/api/");
        if (method.equals("GET")) {
            return stranger.ask(method, path, "");
        }
        if (stranger.person() != null && method.equals("POST") && Shapes.takesFiles(handler)) {
            return doors.knockWithFile(stranger.person(), path, program, Shapes.form(handler));
        }
        return method.equals("POST") && !program && stranger.person() != null
                ? doors.knock(stranger.person(), path, Shapes.form(handler))
                : stranger.ask(
                        method,
                        query(path, Shapes.form(handler)),
                        Shapes.body(handler).orElse("{}"));
    }

    private static String query(String path, Map<String, String> fields) {
        return fields.isEmpty()
                ? path
                : path + "?"
                        + fields.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
    }

    /// A viewing under way.
    private UUID view() {
        String said = line.view(line.advisor, line.document).body();
        return UUID.fromString(said.replaceAll("(?s).*\"view\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1"));
    }

    /// A list that its advisor is bringing in.
    private ImportId list() {
        byte[] rows = "姓名,手机\n王小明,13800138000\n".getBytes(StandardCharsets.UTF_8);
        try {
            BringResult brought = house.bean(Imports.class)
                    .bringIn(line.advisor.person().requester(), ListKind.CLIENTS, new ByteArrayInputStream(rows));
            return ((BringResult.Here) brought).list();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A notice that its reader has not read.
    private UUID notice() {
        UUID id = UUID.randomUUID();
        house.ownerJdbc()
                .sql(
                        "insert into messages.notices (id, person_id, template, created_at) values (?, ?, 'NOTICE_WAITING', now())")
                .params(id, line.advisor.id().value())
                .update();
        return id;
    }

    /// A change of the conditions that waits for a second person.
    private ProposalId proposal() {
        Policies.Proposed proposed = house.bean(Policies.class)
                .propose(line.officer.requester(), Clause.TRAINING, ClauseState.IN_FORCE, Optional.empty(), "试验中的状态");
        return ((Policies.Proposed.Waiting) proposed).proposal();
    }

    /// What an auditor found.
    private FindingId finding() {
        FindingResult filed = house.bean(Findings.class)
                .file(
                        PeopleInTests.auditor(house).requester(),
                        "3.1",
                        Finding.Severity.HIGH,
                        Optional.empty(),
                        Cleartext.of("查看过多"),
                        Cleartext.of("同一人一天三十次"));
        return ((FindingResult.Done) filed).finding();
    }

    /// Two files that may be of one person.
    private UUID duplicate() {
        UUID id = UUID.randomUUID();
        house.ownerJdbc()
                .sql("insert into clients.duplicates (id, first_id, second_id, kind, state, found_at)"
                        + " values (?, ?, ?, 'MOBILE', 'OPEN', now())")
                .params(id, line.sellerSubject.value(), line.buyerSubject.value())
                .update();
        return id;
    }

    /// Other tests count what waits and what is late.
    @AfterEach
    void nothingWaits() {
        house.bean(Policies.class).reject(line.security.requester(), proposal);
        house.ownerJdbc().sql("delete from supervision.findings").update();
        house.ownerJdbc().sql("delete from feedback.sayings").update();
        house.ownerJdbc().sql("delete from feedback.cases").update();
        house.ownerJdbc()
                .sql("delete from clients.duplicates where id = ?")
                .param(duplicate)
                .update();
    }

    private String filled(String pattern, UnaryOperator<String> values) {
        return NAME.matcher(pattern).replaceAll(name -> {
            String value = values.apply(name.group(1));
            if (value.isEmpty()) {
                unknown.add(pattern + " {" + name.group(1) + "}");
            }
            return value;
        });
    }

    /// What is nobody's, of the same shape.
    private String nobodys(String pattern, String name) {
        String theirs = theirs(pattern, name);
        return theirs.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? UUID.randomUUID().toString()
                : theirs;
    }

    /// What belongs to this line.
    private String theirs(String pattern, String name) {
        return switch (name) {
            case "subject" -> line.sellerSubject.toString();
            case "buyer" -> line.buyerSubject.toString();
            case "matter" -> line.matter.toString();
            case "document" -> line.document.toString();
            case "view" -> view.toString();
            case "page" -> "1";
            case "person" -> line.advisor.id().toString();
            case "partner" ->
                one("select partner_id::text from matters.engagements where matter_id = ?", line.matter.value());
            case "section" -> "PERSON_IDENTITY";
            case "step" -> "ARTICLES_CHECKED";
            case "item" -> "DISCLOSE";
            case "paper" -> "SPOUSE_CONSENT";
            case "office" -> "TAX";
            case "shareholder" ->
                one("select id::text from transfers.shareholders where matter_id = ?", line.matter.value());
            case "letter" -> one("select id::text from conversations.letters where matter_id = ?", line.matter.value());
            // Lives for minutes, in the memory of the node that converts a file: DataRoomPagesTests.
            case "sending" -> UUID.randomUUID().toString();
            case "channel" -> "sms";
            case "name" -> "nobody-listens-here";
            case "place" -> "SG";
            case "kind" -> "SUSPENSION";
            case "served" ->
                one("select id::text from consent.served_notices where subject_id = ?", line.sellerSubject.value());
            case "notice" -> notice.toString();
            case "proposal" -> proposal.toString();
            case "session" -> line.advisor.person().requester().session().toString();
            case "passkey" ->
                one(
                        "select id::text from identity.passkeys where person_id = ?",
                        line.advisor.id().value());
            case "intake" -> "1";
            case "citation" -> "RET-TXN";
            case "year" -> "2026";
            case "guide" -> "advisor";
            case "slot" -> "staff-en";
            case "version" -> "9999";
            case "id" -> id(pattern);
            default -> "";
        };
    }

    private String id(String pattern) {
        if (pattern.contains("/matters/")) {
            return line.matter.toString();
        }
        if (pattern.contains("/agreements/")) {
            return one("select id::text from nda.agreements where subject_id = ?", line.sellerSubject.value());
        }
        if (pattern.contains("/records/")) {
            return line.consentForTheBuyer().toString();
        }
        if (pattern.contains("/representatives/")) {
            return one("select id::text from clients.representatives where subject_id = ?", line.sellerSubject.value());
        }
        if (pattern.contains("/devices/")) {
            return one(
                    "select id::text from devices.devices where person = ?",
                    line.advisor.id().value());
        }
        if (pattern.contains("/attestations/")) {
            return one(
                    "select id::text from training.attestations where person = ?",
                    line.advisor.id().value());
        }
        if (pattern.contains("/partners/")) {
            return theirs(pattern, "partner");
        }
        if (pattern.contains("/duplicates/")) {
            return duplicate.toString();
        }
        // Of the whole firm, and nobody's: who may see backups sees all of them (BackupsTests).
        if (pattern.contains("/backups/runs/")) {
            return UUID.randomUUID().toString();
        }
        if (pattern.contains("/imports/")) {
            return list.toString();
        }
        if (pattern.contains("/audit/findings/")) {
            return finding.toString();
        }
        // One that was drawn: SamplesTests, AuditPagesTests.
        if (pattern.contains("/audit/samples/")) {
            return UUID.randomUUID().toString();
        }
        if (pattern.contains("/cases/")) {
            return one("select id::text from feedback.cases where subject_id = ?", line.sellerSubject.value());
        }
        if (pattern.contains("/seals/")) {
            return one(
                    "select id::text from seals.uses where asked_by = ?",
                    line.advisor.id().value());
        }
        if (pattern.contains("/notices/")) {
            return "client-intake";
        }
        if (pattern.contains("/controls/")) {
            return "3.3";
        }
        if (pattern.contains("/set-up/papers/")) {
            return house.bean(Texts.class).forSetUp().getFirst().shipped().id().toString();
        }
        if (pattern.contains("/texts/")) {
            return line.advisor
                    .ask("GET", "/api/texts", "")
                    .body()
                    .replaceAll("(?s)^.*?\"id\"\\s*:\\s*\"([a-z0-9-]+)\".*$", "$1");
        }
        return "";
    }

    private String one(String query, UUID about) {
        return house.ownerJdbc()
                .sql(query + " limit 1")
                .param(about)
                .query(String.class)
                .single();
    }
}
