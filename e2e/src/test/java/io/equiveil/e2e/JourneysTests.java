package io.equiveil.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A share transfer as the people in it see it, each at a screen of their own. The journeys go on from one
/// another, in this order: one office, one server, one browser.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JourneysTests {

    static final String SELLER = "欧阳静澜";
    static final String BUYER = "司徒望舒";

    @TempDir
    static Path folder;

    static Firm firm;

    @BeforeAll
    static void open() throws Exception {
        firm = Firm.open(folder);
    }

    @AfterAll
    static void close() throws Exception {
        if (firm != null) {
            firm.close();
        }
    }

    @Test
    @Order(1)
    void theOwnerComesInByTheLinkOfTheFirstStartAndInvitesTheStaff() throws Exception {
        OwnerJourney journey = new OwnerJourney(firm);
        journey.comesInByTheLinkOfTheFirstStart();
        journey.findsTheLinkUsedUp();
        journey.namesTheFirm();
        journey.goesThroughTheGuide();
        journey.invites("shen", "沈顾问", "沈一诺", "顾问");
        journey.invites("luzx", "陆顾问", "陆知行", "顾问");
        journey.invites("guqy", "顾合规", "顾清源", "合规负责人");
        journey.invites("yan", "严安全", "严守恒", "安全负责人");
        journey.invites("hejx", "何主管", "何景行", "部门负责人");
        new AuditorJourney(firm).isInvitedWithAScopeAndAnEnd();
        journey.theStaffComesIn();
    }

    @Test
    @Order(2)
    void aColleagueComesInByPasskeyAlone() throws Exception {
        PasskeyJourney journey = new PasskeyJourney(firm);
        journey.registersAPasskeyAndComesBackWithItAlone();
        journey.insideWeChatIsToldWhatToDo();
        journey.comesInByPasswordAndCodeAndLearnsThatACodeWorksOnce();
    }

    @Test
    @Order(3)
    void theAdvisorTakesOnAClientFromANameAndANumber() throws Exception {
        new AdvisorJourney(firm).takesOn(SELLER, "13800000000", "44030019040229002X", "258013");
    }

    @Test
    @Order(4)
    void theSellerReadsSignsAndConsentsOnAPhoneInsideWeChat() {
        comesInAndGivesTheFacts(SELLER);
    }

    @Test
    @Order(5)
    void theAdvisorCallsInTwoTapsOpensAMatterAndInvitesABuyer() throws Exception {
        AdvisorJourney journey = new AdvisorJourney(firm);
        journey.callsInTwoTaps(firm.client(SELLER));
        journey.opensAMatter("青松", firm.client(SELLER));
        journey.introducesItWithoutAName();
        journey.takesOn(BUYER, "19200000000", "33010019050605018X", "739204");
        comesInAndGivesTheFacts(BUYER);
        journey.invites(firm.client(BUYER));
    }

    @Test
    @Order(6)
    void theBuyerSignsForThisMatterAndReadsADocument() throws Exception {
        AdvisorJourney advisor = new AdvisorJourney(firm);
        BuyerJourney buyer = new BuyerJourney(firm, firm.client(BUYER));
        buyer.signsForThisMatter();
        advisor.goesOnTo("卖方确认买方");
        advisor.addsADocument(firm.matter(), folder);
        new SellerJourney(firm, firm.client(SELLER)).admitsTheBuyer();
        advisor.goesOnTo("尽职调查");
        buyer.readsADocument();
    }

    @Test
    @Order(7)
    void theSellerSeesWhoLookedAndWithdrawsAndTheNextReadingIsRefused() throws Exception {
        SellerJourney seller = new SellerJourney(firm, firm.client(SELLER));
        seller.seesWhoLooked(folder);
        seller.withdrawsFromTheBuyer();
        new BuyerJourney(firm, firm.client(BUYER)).losesThePageAtOnce();
        seller.withdrawsTheIdentityCheck();
        new AdvisorJourney(firm).isRefused(firm.client(SELLER));
        seller.seesWhoWasRefused();
        seller.isToldWhereAPasskeyWorks();
    }

    @Test
    @Order(8)
    void theComplianceOfficerSeesWhatStandsAndWhatWaitsAndNeverAValue() {
        ComplianceJourney journey = new ComplianceJourney(firm);
        journey.looksAtThePromises();
        journey.decidesOnADuplicate(firm.client(SELLER));
        journey.changesAConditionWithTheOwner();
        journey.readsTheRecords();
    }

    @Test
    @Order(9)
    void aPartnersLawyerComesInOnAPhoneAndSeesOnlyItsOwn() throws Exception {
        PartnerJourney journey = new PartnerJourney(firm);
        journey.isReviewedAndInvited();
        journey.seesOnlyItsOwn();
    }

    @Test
    @Order(10)
    void anAgreementOnPaperCountsOnceASecondPersonHasCompared() throws Exception {
        PaperJourney journey = new PaperJourney(firm);
        journey.isPrintedSignedAndTakenIn("端木清和", "18600000000", folder);
        journey.isComparedBySomebodyElse();
    }

    @Test
    @Order(11)
    void aMatterThatComesToNothingIsDecidedOnHeldEndedAndForgotten() throws Exception {
        SecondMatterJourney journey = new SecondMatterJourney(firm);
        journey.isOpenedWithAnOwnInterest(firm.client(SELLER));
        journey.isClearedAndHeldByTheOfficer();
        journey.endsAndIsForgottenByTwo(folder);
        new AdvisorJourney(firm).wasHardlyEverAskedWhoItIs();
    }

    @Test
    @Order(12)
    void theSecurityOfficerLooksAfterDevicesBackupsAndTheLog() throws Exception {
        SecurityOfficerJourney journey = new SecurityOfficerJourney(firm);
        journey.confirmsADeviceInTwoTaps();
        journey.bringsInNoNetworkThatIsNone();
        journey.backsUpAndTriesTheBackup();
        journey.seesThatTheLogIsWholeAndNoClient();
    }

    @Test
    @Order(13)
    void theDepartmentHeadSeesNothingBeforeBeingAddedAndIsTheSecondPerson() {
        DepartmentHeadJourney journey = new DepartmentHeadJourney(firm);
        journey.seesNothingOfWhatOthersDo();
        journey.isAddedToAMatter();
        journey.agreesToAUseOfTheSealInTwoTaps();
        journey.takesAMatterOver();
    }

    @Test
    @Order(14)
    void theAuditorDrawsTwentyFiveAccessesVerifiesThemWithoutUsAndFilesAFinding() throws Exception {
        AuditorJourney journey = new AuditorJourney(firm);
        journey.comesInAndSeesThePromisesAndNoClient();
        journey.drawsTwentyFiveAccesses();
        journey.verifiesThePackageWithoutUs(folder);
        journey.filesOneFindingAndSeesItClosed();
    }

    private static void comesInAndGivesTheFacts(String client) {
        SellerJourney journey = new SellerJourney(firm, firm.client(client));
        journey.comesInAndSigns();
        journey.decidesPurposeByPurpose();
        journey.givesTheFacts();
    }

    /// The pages that each role has before it most; [EveryPageTests] looks at all.
    @Test
    @Order(20)
    void theFirstPagesOfEveryRoleHoldInBothLanguagesAtBothWidthsLightAndDark() {
        new EveryPage(firm.colleague("shen").at()).lookOver("/", firm.matter());
        new EveryPage(firm.colleague("guqy").at()).lookOver("/", "/matters/conflicts");
        new EveryPage(firm.colleague("qin").at()).lookOver("/");
        new EveryPage(firm.colleague("shao").at()).lookOver("/audit");
        new EveryPage(firm.colleague("tao.ran").at()).lookOver("/");
        new EveryPage(firm.client(SELLER).at()).lookOver("/portal", "/portal/lookups", "/portal" + firm.matter());
        new EveryPage(firm.client(BUYER).at()).lookOver("/portal" + firm.matter());
    }
}
