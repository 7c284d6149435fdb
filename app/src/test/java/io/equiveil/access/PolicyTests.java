package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTests {

    @Test
    void theShippedPolicyGivesOversightNoValuesButThePapersOfAgreements() {
        assertThat(AQuestion.shippedPolicy().rules())
                .filteredOn(rule -> rule.relations().contains(Relation.OVERSIGHT))
                .filteredOn(rule -> rule.records().isEmpty()
                        || !rule.records().stream().allMatch(type -> type.room().equals("nda")))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.forms()).containsExactly(Question.Form.MASK));
    }

    @Test
    void theShippedPolicyOpensIdentityDocumentsForThreePurposesOnly() {
        assertThat(AQuestion.shippedPolicy().rules())
                .filteredOn(rule -> rule.classes().contains(InformationClass.IDENTITY_DOCUMENT))
                .filteredOn(rule -> rule.forms().contains(Question.Form.VALUE))
                .filteredOn(rule -> !rule.relations().contains(Relation.SELF))
                .allSatisfy(rule -> assertThat(rule.purposes())
                        .containsExactlyInAnyOrder(Purpose.IDENTITY_CHECK, Purpose.REGISTRATION, Purpose.TAX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"format\":1,\"rules\":[]} x",
                "{\"format\":1,\"rules\":[],\"more\":1}",
                "{\"rules\":[]}",
                "{\"format\":1,\"rules\":[{\"id\":\"a-rule\",\"relations\":[null]}]}",
                "{\"format\":1,\"rules\":[{\"id\":\"a-rule\",\"relations\":[\"FRIEND\"]}]}",
                "{\"format\":1,\"rules\":[{\"id\":\"a-rule\",\"relations\":[0]}]}",
                "{\"format\":1,\"rules\":null}",
                "{\"format\":2,\"rules\":[]}"
            })
    void refusesWhatItCannotRead(String text) {
        assertThat(Policy.read(text)).isInstanceOf(Policy.Read.Faulty.class);
    }

    @ParameterizedTest(name = "{0} for {1} as {2}, group {3} -> {4}")
    @CsvSource(textBlock = """
                    # exempt,              relation,        form,  group, allowed
                    AUTHENTICATED_SESSION, SELF,            VALUE, ,      no
                    ASSIGNMENT,            SELF,            VALUE, ,      no
                    CLASS_AND_STAGE,       SELF,            VALUE, ,      no
                    AGREEMENT_IN_FORCE,    SELF,            VALUE, ,      yes
                    AGREEMENT_IN_FORCE,    OWN_SIDE,        VALUE, ,      yes
                    AGREEMENT_IN_FORCE,    IN_CHARGE,       VALUE, ,      no
                    AGREEMENT_IN_FORCE,    IN_CHARGE,       VALUE, LEAD,  yes
                    AGREEMENT_IN_FORCE,    COUNTERPARTY,    VALUE, ,      no
                    AGREEMENT_IN_FORCE,    DECIDES_ABOUT,   VALUE, ,      no
                    AGREEMENT_IN_FORCE,    OVERSIGHT,       MASK,  ,      yes
                    AGREEMENT_IN_FORCE,    OVERSIGHT,       VALUE, ,      no
                    OWN_AGREEMENT,         SELF,            VALUE, ,      yes
                    OWN_AGREEMENT,         COUNTERPARTY,    VALUE, ,      yes
                    OWN_AGREEMENT,         IN_CHARGE,       VALUE, LEAD,  no
                    OWN_AGREEMENT,         TEAM,            MASK,  ,      no
                    OWN_AGREEMENT,         ENGAGED_PARTNER, VALUE, ,      no
                    OWN_AGREEMENT,         OVERSIGHT,       MASK,  ,      no
                    LEGAL_BASIS,           SELF,            VALUE, ,      yes
                    LEGAL_BASIS,           IN_CHARGE,       VALUE, LEAD,  no
                    LEGAL_BASIS,           TEAM,            MASK,  ,      no
                    LEGAL_BASIS,           DECIDES_ABOUT,   VALUE, ,      no
                    LEGAL_BASIS,           OVERSIGHT,       MASK,  ,      yes
                    PARTNER_STATUS,        IN_CHARGE,       VALUE, ,      yes
                    PARTNER_STATUS,        ENGAGED_PARTNER, VALUE, ,      no
                    TRAINING,              ENGAGED_PARTNER, VALUE, ,      yes
                    """)
    void aRuleLeavesOutOnlyWhatMayBeLeftOut(String exempt, String relation, String form, String group, String allowed) {
        String groups = group == null ? "" : "\"groups\":[\"" + group + "\"],";
        String text = "{\"format\":1,\"rules\":[{\"id\":\"a-rule\",\"relations\":[\"" + relation + "\"],"
                + "\"roles\":[\"ADVISOR\"]," + groups + "\"classes\":[\"BASIC\"],\"purposes\":[\"MANDATE\"],"
                + "\"forms\":[\"" + form + "\"],\"exempt\":[\"" + exempt + "\"]}]}";

        assertThat(Policy.read(text) instanceof Policy.Read.Sound).isEqualTo(allowed.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource({"nda.agreement, yes", "clients.person, no", "not a type, no"})
    void theAgreementItselfIsReadBeforeItIsInForceAndNothingElse(String record, String allowed) {
        String text =
                "{\"format\":1,\"rules\":[{\"id\":\"a-rule\",\"relations\":[\"IN_CHARGE\"],\"roles\":[\"ADVISOR\"],"
                        + "\"records\":[\"" + record + "\"],\"classes\":[\"DOCUMENT\"],\"purposes\":[\"AGREEMENT\"],"
                        + "\"forms\":[\"PAGE\"],\"exempt\":[\"AGREEMENT_IN_FORCE\"]}]}";

        assertThat(Policy.read(text) instanceof Policy.Read.Sound).isEqualTo(allowed.equals("yes"));
    }

    @Test
    void namesEveryFaultAtOnce() {
        String text = """
                {"format": 1, "rules": [
                  {"id": "A", "relations": ["SELF"], "roles": ["CLIENT"], "classes": ["BASIC"], "purposes": ["OWN_DATA"], "forms": ["MASK"]},
                  {"id": "empty-one", "relations": [], "roles": ["CLIENT"], "classes": ["BASIC"], "purposes": ["OWN_DATA"], "forms": ["MASK"]},
                  {"id": "stages", "relations": ["TEAM"], "roles": ["ADVISOR"], "classes": ["BASIC"], "purposes": ["MANDATE"], "forms": ["MASK"],
                   "fromStage": "TAX", "untilStage": "ENGAGED"},
                  {"id": "stages", "relations": ["MACHINE"], "roles": ["ADVISOR"], "classes": ["BASIC"], "purposes": ["MANDATE"], "forms": ["MASK"]}
                ]}""";

        assertThat(Policy.read(text))
                .isInstanceOfSatisfying(
                        Policy.Read.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .containsExactly(
                                        new PolicyFault(PolicyFault.Kind.BAD_NAME, "1"),
                                        new PolicyFault(PolicyFault.Kind.EMPTY_SET, "empty-one"),
                                        new PolicyFault(PolicyFault.Kind.STAGES_REVERSED, "stages"),
                                        new PolicyFault(PolicyFault.Kind.NAME_TWICE, "stages"),
                                        new PolicyFault(PolicyFault.Kind.MACHINE_NOT_ALLOWED, "stages")));
    }
}
