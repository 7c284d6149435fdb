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
    private final CodeDesk codes;

    InvitationsToRenew(PeopleRepository people, CodeDesk codes) {
        this.people = people;
        this.codes = codes;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.OWNER) && !person.has(Role.ADMINISTRATOR)) {
            return List.of();
        }
        long lapsed = people.invited().stream()
                .filter(invited ->
                        codes.openLink(CodeDesk.Aim.ENROLMENT, invited).isEmpty())
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
