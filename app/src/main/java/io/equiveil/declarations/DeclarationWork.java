package io.equiveil.declarations;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.Matters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What waits for a second person.
@Component
class DeclarationWork implements Worklist {

    private final DeclarationRepository declarations;
    private final DeclarationStandings standings;
    private final Matters matters;

    DeclarationWork(DeclarationRepository declarations, DeclarationStandings standings, Matters matters) {
        this.declarations = declarations;
        this.standings = standings;
        this.matters = matters;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.COMPLIANCE_OFFICER)) {
            return List.of();
        }
        List<Item> items = declarations.waiting().stream()
                .map(DeclarationRepository.Waits::said)
                .flatMap(said -> matters
                        .find(person, said.matter())
                        .filter(matter -> matter.closedAt().isEmpty() && standings.isSecond(person, matter, said))
                        .map(matter -> item(matter.codeName(), said))
                        .stream())
                .toList();
        return Worklist.mostUrgent(items, "/matters");
    }

    private static Item item(String codeName, Declaration said) {
        MatterId matter = said.matter();
        return new Item(
                Kind.TO_APPROVE,
                "declarations.work." + said.state(),
                Stream.of(codeName, Item.word("declarations.kind." + said.kind()))
                        .toList(),
                Optional.empty(),
                "/matters/" + matter + "/declarations/" + said.kind());
    }
}
