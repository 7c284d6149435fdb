package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.dataroom.SampleDocuments;
import io.equiveil.evidence.Leaks;
import io.equiveil.identity.Authenticator;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.Agreements;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/// Goes once through every form and every call that changes something, carrying values that nobody has ever typed
/// before, while somebody searches the disk. Nothing is found; and everything that changed is in the ledger.
///
/// A new form or call must join: see `line/doors.txt`, which [DoorsWallTests] holds against the code.
class EveryDoorTests {

    private static final Duration SEARCH_EVERY = Duration.ofSeconds(3);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]{64})\"");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Map<String, String> TERMS = Map.of(
            "scope", "CONTACT\0BASIC",
            "yearsAfterClosing", "5",
            "answerWithinDays", "7",
            "damagesYuan", "200,000",
            "measures", "3.3",
            "language", "zh-CN");

    private final House house = House.open();
    private final JdbcTemplate sql = new JdbcTemplate(House.database().administrator());
    private final Canaries canaries = new Canaries();
    private final Doors doors = new Doors(house, canaries);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER, Role.ADMINISTRATOR);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);
    private final SignedInPerson security = PeopleInTests.staff(house, Role.SECURITY_OFFICER);

    @Test
    void nothingTypedAnywhereIsOnTheDiskAndAllThatChangedIsInTheLedger() throws Exception {
        Instant began = Instant.now();
        doors.strangersTryFirst(
                PeopleInTests.staff(house, Role.ADVISOR), PeopleInTests.client(house, SubjectId.random()));
        UnrecordedCommits commits = new UnrecordedCommits(sql);
        AtomicBoolean walking = new AtomicBoolean(true);
        List<String> leaks = new ArrayList<>();
        Thread searcher = Thread.ofPlatform().start(() -> {
            while (walking.get()) {
                leaks.addAll(Leaks.of(canaries.all(), house.dataFolder(), began));
                pause();
            }
        });
        List<String> unrecorded;
        try {
            for (boolean pages : List.of(false, true)) {
                people(pages);
                sources(pages);
                line(pages);
            }
            jobs();
        } finally {
            walking.set(false);
            searcher.join();
            unrecorded = commits.found();
            commits.close();
        }
        sql.execute("checkpoint");
        leaks.addAll(Leaks.of(canaries.all(), house.dataFolder(), began));
        leaks.addAll(Leaks.of(canaries.all(), Path.of(System.getProperty("java.io.tmpdir")), began));

        assertThat(canaries.all()).hasSizeGreaterThan(50);
        assertThat(leaks).as("found on the disk").isEmpty();
        // Where the answer is the same for somebody else's and for nobody's, nothing was let in.
        Set<String> letIn = doors.whereStrangersWereLetIn();
        letIn.removeAll(StrangersTests.SILENT.keySet());
        assertThat(letIn)
                .as("doors at which a stranger with the same request was let in")
                .isEmpty();
        assertThat(unrecorded).as("committed without an entry in the ledger").isEmpty();
        Set<String> unused = DoorList.read().walked();
        unused.removeAll(doors.used());
        assertThat(unused)
                .as("doors that line/doors.txt says are walked, and nobody went through")
                .isEmpty();
        Set<String> unmarked = doors.withoutCanary();
        // What it takes is the house's own link.
        unmarked.remove("POST /api/identity/enrolments/confirmations");
        assertThat(unmarked)
                .as("doors that take text, and no canary was carried through")
                .isEmpty();
    }

    /// Searching without a rest would take the walk the time of one processor.
    private static void pause() {
        try {
            Thread.sleep(SEARCH_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the walk ------------------------------------------------------------------------------------------------

    /// Accounts: invited, enrolled, signed in, changed, ended.
    private void people(boolean pages) {
        String login = "w" + ALine.word() + "x";
        Map<String, Object> invitation = Map.of(
                "kind",
                "STAFF",
                "name",
                canaries.name(),
                "mobile",
                canaries.mobile(),
                "login",
                login,
                "codeName",
                login,
                "roles",
                pages ? "ADVISOR" : Set.of("ADVISOR"),
                "department",
                "BUSINESS");
        String password = canaries.password();
        if (pages) {
            String shown = doors.submit(owner, "/staff", strings(invitation));
            UUID person = house.jdbc()
                    .sql("select id from identity.people where login = ?")
                    .param(login)
                    .query(UUID.class)
                    .single();
            assertThat(shown).contains("/enrol/");
            doors.submit(owner, "/staff/" + person + "/invitation", Map.of());
            doors.submit(owner, "/staff/" + person + "/roles", Map.of("roles", "ADVISOR", "department", "BUSINESS"));
            doors.submit(owner, "/staff/" + person + "/suspension", Map.of());
            doors.submit(owner, "/staff/" + person + "/reinstatement", Map.of());
            doors.submit(owner, "/staff/" + person + "/end", Map.of());
            return;
        }
        JsonNode invited = doors.call(owner, "POST", "/api/identity/people", invitation);
        String person = invited.path("person").asString();
        String link = doors.call(owner, "POST", "/api/identity/people/" + person + "/invitations", Map.of())
                .path("link")
                .asString();
        JsonNode seed = doors.call(
                Optional.empty(), "POST", "/api/identity/enrolments", Map.of("link", link, "password", password));
        Authenticator app = new Authenticator(seed.path("totpSecret").asString());
        doors.call(
                Optional.empty(),
                "POST",
                "/api/identity/enrolments/confirmations",
                Map.of("link", link, "code", app.code()));
        String token = doors.call(
                        Optional.empty(),
                        "POST",
                        "/api/session/staff",
                        Map.of("login", login, "password", password, "code", app.code()))
                .path("token")
                .asString();
        SignedInPerson newcomer = PeopleInTests.withToken(house, token);
        doors.call(newcomer, "POST", "/api/own-agreement", Map.of("language", "zh-CN"));
        doors.call(owner, "PUT", "/api/identity/people/" + person + "/roles", Map.of("roles", Set.of("ADVISOR")));
        SignedInPerson leaving = PeopleInTests.staff(house, Role.ADVISOR);
        doors.call(leaving, "DELETE", "/api/session", Map.of());
        doors.call(PeopleInTests.staff(house, Role.ADVISOR), "DELETE", "/api/session/all", Map.of());
        doors.call(owner, "PUT", "/api/identity/people/" + person + "/suspension", Map.of());
        doors.call(owner, "DELETE", "/api/identity/people/" + person + "/suspension", Map.of());
        doors.call(owner, "DELETE", "/api/identity/people/" + person, Map.of());
    }

    /// Training, partners, places, devices, policy.
    private void sources(boolean pages) {
        String until = LocalDate.now(SHANGHAI).plusDays(20).toString();
        Instant later = Instant.now().plusSeconds(20 * 86_400);
        if (pages) {
            doors.submit(
                    officer,
                    "/training/attestations",
                    Map.of("person", advisor.person().toString(), "course", "DEAL_DATA", "until", until));
            doors.submit(
                    advisor, "/training/attestations/" + newest("training.attestations") + "/confirmation", Map.of());
            doors.submit(
                    officer,
                    "/partners",
                    Map.of("codeName", "所" + ALine.word(), "name", canaries.name(), "kind", "LAW"));
            UUID firm = newest("partners.firms");
            doors.submit(officer, "/partners/" + firm + "/review", Map.of("status", "APPROVED"));
            doors.submit(
                    officer,
                    "/partners/" + firm + "/contract",
                    Map.of(
                            "from",
                            LocalDate.now(SHANGHAI).toString(),
                            "until",
                            until,
                            "purposes",
                            "PROFESSIONAL_SERVICE"));
            doors.submit(advisor, "/work-location", Map.of("place", "CN", "until", until));
            doors.submit(
                    officer,
                    "/work-location/footings",
                    Map.of("place", "SG", "kind", "STANDARD_CONTRACT", "until", until));
            doors.submit(advisor, "/devices", Map.of());
            UUID device = newest("devices.devices");
            doors.submit(security, "/devices/" + device + "/approval", Map.of());
            doors.submit(security, "/devices/" + device + "/revocation", Map.of());
            doors.submit(security, "/devices/networks", Map.of("ranges", ""));
            for (String end : List.of("approval", "rejection")) {
                doors.submit(
                        officer,
                        "/policy/clauses",
                        Map.of("clause", "TRAINING", "state", "OBSERVED", "until", until, "reason", canaries.name()));
                doors.submit(security, "/policy/proposals/" + newest("access.proposals") + "/" + end, Map.of());
            }
            doors.submit(officer, "/policy/rules", Map.of("document", policy(), "reason", canaries.name()));
            doors.submit(officer, "/policy/proposals/" + newest("access.proposals") + "/rejection", Map.of());
            doors.submit(owner, "/controls/rounds", Map.of());
            return;
        }
        String attestation = doors.call(
                        officer,
                        "POST",
                        "/api/training/attestations",
                        Map.of(
                                "person",
                                advisor.person().toString(),
                                "course",
                                "PRIVACY_LAW",
                                "expiresAt",
                                later.toString()))
                .path("id")
                .asString();
        doors.call(advisor, "POST", "/api/training/attestations/" + attestation + "/confirmation", Map.of());
        String firm = doors.call(
                        officer,
                        "POST",
                        "/api/partners",
                        Map.of("codeName", "所" + ALine.word(), "name", canaries.name(), "kind", "LAW"))
                .path("id")
                .asString();
        doors.call(officer, "POST", "/api/partners/" + firm + "/review", Map.of("status", "APPROVED"));
        doors.call(
                officer,
                "PUT",
                "/api/partners/" + firm + "/contract",
                Map.of(
                        "from", Instant.now().toString(),
                        "until", later.toString(),
                        "purposes", Set.of("PROFESSIONAL_SERVICE")));
        doors.call(advisor, "PUT", "/api/work-location", Map.of("place", "CN", "until", later.toString()));
        doors.call(
                officer,
                "PUT",
                "/api/work-location/footings/SG",
                Map.of("kind", "STANDARD_CONTRACT", "until", later.toString()));
        String device =
                doors.call(advisor, "POST", "/api/devices", Map.of()).path("id").asString();
        doors.call(security, "POST", "/api/devices/" + device + "/approval", Map.of());
        doors.call(security, "POST", "/api/devices/" + device + "/revocation", Map.of());
        doors.call(security, "PUT", "/api/devices/networks", Map.of("ranges", List.of()));
        for (String end : List.of("approval", "rejection")) {
            String proposal = doors.call(
                            officer,
                            "POST",
                            "/api/access/clause-proposals",
                            Map.of(
                                    "clause",
                                    "TRAINING",
                                    "state",
                                    "OBSERVED",
                                    "until",
                                    later.toString(),
                                    "reason",
                                    canaries.name()))
                    .path("id")
                    .asString();
            doors.call(security, "POST", "/api/access/proposals/" + proposal + "/" + end, Map.of());
        }
        String rules = doors.call(
                        officer,
                        "POST",
                        "/api/access/rules-proposals",
                        Map.of("document", policy(), "reason", canaries.name()))
                .path("id")
                .asString();
        doors.call(officer, "POST", "/api/access/proposals/" + rules + "/rejection", Map.of());
    }

    /// One transfer from first contact to destruction.
    private void line(boolean pages) {
        SubjectId seller = takeOn(pages, false);
        SubjectId company = takeOn(pages, true);
        SubjectId buyer = takeOn(pages, false);
        SignedInPerson sellers = PeopleInTests.client(house, seller);
        String codeName = "苍鹭" + ALine.word();
        String matter;
        if (pages) {
            matter = last(doors.submit(
                    advisor,
                    "/matters",
                    Map.of(
                            "client",
                            seller.toString(),
                            "codeName",
                            codeName,
                            "targetName",
                            canaries.name(),
                            "form",
                            "LIMITED_COMPANY",
                            "mandate",
                            "BOTH")));
        } else {
            matter = doors.call(
                            advisor,
                            "POST",
                            "/api/matters",
                            Map.of(
                                    "seller",
                                    seller.toString(),
                                    "codeName",
                                    codeName,
                                    "targetName",
                                    canaries.name(),
                                    "form",
                                    "LIMITED_COMPANY",
                                    "mandate",
                                    "BOTH",
                                    "targetCode",
                                    canaries.creditCode(),
                                    "ownInterest",
                                    false))
                    .path("id")
                    .asString();
        }
        deal(pages, matter);
        documents(pages, matter, sellers, seller);
        parties(pages, matter, sellers, buyer, company);
        endings(pages);
    }

    private void deal(boolean pages, String matter) {
        Map<String, String> deal = Map.of(
                "industry", "软件",
                "region", "长三角",
                "highlights", canaries.name(),
                "targetName", canaries.name(),
                "price", canaries.word());
        List<String> unsaid = List.of("HIGHLIGHTS", "PRICE");
        if (pages) {
            String there = "/matters/" + matter;
            doors.submit(advisor, there + "/deal", deal);
            doors.submit(advisor, there + "/deal/opening", Map.of());
            doors.submit(advisor, there + "/teaser", Map.of("leaveOut", String.join("\0", unsaid)));
            doors.submit(
                    advisor,
                    there + "/teaser/approval",
                    Map.of("draft", newest("matters.teasers").toString()));
            doors.submit(advisor, there + "/suggestions", Map.of());
            return;
        }
        String at = "/api/matters/" + matter;
        doors.call(advisor, "PUT", at + "/deal", Map.of("fields", deal));
        String draft = doors.call(advisor, "POST", at + "/teaser", Map.of("leaveOut", unsaid))
                .path("id")
                .asString();
        doors.call(advisor, "POST", at + "/teaser/approval", Map.of("draft", draft));
        doors.call(advisor, "POST", at + "/suggestions", Map.of());
        SignedInPerson colleague = PeopleInTests.staff(house, Role.ADVISOR);
        doors.call(
                advisor,
                "POST",
                at + "/team",
                Map.of("person", colleague.person().toString()));
        doors.call(advisor, "DELETE", at + "/team/" + colleague.person(), Map.of());
        String firm = newest("partners.firms").toString();
        doors.call(advisor, "POST", at + "/partners", Map.of("partner", firm));
        doors.call(advisor, "DELETE", at + "/partners/" + firm, Map.of());
    }

    private void documents(boolean pages, String matter, SignedInPerson sellers, SubjectId seller) {
        byte[] pdf = SampleDocuments.pdf(1, canaries.name());
        Map<String, String> about = Map.of("title", canaries.name(), "class", "DOCUMENT", "shownFrom", "DUE_DILIGENCE");
        Map<String, String> paper = Map.of("title", canaries.name(), "matter", matter);
        if (!pages) {
            doors.upload(advisor, "/api/matters/" + matter + "/documents", true, about, pdf);
            String document = newest("dataroom.documents").toString();
            doors.call(advisor, "PUT", "/api/documents/" + document + "/stage", Map.of("shownFrom", "AGREEMENT"));
            String view = doors.call(advisor, "POST", "/api/documents/" + document + "/views", Map.of())
                    .path("view")
                    .asString();
            doors.call(advisor, "DELETE", "/api/documents/views/" + view, Map.of());
            doors.call(advisor, "DELETE", "/api/documents/" + document, Map.of());
            doors.upload(advisor, "/api/subjects/" + seller + "/identity-documents", true, paper, pdf);
            return;
        }
        for (String list : List.of("/matters/" + matter + "/documents", "/portal/matters/" + matter + "/documents")) {
            SignedInPerson who = list.startsWith("/portal") ? sellers : advisor;
            doors.upload(who, list, false, about, pdf);
            UUID document = newest("dataroom.documents");
            String view = doors.submit(who, list + "/" + document + "/views", Map.of());
            doors.submit(who, view + "/end", Map.of());
            doors.submit(
                    advisor,
                    "/matters/" + matter + "/documents/" + document + "/stage",
                    Map.of("shownFrom", "AGREEMENT"));
            doors.submit(who, list + "/" + document + "/removal", Map.of());
        }
        for (String list : List.of("/clients/" + seller + "/documents", "/portal/papers/" + seller)) {
            SignedInPerson who = list.startsWith("/portal") ? sellers : advisor;
            doors.upload(who, list, false, paper, pdf);
            UUID document = newest("dataroom.documents");
            doors.submit(who, list + "/" + document + "/views", Map.of());
            doors.submit(who, list + "/" + document + "/removal", Map.of());
        }
    }

    private void parties(boolean pages, String matter, SignedInPerson sellers, SubjectId buyer, SubjectId company) {
        String at = (pages ? "" : "/api") + "/matters/" + matter;
        SubjectId seller = sellers.requester().actsFor().iterator().next();
        send(pages, advisor, "POST", at + "/told-of-both", Map.of("subject", seller.toString()));
        stage(pages, matter, "BLIND_TEASER", Map.of());
        for (SubjectId subject : List.of(buyer, company)) {
            send(pages, advisor, "POST", at + "/buyers", Map.of("subject", subject.toString()));
        }
        for (SubjectId subject : List.of(buyer, company)) {
            send(pages, advisor, "POST", at + "/told-of-both", Map.of("subject", subject.toString()));
        }
        stage(pages, matter, "BUYER_NDA", Map.of());
        if (pages) {
            doors.submit(advisor, at + "/buyers/" + buyer + "/agreement/terms", TERMS);
        }
        send(pages, advisor, "POST", at + "/buyers/" + buyer + "/agreement", Map.of("language", "zh-CN"));
        sign(pages, newest("nda.agreements").toString());
        stage(pages, matter, "SELLER_APPROVES_BUYER", Map.of());
        if (pages) {
            String buyers = "/portal/matters/" + matter + "/buyers";
            doors.submit(
                    sellers,
                    buyers,
                    Map.of(
                            "buyer", buyer.toString(),
                            "disclose", buyer.toString(),
                            "complete", buyer.toString(),
                            "language", "zh-CN",
                            "shown", shown(doors.page(sellers, buyers))));
            doors.submit(sellers, buyers + "/" + buyer + "/withdrawal", Map.of("item", "COMPLETE"));
            doors.submit(sellers, buyers + "/" + company + "/dismissal", Map.of());
            SubjectId third = takeOn(true, false);
            doors.submit(advisor, at + "/buyers", Map.of("subject", third.toString()));
            doors.submit(advisor, at + "/buyers/" + third + "/dismissal", Map.of());
        } else {
            String words = doors.call(sellers, "GET", "/api/consent/notices/buyer-disclosure?lang=zh-CN", Map.of())
                    .path("contentHash")
                    .asString();
            doors.call(
                    sellers,
                    "POST",
                    at + "/admissions",
                    Map.of(
                            "language",
                            "zh-CN",
                            "shown",
                            words,
                            "answers",
                            List.of(Map.of("buyer", buyer.toString(), "disclose", true, "complete", true))));
            doors.call(sellers, "DELETE", at + "/admissions/" + buyer + "/COMPLETE", Map.of());
            doors.call(advisor, "DELETE", at + "/buyers/" + company, Map.of());
        }
        stage(pages, matter, "DUE_DILIGENCE", Map.of());
        withdrawAndAnswerAgain(pages, sellers);
        notices(pages, sellers);
    }

    private void withdrawAndAnswerAgain(boolean pages, SignedInPerson sellers) {
        SubjectId seller = sellers.requester().actsFor().iterator().next();
        JsonNode records = doors.call(sellers, "GET", "/api/consent/subjects/" + seller + "/records", Map.of());
        for (JsonNode record : records) {
            if (record.path("purpose").asString().equals("IDENTITY_CHECK")
                    && record.path("state").asString().equals("GIVEN")) {
                send(
                        pages,
                        sellers,
                        "POST",
                        (pages ? "/portal" : "/api") + "/consent/records/"
                                + record.path("id").asString() + "/withdrawal",
                        Map.of("means", "SCREEN"));
            }
        }
        if (pages) {
            String served = house.jdbc()
                    .sql("select id::text from consent.served_notices where subject_id = ? order by served_at limit 1")
                    .param(seller.value())
                    .query(String.class)
                    .single();
            doors.submit(sellers, "/portal/consent/questions/" + served, Map.of("agreed", "identity"));
        } else {
            String words = doors.call(sellers, "GET", "/api/consent/notices/client-intake?lang=zh-CN", Map.of())
                    .path("contentHash")
                    .asString();
            doors.call(
                    advisor,
                    "POST",
                    "/api/consent/subjects/" + seller + "/notices",
                    Map.of("notice", "client-intake", "language", "zh-CN", "shown", words, "means", "READ_ALOUD"));
        }
    }

    private void notices(boolean pages, SignedInPerson sellers) {
        UUID notice = UUID.randomUUID();
        sql.update(
                "insert into messages.notices (id, person_id, template, created_at) select ?, ?, template, now()"
                        + " from (select coalesce((select min(template) from messages.notices), 'NOTICE_WAITING') as template) t",
                notice,
                sellers.person().value());
        if (pages) {
            doors.submit(sellers, "/notices/" + notice + "/read", Map.of());
        } else {
            doors.call(sellers, "PUT", "/api/messages/notices/" + notice + "/read", Map.of());
        }
    }

    private void stage(boolean pages, String matter, String to, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>(more);
        fields.put("to", to);
        send(pages, advisor, "POST", (pages ? "" : "/api") + "/matters/" + matter + "/stage", fields);
    }

    /// Somebody who was told and for whom an agreement was written.
    private record Contact(String subject, String served, String agreement) {}

    /// First contact, notice, agreement.
    private Contact contact(boolean pages, boolean company) {
        Map<String, String> lead =
                Map.of("kind", company ? "COMPANY" : "PERSON", "name", canaries.name(), "mobile", canaries.mobile());
        if (pages) {
            String subject = last(doors.submit(advisor, "/clients", lead));
            doors.submit(advisor, "/clients/" + subject + "/call", Map.of());
            for (String kind : List.of(company ? "PERSON" : "COMPANY", company ? "COMPANY" : "PERSON")) {
                doors.submit(advisor, "/clients/" + subject + "/kind", Map.of("kind", kind));
            }
            doors.submit(
                    advisor,
                    "/clients/" + subject + "/notice",
                    Map.of(
                            "shown", shown(doors.page(advisor, "/clients/" + subject + "/notice")),
                            "language", "zh-CN",
                            "means", "READ_ALOUD"));
            String agreement = last(
                    company
                            ? doors.submit(advisor, "/clients/" + subject + "/agreement/terms", TERMS)
                            : doors.submit(advisor, "/clients/" + subject + "/agreement", Map.of()));
            return new Contact(subject, "", agreement);
        }
        String subject = doors.call(advisor, "POST", "/api/clients", lead)
                .path("subject")
                .asString();
        String at = "/api/clients/" + subject;
        doors.call(advisor, "POST", at + "/mobile/opening", Map.of());
        for (String kind : List.of(company ? "PERSON" : "COMPANY", company ? "COMPANY" : "PERSON")) {
            doors.call(advisor, "PUT", at + "/kind", Map.of("kind", kind));
        }
        String intake = company ? "company-intake" : "client-intake";
        String words = doors.call(advisor, "GET", "/api/consent/notices/" + intake + "?lang=zh-CN", Map.of())
                .path("contentHash")
                .asString();
        String served = doors.call(
                        advisor,
                        "POST",
                        at + "/notice",
                        Map.of("language", "zh-CN", "shown", words, "means", "READ_ALOUD"))
                .path("notice")
                .asString();
        String agreement = doors.call(advisor, "POST", at + "/agreement", Map.of("language", "zh-CN"))
                .path("agreement")
                .asString();
        return new Contact(subject, served, agreement);
    }

    /// First contact, notice, agreement, consent, facts.
    private SubjectId takeOn(boolean pages, boolean company) {
        Contact contact = contact(pages, company);
        String subject = contact.subject();
        sign(pages, contact.agreement());
        if (pages) {
            doors.submit(
                    advisor,
                    "/clients/" + subject + "/answers",
                    Map.of("agreed", "mandate\0identity\0account\0introduction", "means", "READ_ALOUD"));
            doors.submit(advisor, "/clients/" + subject + "/portal", Map.of());
        } else {
            String at = "/api/clients/" + subject;
            for (String item : List.of("mandate", "identity", "account", "introduction")) {
                doors.call(
                        advisor,
                        "POST",
                        "/api/consent/answers",
                        Map.of("notice", contact.served(), "item", item, "yes", true, "means", "READ_ALOUD"));
            }
            doors.call(advisor, "POST", at + "/portal", Map.of());
            SignedInPerson colleague = PeopleInTests.staff(house, Role.ADVISOR);
            doors.call(officer, "PUT", at + "/in-charge/" + colleague.person(), Map.of());
            doors.call(officer, "DELETE", at + "/in-charge/" + colleague.person(), Map.of());
        }
        facts(pages, subject, company);
        return SubjectId.parse(subject);
    }

    private void facts(boolean pages, String subject, boolean company) {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.parse(subject));
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        if (company) {
            sections.put("COMPANY_NAME", Map.of("name", canaries.name()));
            sections.put(
                    "COMPANY_CONTACT",
                    Map.of("contactPerson", canaries.name(), "mobile", canaries.mobile(), "address", canaries.name()));
            sections.put("COMPANY_IDENTITY", Map.of("creditCode", canaries.creditCode()));
            sections.put(
                    "COMPANY_PEOPLE",
                    Map.of(
                            "legalRepresentative", canaries.name(),
                            "owner1Name", canaries.name(),
                            "owner1Share", "60%"));
            sections.put("COMPANY_ACCOUNT", Map.of("bankName", canaries.name(), "bankAccount", canaries.word()));
            sections.put("COMPANY_EMAIL", Map.of("email", canaries.email()));
        } else {
            sections.put("PERSON_NAME", Map.of("name", canaries.name()));
            sections.put("PERSON_CONTACT", Map.of("mobile", canaries.mobile(), "address", canaries.name()));
            sections.put(
                    "PERSON_IDENTITY",
                    Map.of("documentType", "FOREIGN_PASSPORT", "documentNumber", canaries.passport()));
            sections.put("PERSON_OWNERSHIP", Map.of("beneficiary", "OTHER", "beneficiaryName", canaries.name()));
            sections.put("PERSON_ACCOUNT", Map.of("bankName", canaries.name(), "bankAccount", canaries.bankCard()));
            sections.put("PERSON_EMAIL", Map.of("email", canaries.email()));
            sections.put("PERSON_OCCUPATION", Map.of("occupation", canaries.name()));
        }
        sections.forEach((section, fields) -> {
            if (pages) {
                doors.submit(advisor, "/clients/" + subject + "/facts/" + section, fields);
                doors.submit(client, "/portal/intake/" + subject + "/facts/" + section, fields);
                doors.submit(advisor, "/clients/" + subject + "/facts/" + section + "/opening", Map.of());
            } else {
                String at = "/api/clients/" + subject + "/facts/" + section;
                doors.call(advisor, "PUT", at, Map.of("fields", fields));
                doors.call(client, "POST", at + "/opening", Map.of("masked", false));
            }
        });
        String optional = company ? "COMPANY_EMAIL" : "PERSON_EMAIL";
        if (pages) {
            doors.submit(advisor, "/clients/" + subject + "/facts/" + optional + "/removal", Map.of());
            doors.submit(client, "/portal/intake/" + subject + "/facts/" + optional, Map.of("email", canaries.email()));
            doors.submit(client, "/portal/intake/" + subject + "/facts/" + optional + "/removal", Map.of());
        } else {
            doors.call(client, "DELETE", "/api/clients/" + subject + "/facts/" + optional, Map.of());
        }
    }

    /// On paper, with one paper sent back first.
    private void sign(boolean pages, String agreement) {
        String at = (pages ? "" : "/api") + "/agreements/" + agreement;
        takeIn(pages, at);
        send(pages, officer, "POST", at + "/paper/return", Map.of("because", "PAGE_MISSING"));
        takeIn(pages, at);
        int count = doors.call(advisor, "GET", "/api/agreements/" + agreement, Map.of())
                .path("pages")
                .asInt();
        List<String> all =
                IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
        if (pages) {
            doors.submit(officer, at + "/paper/confirmation", Map.of("page", String.join("\0", all)));
        } else {
            doors.call(officer, "POST", at + "/paper/confirmation", Map.of("pages", all));
        }
        send(pages, officer, "POST", at + "/paper/place/opening", Map.of());
    }

    private void takeIn(boolean pages, String at) {
        doors.upload(
                advisor,
                at + "/paper",
                !pages,
                Map.of("signedOn", LocalDate.now(SHANGHAI).toString(), "place", canaries.name()),
                SampleDocuments.png());
    }

    /// An agreement that is withdrawn, and one that is ended.
    private void endings(boolean pages) {
        String at = (pages ? "" : "/api") + "/agreements/";
        send(pages, advisor, "POST", at + contact(pages, false).agreement() + "/cancellation", Map.of());
        String signed = contact(pages, false).agreement();
        sign(pages, signed);
        String number = doors.call(officer, "GET", "/api/agreements/" + signed, Map.of())
                .path("number")
                .asString();
        Map<String, String> why = new LinkedHashMap<>(Map.of("because", "COUNTERPART_ASKED"));
        if (pages) {
            why.put("number", number);
        }
        send(pages, officer, "POST", at + signed + "/end", why);
    }

    private void send(boolean pages, SignedInPerson who, String method, String path, Map<String, String> fields) {
        if (pages) {
            doors.submit(who, path, fields);
        } else {
            Map<String, String> known = new LinkedHashMap<>(fields);
            known.remove("codeName");
            doors.call(who, method, path, known);
        }
    }

    // --- what the house does by itself ---------------------------------------------------------------------------

    /// Makes something due for the clocks, and runs them all.
    private void jobs() throws Exception {
        String lead = contact(false, false).subject();
        sql.update(
                "update clients.files set lead_until = now() - interval '1 day' where subject_id = ?",
                UUID.fromString(lead));
        house.bean(Agreements.class)
                .matterClosed(
                        officer.requester(),
                        new MatterId(newest("matters.matters")),
                        Instant.now().minus(Duration.ofDays(31 * 366)),
                        Set.of());
        doors.knock(owner, "/clients/" + UUID.randomUUID() + "/call", Map.of());
        refusedSignIn();
        sql.update("update identity.refused_sign_ins set minute = minute - interval '5 minutes'");
        for (Jobs.Job job : Jobs.read()) {
            if (job.isDone()) {
                job.run(house);
            }
        }
        assertThat(sql.queryForObject(
                        "select count(*) from clients.files where subject_id = ? and lead_gone is not null",
                        Long.class,
                        UUID.fromString(lead)))
                .as("the clock of first contacts has something to do")
                .isEqualTo(1);
        assertThat(sql.queryForObject(
                        "select count(*) from nda.agreements where ended_because = 'LAPSED' and ends_at < now()",
                        Long.class))
                .as("the clock of agreements has something to do")
                .isPositive();
        assertThat(sql.queryForObject(
                        "select count(*) from identity.refused_sign_ins where minute < now() - interval '2 minutes'",
                        Long.class))
                .as("refused sign-ins are recorded")
                .isZero();
    }

    private void refusedSignIn() {
        assertThat(new Visitor(house, null, "")
                        .ask(
                                "POST",
                                "/api/session/staff",
                                "{\"login\":\"nobody\",\"password\":\"" + canaries.password()
                                        + "\",\"code\":\"000000\"}")
                        .status())
                .isEqualTo(401);
    }

    // --- small things --------------------------------------------------------------------------------------------

    private UUID newest(String table) {
        String order = switch (table) {
            case "training.attestations" -> "recorded_at";
            case "partners.firms" -> "changed_at";
            case "devices.devices" -> "registered_at";
            case "access.proposals" -> "proposed_at";
            case "dataroom.documents" -> "uploaded_at";
            case "matters.teasers" -> "written_at";
            case "matters.matters" -> "opened_at";
            default -> "prepared_at";
        };
        return sql.queryForObject("select id from " + table + " order by " + order + " desc limit 1", UUID.class);
    }

    private static String policy() {
        try (var text = EveryDoorTests.class.getResourceAsStream("/policy/v1.json")) {
            return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, String> strings(Map<String, Object> values) {
        Map<String, String> strings = new LinkedHashMap<>();
        values.forEach((name, value) -> strings.put(name, value.toString()));
        return strings;
    }

    private static String shown(String page) {
        Matcher shown = SHOWN.matcher(page);
        assertThat(shown.find()).as(page).isTrue();
        return shown.group(1);
    }

    private static String last(String place) {
        Matcher id = ID.matcher(place);
        String found = "";
        while (id.find()) {
            found = id.group();
        }
        assertThat(found).as(place).isNotEmpty();
        return found;
    }
}
