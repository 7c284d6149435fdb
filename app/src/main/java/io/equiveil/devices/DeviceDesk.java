package io.equiveil.devices;

import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.identity.People;
import io.equiveil.kernel.DeviceId;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Devices that were registered, for the security officer.
@Component
class DeviceDesk implements ApprovalDesk {

    private final Devices devices;
    private final People people;

    DeviceDesk(Devices devices, People people) {
        this.devices = devices;
        this.people = people;
    }

    @Override
    public ApprovalKind kind() {
        return ApprovalKind.DEVICE;
    }

    @Override
    public List<Waiting> waitingFor(Requester.SignedIn who) {
        return devices.all().stream()
                .filter(device -> device.genuine() && device.status() == DeviceStatus.PENDING)
                .flatMap(device -> waiting(who, device).stream())
                .limit(MOST)
                .toList();
    }

    private Optional<Waiting> waiting(Requester.SignedIn who, Devices.Device device) {
        boolean asked = device.person().equals(who.person());
        Optional<Right> right = devices.right(who, device);
        return !asked && right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        new ApprovalId(device.id().value()),
                        "devices.approval",
                        List.of(people.codeName(device.person())),
                        Optional.of(device.person()),
                        device.registeredAt(),
                        Optional.empty(),
                        right,
                        Devices.DECIDES,
                        true,
                        "/devices"));
    }

    @Override
    public Answer decide(Requester.SignedIn who, ApprovalId id, boolean agreed) {
        DeviceId device = new DeviceId(id.value());
        boolean waits = devices.find(device)
                .filter(one -> one.status() == DeviceStatus.PENDING)
                .filter(one -> !one.person().equals(who.person()))
                .isPresent();
        if (!waits) {
            return Answer.unknown();
        }
        return switch (agreed ? devices.approve(who, device) : devices.revoke(who, device)) {
            case Devices.Result.Done _ -> Answer.done(agreed ? "devices.approval.agreed" : "devices.approval.refused");
            case Devices.Result.Refused(var fault) -> Answer.refused("devices.fault." + fault);
        };
    }
}
