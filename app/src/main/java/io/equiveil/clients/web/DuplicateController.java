package io.equiveil.clients.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.clients.Duplicate;
import io.equiveil.clients.DuplicateId;
import io.equiveil.clients.Duplicates;
import io.equiveil.clients.FactReading;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// Files that may be about the same one: for compliance alone.
@Controller
@RequestMapping("/clients/duplicates")
class DuplicateController {

    private final Clients clients;
    private final FactReading reading;
    private final Duplicates duplicates;

    DuplicateController(Clients clients, FactReading reading, Duplicates duplicates) {
        this.clients = clients;
        this.reading = reading;
        this.duplicates = duplicates;
    }

    /// Two files side by side, masked.
    record Pair(Duplicate duplicate, Side first, Side second) {}

    /// One of them.
    record Side(@Nullable String alias, @Nullable Cleartext name) {}

    @GetMapping
    @AllowedTo(Role.COMPLIANCE_OFFICER)
    ModelAndView index(Requester.SignedIn who) {
        List<Duplicate> open = duplicates.open(who);
        List<ClientFile> files = open.stream()
                .flatMap(duplicate -> Stream.of(duplicate.first(), duplicate.second()))
                .distinct()
                .map(clients::find)
                .flatMap(Optional::stream)
                .toList();
        Map<SubjectId, Cleartext> names = reading.maskedNames(who, files);
        return new ModelAndView("clients/duplicates")
                .addObject(
                        "pairs",
                        open.stream()
                                .map(duplicate -> new Pair(
                                        duplicate, side(duplicate.first(), names), side(duplicate.second(), names)))
                                .toList());
    }

    private Side side(SubjectId subject, Map<SubjectId, Cleartext> names) {
        return new Side(clients.find(subject).map(ClientFile::alias).orElse(null), names.get(subject));
    }

    @PostMapping("/{id}")
    @AllowedTo(Role.COMPLIANCE_OFFICER)
    String decide(Requester.SignedIn who, @PathVariable UUID id, @RequestParam boolean same) {
        if (!duplicates.decide(who, new DuplicateId(id), same)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/clients/duplicates";
    }
}
