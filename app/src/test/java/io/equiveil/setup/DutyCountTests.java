package io.equiveil.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.identity.PersonStatus;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who counts for which duty.
class DutyCountTests {

    @Test
    void ownerComplianceOfficerAndOneAdvisorSufficeForASmallFirm() {
        List<Person> three = List.of(
                person("青松", PersonStatus.ACTIVE, Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER),
                person("白桦", PersonStatus.ACTIVE, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.ADMINISTRATOR),
                person("红枫", PersonStatus.ACTIVE, Role.ADVISOR));

        assertThat(DutyCount.standings(FirmSize.SMALL, three)).noneMatch(DutyStanding::isShort);
        assertThat(DutyCount.standings(FirmSize.DIVIDED, three))
                .filteredOn(DutyStanding::isShort)
                .extracting(DutyStanding::duty)
                .containsExactly(Duty.COMPLIANCE_DECISION, Duty.CLIENT_WORK);
    }

    @Test
    void aLoneOwnerIsTooFewForEverythingAndIsToldWhomToAdd() {
        List<DutyStanding> duties = DutyCount.standings(
                FirmSize.SMALL, List.of(person("青松", PersonStatus.ACTIVE, Role.OWNER, Role.ADMINISTRATOR)));

        assertThat(duties).hasSize(Duty.values().length).allMatch(DutyStanding::isShort);
        DutyStanding devices = duties.get(Duty.DEVICE_APPROVAL.ordinal());
        assertThat(devices.able()).isEmpty();
        assertThat(devices.missing()).isEqualTo(2);
        assertThat(devices.roles()).containsExactly(Role.SECURITY_OFFICER);
        assertThat(duties.get(Duty.ACCOUNTS.ordinal()).missing()).isEqualTo(1);
    }

    @Test
    void whoeverWasInvitedIsWaitedForAndDoesNotCountYet() {
        DutyStanding duty = DutyCount.standings(
                        FirmSize.SMALL,
                        List.of(
                                person("青松", PersonStatus.ACTIVE, Role.OWNER),
                                person("白桦", PersonStatus.INVITED, Role.COMPLIANCE_OFFICER)))
                .get(Duty.POLICY_CHANGE.ordinal());

        assertThat(duty.isShort()).isTrue();
        assertThat(duty.waits()).isTrue();
        assertThat(duty.missing()).isZero();
        assertThat(duty.invited()).containsExactly("白桦");
    }

    private static Person person(String codeName, PersonStatus status, Role... roles) {
        return new Person(
                PersonId.random(),
                PersonKind.STAFF,
                status,
                Set.of(roles),
                Optional.empty(),
                Optional.empty(),
                SubjectId.random(),
                Optional.of("x"),
                Optional.of(codeName),
                Instant.EPOCH,
                Optional.empty());
    }
}
