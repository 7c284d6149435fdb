package io.equiveil.devices;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure 17.3: every device and the list of networks that the gate relies on are what was written.
@Component
class DevicesCheck implements ControlCheck {

    private final Devices devices;

    DevicesCheck(Devices devices) {
        this.devices = devices;
    }

    @Override
    public ControlId control() {
        return new ControlId("17.3");
    }

    @Override
    public Outcome check() {
        if (devices.networks() instanceof Devices.Networks.NotGenuine) {
            return new Outcome.Fails("/devices", "devices.control.networks");
        }
        List<Devices.Device> known = devices.all();
        long touched = known.stream().filter(one -> !one.genuine()).count();
        if (touched > 0) {
            return new Outcome.Fails("/devices", "devices.control.touched", touched);
        }
        return known.isEmpty()
                ? new Outcome.Unknown("devices.control.none")
                : new Outcome.Holds("devices.control.holds", known.size());
    }
}
