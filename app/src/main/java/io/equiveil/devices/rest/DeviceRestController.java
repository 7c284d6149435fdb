package io.equiveil.devices.rest;

import io.equiveil.devices.DeviceStatus;
import io.equiveil.devices.Devices;
import io.equiveil.devices.Devices.Result;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.DeviceId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Devices and networks for programs. A program keeps the token that registering gives it and sends it as the cookie
/// `__Host-device` (`device` over plain HTTP on the loopback address).
@RestController
@RequestMapping("/api/devices")
class DeviceRestController {

    private final Devices devices;

    DeviceRestController(Devices devices) {
        this.devices = devices;
    }

    record View(UUID id, UUID person, DeviceStatus status, Instant registeredAt, boolean genuine) {
        static View of(Devices.Device one) {
            return new View(one.id().value(), one.person().value(), one.status(), one.registeredAt(), one.genuine());
        }
    }

    /// @param token for the cookie, given once
    record Registered(UUID id, String token) {}

    record Networks(@NotNull List<@NotNull String> ranges) {}

    @GetMapping
    @AllowedTo({Role.SECURITY_OFFICER, Role.OWNER, Role.AUDITOR})
    List<View> all() {
        return devices.all().stream().map(View::of).toList();
    }

    @GetMapping("/mine")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    List<View> mine(Requester.SignedIn who) {
        return devices.of(who.person()).stream().map(View::of).toList();
    }

    @PostMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ResponseEntity<Registered> register(Requester.SignedIn who) {
        Devices.Registered registered = devices.register(who);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Registered(registered.id().value(), registered.token()));
    }

    @PostMapping("/{id}/approval")
    @AllowedTo(value = Role.SECURITY_OFFICER, stepUp = true)
    ResponseEntity<Void> approve(Requester.SignedIn who, @PathVariable UUID id) {
        return answered(devices.approve(who, new DeviceId(id)));
    }

    @PostMapping("/{id}/revocation")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.AUDITOR,
        Role.PARTNER,
        Role.CLIENT
    })
    ResponseEntity<Void> revoke(Requester.SignedIn who, @PathVariable UUID id) {
        return answered(devices.revoke(who, new DeviceId(id)));
    }

    @PutMapping("/networks")
    @AllowedTo(value = Role.SECURITY_OFFICER, stepUp = true)
    ResponseEntity<Void> networks(Requester.SignedIn who, @Valid @RequestBody Networks networks) {
        return answered(devices.allowNetworks(who, networks.ranges()));
    }

    private static ResponseEntity<Void> answered(Result result) {
        return switch (result) {
            case Result.Done _ -> ResponseEntity.noContent().build();
            case Result.Refused(var fault) -> throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "device", fault);
        };
    }

    private static ErrorResponseException problem(HttpStatus status, String room, Enum<?> fault) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("urn:equiveil:problem:" + room + "-refused"));
        detail.setProperty("reason", fault.name());
        return new ErrorResponseException(status, detail, null);
    }
}
