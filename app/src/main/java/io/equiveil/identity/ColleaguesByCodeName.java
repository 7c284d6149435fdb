package io.equiveil.identity;

import io.equiveil.access.spi.CodeNames;
import io.equiveil.kernel.PersonId;
import org.springframework.stereotype.Component;

/// Tells pages of the rooms below how a colleague is called.
@Component
class ColleaguesByCodeName implements CodeNames {

    private final People people;

    ColleaguesByCodeName(People people) {
        this.people = people;
    }

    @Override
    public String codeName(PersonId person) {
        return people.codeName(person);
    }
}
