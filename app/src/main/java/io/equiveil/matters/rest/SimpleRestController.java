package io.equiveil.matters.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;
import static io.equiveil.matters.rest.MatterViews.answer;

import io.equiveil.clients.ClientKind;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Matters.OneBuyer;
import io.equiveil.matters.Pack;
import io.equiveil.matters.SimpleNext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Simple matters for programs: opened with their one buyer, what comes next, what each party has signed, and grown.
@RestController
@RequestMapping("/api/matters")
class SimpleRestController {

    private final Matters matters;

    SimpleRestController(Matters matters) {
        this.matters = matters;
    }

    /// @param codeName    absent to have one made
    /// @param buyer       a client; absent for a new first contact
    /// @param newBuyer    name and mobile number of a new first contact; not read if there is a client
    /// @param targetName  full name of the company whose shares are transferred
    /// @param ownInterest whether the one who opens the matter has an interest of its own in it
    record SimpleRequest(
            @Nullable @Size(max = 40) String codeName,
            @NotNull CompanyForm form,
            @NotNull MandateForm mandate,
            @NotNull UUID seller,
            @Nullable UUID buyer,
            @Nullable @Valid NewBuyer newBuyer,
            @NotNull @Size(min = 1, max = 200) String targetName,
            @Nullable @Size(max = 30) String targetCode,
            @NotNull Boolean ownInterest) {

        OneBuyer oneBuyer() {
            if (buyer != null) {
                return new OneBuyer.Known(new SubjectId(buyer));
            }
            return newBuyer == null
                    ? new OneBuyer.New(ClientKind.PERSON, Cleartext.of(""), Cleartext.of(""))
                    : new OneBuyer.New(newBuyer.kind(), Cleartext.of(newBuyer.name()), Cleartext.of(newBuyer.mobile()));
        }
    }

    record NewBuyer(
            @NotNull ClientKind kind,
            @NotNull @Size(max = 200) String name,
            @NotNull @Size(max = 30) String mobile) {}

    @PostMapping("/simple")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> open(Requester.SignedIn who, @Valid @RequestBody SimpleRequest request) {
        return answer(matters.openSimple(
                who,
                new Matters.Mandate(
                        Optional.ofNullable(request.codeName()).orElse(""),
                        request.form(),
                        request.mandate(),
                        new SubjectId(request.seller()),
                        Cleartext.of(request.targetName().strip()),
                        Optional.ofNullable(request.targetCode())
                                .filter(code -> !code.isBlank())
                                .map(Cleartext::of),
                        request.ownInterest()),
                request.oneBuyer()));
    }

    /// Lets a simple matter grow into a full one; nothing in it changes, and there is no way back.
    @PostMapping("/{id}/growth")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> grow(Requester.SignedIn who, @PathVariable UUID id) {
        return answer(matters.grow(who, new MatterId(id)));
    }

    /// A paper of a pack.
    ///
    /// @param agreement the agreement that was written for it
    record ItemView(String paper, boolean done, @Nullable UUID agreement) {

        static ItemView of(Pack.Item item) {
            return new ItemView(
                    item.paper().name(),
                    item.done(),
                    item.agreement().map(AgreementId::value).orElse(null));
        }
    }

    record PackView(UUID subject, String side, List<ItemView> items) {

        static PackView of(Pack pack) {
            return new PackView(
                    pack.subject().value(),
                    pack.side().name(),
                    pack.items().stream().map(ItemView::of).toList());
        }
    }

    /// What each party gets to read, to answer and to sign, in the order of the law; for a party its own alone.
    @GetMapping("/{id}/packs")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, CLIENT})
    ResponseEntity<?> packs(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.find(who, new MatterId(id))
                .<ResponseEntity<?>>map(matter -> ResponseEntity.ok(matters.packs(who, matter.id()).stream()
                        .map(PackView::of)
                        .toList()))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }

    /// @param kind     STOPPED, INVITE, PAPER, STEP, ADVANCE or CLOSE
    /// @param what     the reasons, the paper, the step or the stage
    /// @param subject  whose paper it is
    record NextView(
            String kind, List<String> what, @Nullable UUID subject) {

        static NextView of(SimpleNext next) {
            return switch (next) {
                case SimpleNext.Stopped(var blockers) ->
                    new NextView("STOPPED", blockers.stream().map(Enum::name).toList(), null);
                case SimpleNext.Invite _ -> new NextView("INVITE", List.of(), null);
                case SimpleNext.ForParty(var pack, var item) ->
                    new NextView(
                            "PAPER",
                            List.of(item.paper().name()),
                            pack.subject().value());
                case SimpleNext.Step(var duty) -> new NextView("STEP", List.of(duty.messageKey()), null);
                case SimpleNext.Advance(var to) -> new NextView("ADVANCE", List.of(to.name()), null);
                case SimpleNext.Close _ -> new NextView("CLOSE", List.of(), null);
            };
        }
    }

    /// The one thing that comes next in a simple matter.
    @GetMapping("/{id}/next")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER})
    ResponseEntity<?> next(Requester.SignedIn who, @PathVariable UUID id) {
        return matters.find(who, new MatterId(id))
                .<ResponseEntity<?>>map(matter -> matters.simpleNext(who, matter.id())
                        .<ResponseEntity<?>>map(next -> ResponseEntity.ok(NextView.of(next)))
                        .orElseGet(() -> Problem.of(HttpStatus.CONFLICT, "matter-not-simple")))
                .orElseGet(() -> answer(new MatterResult.Unknown()));
    }
}
