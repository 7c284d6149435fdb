package io.equiveil.transfers.rest;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.transfers.Office;
import io.equiveil.transfers.OfficeSheet;
import io.equiveil.transfers.SheetSource;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.TransferStep;
import io.equiveil.transfers.Transfers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What offices ask for, for programs.
@RestController
@RequestMapping("/api/matters/{id}/offices/{office}")
class OfficeRestController {

    private final Transfers transfers;

    OfficeRestController(Transfers transfers) {
        this.transfers = transfers;
    }

    record PaperView(String titleZh, String titleEn, List<String> rules) {}

    record FilingView(Office office, List<String> rules, List<TransferStep> steps, List<PaperView> documents) {}

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ResponseEntity<?> show(Requester.SignedIn who, @PathVariable UUID id, @PathVariable Office office) {
        return transfers
                .filing(who, new MatterId(id), office)
                .<ResponseEntity<?>>map(filing -> ResponseEntity.ok(new FilingView(
                        office,
                        filing.form().rules(),
                        filing.form().steps(),
                        filing.documents().stream()
                                .map(paper -> new PaperView(paper.zh(), paper.en(), paper.rules()))
                                .toList())))
                .orElseGet(() -> TransferViews.answer(new TransferResult.Unknown()));
    }

    /// A line of the sheet. Does not print itself.
    ///
    /// @param value absent for a line to write on
    record LineView(
            String labelZh,
            String labelEn,
            SheetSource source,
            @Nullable String value) {
        @Override
        public String toString() {
            return "LineView[" + source + "]";
        }
    }

    /// @param closed how many values the gate kept closed
    record SheetView(List<LineView> lines, int closed) {}

    /// The sheet with what is known filled in, through the gate.
    @GetMapping("/sheet")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ResponseEntity<?> sheet(Requester.SignedIn who, @PathVariable UUID id, @PathVariable Office office) {
        Optional<OfficeSheet> sheet = transfers.sheet(who, new MatterId(id), office);
        if (sheet.isEmpty()) {
            return TransferViews.answer(new TransferResult.Unknown());
        }
        return switch (sheet.get().answer()) {
            case Disclosure.Unrecorded _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-recorded");
            case Disclosure.Answered answered ->
                ResponseEntity.ok(new SheetView(
                        sheet.get().form().fields().stream()
                                .map(line -> new LineView(
                                        line.zh(), line.en(), line.source(), value(sheet.get(), line.source())))
                                .toList(),
                        answered.refused().size()));
        };
    }

    private static @Nullable String value(OfficeSheet sheet, SheetSource source) {
        if (source == SheetSource.AGREEMENT_DAY) {
            return sheet.agreementDay().map(Object::toString).orElse(null);
        }
        Cleartext value = sheet.values().get(source);
        return value == null ? null : value.revealForDisplay();
    }
}
