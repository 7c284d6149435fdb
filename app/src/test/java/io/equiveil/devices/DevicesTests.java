package io.equiveil.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.LogLines;
import io.equiveil.access.Fact;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.devices.Devices.Fault;
import io.equiveil.devices.Devices.Networks;
import io.equiveil.devices.Devices.Result;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.DeviceId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Role;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesTests {

    private final House house = House.open();
    private final Devices devices = house.bean(Devices.class);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson security = PeopleInTests.staff(house, Role.SECURITY_OFFICER);

    @Test
    void aDeviceCountsOnceTheSecurityOfficerApprovedItAndNoLongerWhenRevoked() throws Exception {
        Devices.Registered registered = devices.register(advisor.requester());
        Digest hash = Digest.of(MessageDigest.getInstance("SHA-256")
                .digest(Base64.getUrlDecoder().decode(registered.token())));

        assertThat(devices.deviceOf(advisor.person(), hash)).contains(registered.id());
        assertThat(devices.deviceOf(security.person(), hash))
                .as("somebody else's")
                .isEmpty();
        assertThat(fact(registered.id()))
                .isEqualTo(Fact.fails(Reason.DEVICE_NOT_REGISTERED, Remedy.ASK_SECURITY_OFFICER));
        assertThat(devices.approve(advisor.requester(), registered.id()))
                .isEqualTo(new Result.Refused(Fault.NOT_ENTITLED));
        assertThat(devices.approve(security.requester(), registered.id())).isEqualTo(new Result.Done());
        assertThat(fact(registered.id())).isEqualTo(Fact.holds());

        assertThat(devices.revoke(advisor.requester(), registered.id())).isEqualTo(new Result.Done());
        assertThat(fact(registered.id())).isEqualTo(Fact.fails(Reason.DEVICE_REVOKED, Remedy.ASK_SECURITY_OFFICER));
    }

    @Test
    void approvingBySqlDoesNotCount() {
        DeviceId id = devices.register(advisor.requester()).id();
        house.ownerJdbc()
                .sql("update devices.devices set status = 'APPROVED' where id = :id")
                .param("id", id.value())
                .update();

        assertThat(fact(id)).isEqualTo(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER));
        assertThat(house.bean(DevicesCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        house.ownerJdbc()
                .sql("update devices.devices set status = 'PENDING' where id = :id")
                .param("id", id.value())
                .update();
        assertThat(house.bean(DevicesCheck.class).check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void aListOfNetworksShutsOutOthersAndDeletingItBySqlShutsOutEverybody() {
        try {
            assertThat(devices.allowNetworks(security.requester(), List.of("192.0.2.0/24", "2001:db8::/32")))
                    .isEqualTo(new Result.Done());
            assertThat(devices.networks()).isEqualTo(new Networks.Only(List.of("192.0.2.0/24", "2001:db8::/32")));
            house.ownerJdbc().sql("delete from devices.networks").update();
            assertThat(devices.networks()).isEqualTo(new Networks.NotGenuine());
            assertThat(LogLines.without("row_name like 'devices.networks%'", devices::networks))
                    .as("and so does deleting what the log says about it")
                    .isEqualTo(new Networks.NotGenuine());
            assertThat(devices.allowNetworks(security.requester(), List.of("everywhere")))
                    .isEqualTo(new Result.Refused(Fault.NOT_A_RANGE));
        } finally {
            devices.allowNetworks(security.requester(), List.of());
        }
        assertThat(devices.networks()).isEqualTo(new Networks.Anywhere());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.1, false",
        "192.0.2.128/25, 192.0.2.1, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 192.0.2.1, false",
        "192.0.2.0/24, localhost, false"
    })
    void aRangeHoldsItsAddresses(String range, String address, boolean inside) {
        assertThat(NetworkRange.parse(range).orElseThrow().contains(address)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0/0", "192.0.2.0/33", "192.0.2/24", "example.com/24", "192.0.2.1", "::/129"})
    void whatIsNoRangeIsRefused(String text) {
        assertThat(NetworkRange.parse(text)).isEmpty();
    }

    private Fact fact(DeviceId id) {
        return DeviceFacts.judge(advisor.requester(), devices.find(id), new Networks.Anywhere());
    }
}
