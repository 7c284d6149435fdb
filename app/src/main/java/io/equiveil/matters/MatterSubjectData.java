package io.equiveil.matters;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: what it would buy, and the facts of deals in which it sells, which belong
/// to the matter.
@Component
class MatterSubjectData implements SubjectData {

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final InterestRepository interests;
    private final Sealer sealer;

    MatterSubjectData(MatterRepository matters, PartyRepository parties, InterestRepository interests, Sealer sealer) {
        this.matters = matters;
        this.parties = parties;
        this.interests = interests;
        this.sealer = sealer;
    }

    @Override
    public String room() {
        return "matters";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        Stream<Address> own = Stream.of(Interests.address(subject));
        Stream<Address> ofMatters = matters.ofSubject(subject).stream()
                .map(MatterRow::id)
                .filter(matter -> parties.find(matter, subject)
                        .filter(party -> party.side() == Side.SELLER)
                        .isPresent())
                .flatMap(matter -> Stream.of(
                        Targets.address(matter),
                        DealFacts.address(matter, InformationClass.DEAL_INTENT),
                        DealFacts.address(matter, InformationClass.DEAL_DETAIL)));
        return Stream.concat(own, ofMatters).filter(sealer::holds).toList();
    }

    @Override
    public void forget(SubjectId subject) {
        // Facts of a deal belong to the matter and go with its own retention; rows about it hold identifiers only.
        interests.forget(subject);
    }
}
