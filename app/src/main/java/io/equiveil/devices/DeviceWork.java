package io.equiveil.devices;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of the security officer: devices that wait.
@Component
class DeviceWork implements Worklist {

    private final Devices devices;

    DeviceWork(Devices devices) {
        this.devices = devices;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.SECURITY_OFFICER)) {
            return List.of();
        }
        long waiting = devices.all().stream()
                .filter(one -> one.genuine() && one.status() == DeviceStatus.PENDING)
                .count();
        return waiting == 0
                ? List.of()
                : List.of(new Item(
                        Kind.TO_APPROVE,
                        "devices.work.approve",
                        List.of(Long.toString(waiting)),
                        Optional.empty(),
                        "/devices"));
    }
}
