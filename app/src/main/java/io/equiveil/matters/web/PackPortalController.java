package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.CLIENT;

import io.equiveil.consent.Consents;
import io.equiveil.consent.ServedNotice;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Pack;
import io.equiveil.matters.Pack.Paper;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// A party's papers of one matter as one walk: what is done, what is next, one button. Each paper is read, answered
/// or signed on the page of the room that keeps it.
@Controller
class PackPortalController {

    private final Matters matters;
    private final Consents consents;

    PackPortalController(Matters matters, Consents consents) {
        this.matters = matters;
        this.consents = consents;
    }

    /// A pack with what its party can do next.
    ///
    /// @param next what the button is for; absent if the party has nothing to do at present
    /// @param path where it leads
    record Walk(Pack pack, @Nullable Paper next, @Nullable String path) {}

    @GetMapping("/portal/matters/{id}/pack")
    @AllowedTo(CLIENT)
    ModelAndView walk(Requester.SignedIn who, @PathVariable UUID id) {
        MatterSummary matter = matters.find(who, new MatterId(id)).orElseThrow(MatterPages::unknown);
        return new ModelAndView("matters/pack")
                .addObject("matter", matter)
                .addObject(
                        "walks",
                        matters.packs(who, matter.id()).stream()
                                .map(pack -> walk(matter, pack))
                                .toList());
    }

    /// What the advisor does is not waited for, except where the party's next act needs it.
    private Walk walk(MatterSummary matter, Pack pack) {
        Optional<Pack.Item> next = pack.items().stream()
                .filter(item -> !item.done() && item.paper() != Paper.BOTH_SIDES)
                .findFirst();
        String path = next.flatMap(item -> path(matter, pack.subject(), item)).orElse(null);
        return new Walk(pack, next.map(Pack.Item::paper).orElse(null), path);
    }

    private Optional<String> path(MatterSummary matter, SubjectId subject, Pack.Item item) {
        String here = "/portal/matters/" + matter.id();
        return switch (item.paper()) {
            case NOTICE -> Optional.of("/portal/intake/" + subject + "/notice");
            case CONFIDENTIALITY, BUYER_AGREEMENT ->
                item.agreement().filter(_ -> item.sent()).map(agreement -> "/portal/agreements/" + agreement);
            case CONSENT ->
                served(subject).map(notice -> "/portal/consent/questions/" + notice.id() + "?next=" + here + "/pack");
            case DECISION -> Optional.of(here + "/buyers");
            case FACTS -> Optional.of("/portal/intake");
            case BOTH_SIDES -> Optional.empty();
        };
    }

    private Optional<ServedNotice> served(SubjectId subject) {
        List<ServedNotice> served = consents.servedTo(subject);
        return served.stream()
                .filter(notice -> notice.owner().equals(Owner.of(subject)))
                .findFirst();
    }
}
