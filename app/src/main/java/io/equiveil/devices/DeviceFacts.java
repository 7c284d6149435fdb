package io.equiveil.devices;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Requester;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the gate whether the session runs on an approved device and comes from an allowed network.
@Component
class DeviceFacts implements FactSource {

    private final Devices devices;

    DeviceFacts(Devices devices) {
        this.devices = devices;
    }

    @Override
    public Clause clause() {
        return Clause.DEVICE_AND_NETWORK;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        if (!(question.who() instanceof Requester.SignedIn person)) {
            return Map.of();
        }
        Fact fact = judge(person, person.device().flatMap(devices::find), devices.networks());
        Map<Address, Fact> facts = new HashMap<>();
        question.what().forEach(address -> facts.put(address, fact));
        return facts;
    }

    static Fact judge(Requester.SignedIn person, Optional<Devices.Device> found, Devices.Networks networks) {
        if (found.isEmpty()) {
            return Fact.fails(Reason.DEVICE_NOT_REGISTERED, Remedy.REGISTER_DEVICE);
        }
        Devices.Device device = found.get();
        if (!device.genuine() || !device.person().equals(person.person())) {
            return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
        }
        return switch (device.status()) {
            case PENDING -> Fact.fails(Reason.DEVICE_NOT_REGISTERED, Remedy.ASK_SECURITY_OFFICER);
            case REVOKED -> Fact.fails(Reason.DEVICE_REVOKED, Remedy.ASK_SECURITY_OFFICER);
            case APPROVED -> network(person.sourceAddress(), networks);
        };
    }

    private static Fact network(String source, Devices.Networks networks) {
        return switch (networks) {
            case Devices.Networks.Anywhere _ -> Fact.holds();
            case Devices.Networks.NotGenuine _ -> Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
            case Devices.Networks.Only(var ranges) ->
                ranges.stream()
                                .map(NetworkRange::parse)
                                .flatMap(Optional::stream)
                                .anyMatch(range -> range.contains(source))
                        ? Fact.holds()
                        : Fact.fails(Reason.NETWORK_NOT_ALLOWED, Remedy.USE_ALLOWED_NETWORK);
        };
    }
}
