package io.equiveil.clients;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: the first contact and the sections that were given.
@Component
class ClientData implements SubjectData {

    private final ClientRepository files;

    ClientData(ClientRepository files) {
        this.files = files;
    }

    @Override
    public String room() {
        return "clients";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return files.find(subject)
                .map(file -> {
                    List<Address> addresses = new ArrayList<>();
                    if (file.leadGone().isEmpty()) {
                        addresses.add(ClientFile.leadAddress(subject, InformationClass.BASIC));
                        addresses.add(ClientFile.leadAddress(subject, InformationClass.CONTACT));
                    }
                    FactSection.of(file.kind()).stream()
                            .filter(file.given()::contains)
                            .map(section -> section.addressOf(subject))
                            .forEach(addresses::add);
                    return List.copyOf(addresses);
                })
                .orElse(List.of());
    }

    /// The tokens by which the file could still be recognised.
    @Override
    public void forget(SubjectId subject) {
        files.forgetIdentifiers(subject);
    }
}
