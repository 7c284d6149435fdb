package io.equiveil.imports;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room holds: the content of a list under the list's own file. Of the people in it nothing
/// can be found here before they are taken in; that is why it goes after seven days.
@Component
class ListData implements SubjectData {

    private final ListRepository lists;

    ListData(ListRepository lists) {
        this.lists = lists;
    }

    @Override
    public String room() {
        return "imports";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return lists.ofFile(subject)
                .filter(list -> list.state() != ImportState.GONE)
                .map(list -> List.of(list.address()))
                .orElse(List.of());
    }

    /// There are no tokens by which anybody could be recognised.
    @Override
    public void forget(SubjectId subject) {}
}
