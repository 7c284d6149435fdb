package io.equiveil.conversations;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: the letters of its threads, those to it as well as those from it.
@Component
class LetterData implements SubjectData {

    private final LetterRepository letters;
    private final Sealer sealer;

    LetterData(LetterRepository letters, Sealer sealer) {
        this.letters = letters;
        this.sealer = sealer;
    }

    @Override
    public String room() {
        return "conversations";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return letters.ofSubject(subject).stream()
                .flatMap(letter -> letter.kind() == Letter.Kind.TEXT
                        ? Stream.of(Conversations.address(letter))
                        : Stream.of(Conversations.address(letter), Conversations.contentAddress(letter)))
                .filter(sealer::holds)
                .toList();
    }

    @Override
    public void forget(SubjectId subject) {
        letters.forget(subject);
    }
}
