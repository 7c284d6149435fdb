package io.equiveil.identity;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of who may invite: invitations that lapsed before anybody enrolled.
@Component
class InvitationsToRenew implements Worklist {

    private final PeopleRepository people;
    private final Links links;

    InvitationsToRenew(PeopleRepository people, Links links) {
        this.people = people;
        this.links = links;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.OWNER) && !person.has(Role.ADMINISTRATOR)) {
            return List.of();
        }
        long lapsed = people.invited().stream()
                .filter(invited -> links.open(Links.Aim.ENROLMENT, invited).isEmpty())
                .count();
        return lapsed == 0
                ? List.of()
                : List.of(new Item(
                        Kind.BLOCKED,
                        "identity.work.invitations-lapsed",
                        List.of(Long.toString(lapsed)),
                        Optional.empty(),
                        "/staff"));
    }
}
