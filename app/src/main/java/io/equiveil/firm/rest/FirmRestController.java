package io.equiveil.firm.rest;

import io.equiveil.firm.Firm;
import io.equiveil.firm.FirmProfile;
import io.equiveil.firm.FirmProfile.Result;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The firm's particulars for programs.
@RestController
@RequestMapping("/api/firm")
class FirmRestController {

    private final FirmProfile profile;

    FirmRestController(FirmProfile profile) {
        this.profile = profile;
    }

    /// @param named whether notices can say who handles facts and how to reach it
    record FirmView(String name, @Nullable String creditCode, String contact, long version, boolean named) {

        static FirmView of(Firm firm) {
            return new FirmView(
                    firm.name(), firm.creditCode().orElse(null), firm.contact(), firm.version(), firm.isNamed());
        }
    }

    /// @param creditCode may be left out
    record FirmRequest(
            @NotNull @Size(max = 200) String name,
            @Nullable @Size(max = 40) String creditCode,
            @NotNull @Size(max = 400) String contact) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER})
    FirmView show() {
        return FirmView.of(profile.current());
    }

    @PutMapping
    @AllowedTo(value = Role.OWNER, stepUp = true)
    ResponseEntity<?> set(Requester.SignedIn who, @Valid @RequestBody FirmRequest request) {
        String code = request.creditCode() == null ? "" : request.creditCode();
        return switch (profile.set(who, request.name(), code, request.contact())) {
            case Result.Done(var firm) -> ResponseEntity.ok(FirmView.of(firm));
            case Result.Refused(var faults) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
                detail.setProperty(
                        "faults", faults.stream().map(Enum::name).sorted().toList());
                yield Problem.of(detail);
            }
            case Result.NotYours _ -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
        };
    }
}
