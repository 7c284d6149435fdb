package io.equiveil.identity;

import io.equiveil.engine.FirstStart;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The way in on an empty installation: a link on the operator's terminal makes one owner and administrator, once.
@Service
public class FirstAdministrator implements FirstStart {

    private static final String PATH = "/start/";

    private final PeopleRepository people;
    private final People door;
    private final Links links;
    private final Ledger ledger;
    private final Clock clock;

    FirstAdministrator(PeopleRepository people, People door, Links links, Ledger ledger, Clock clock) {
        this.people = people;
        this.door = door;
        this.links = links;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<String> oneTimePath() {
        return nobodyYet() ? Optional.of(PATH + newLink().secret()) : Optional.empty();
    }

    private Links.NewLink newLink() {
        return links.make(
                Links.Aim.FIRST_START,
                null,
                Entry.of(new Requester.Machine(SystemPrincipal.HOUSEKEEPER), new Facts.FirstLinkMade(clock.instant())));
    }

    /// Whether the link still works.
    public boolean isOpen(Cleartext link) {
        return nobodyYet()
                && links.look(Links.Aim.FIRST_START, link.revealForDisplay()).isPresent();
    }

    /// Makes the first account, to be enrolled through the link in the answer.
    ///
    /// @return empty if the link works no more
    @Transactional
    public Optional<InviteResult> found(Cleartext link, Cleartext name, String login, String codeName, String source) {
        people.lockAll();
        Optional<Links.LiveLink> live = links.look(Links.Aim.FIRST_START, link.revealForDisplay());
        if (live.isEmpty() || !nobodyYet()) {
            return Optional.empty();
        }
        Invitation invitation = new Invitation(
                PersonKind.STAFF,
                name,
                Optional.empty(),
                login,
                codeName,
                Set.of(Role.OWNER, Role.ADMINISTRATOR),
                Optional.of(Department.MANAGEMENT),
                Optional.empty());
        InviteResult result = door.inviteFirst(invitation, new Requester.Anonymous(source));
        if (result instanceof InviteResult.Invited invited) {
            links.useUp(live.get(), Entry.of(new Requester.Anonymous(source), new Facts.LinkUsed(invited.person())));
        }
        return Optional.of(result);
    }

    /// Nobody has ever enrolled. Somebody who was invited by an earlier link and never came back does not count.
    private boolean nobodyYet() {
        if (ledger.knows(Enrolment.SOMEBODY)) {
            return false;
        }
        List<PersonStatus> stati = people.all(Set.of(PersonKind.STAFF)).stream()
                .map(stored -> stored.person().status())
                .toList();
        return people.notGenuine().isEmpty() && stati.stream().allMatch(PersonStatus.INVITED::equals);
    }
}
