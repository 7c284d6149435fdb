package io.equiveil.clients;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Sealer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: the first contact, the sections that were given, who may act.
@Component
class ClientData implements SubjectData {

    private final ClientRepository files;
    private final RepresentativeRepository representatives;
    private final Sealer sealer;
    private final KeyCustody keys;

    ClientData(ClientRepository files, RepresentativeRepository representatives, Sealer sealer, KeyCustody keys) {
        this.keys = keys;
        this.files = files;
        this.representatives = representatives;
        this.sealer = sealer;
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
                    representatives.of(subject).stream()
                            .filter(one -> sealer.holds(one.nameAddress()))
                            .flatMap(one -> Stream.of(one.nameAddress(), one.mobileAddress()))
                            .forEach(addresses::add);
                    return List.copyOf(addresses);
                })
                .orElse(List.of());
    }

    /// The tokens by which the file could still be recognised. Those of an identity document stay as long as
    /// the document does: an authority that asks for it asks by its number.
    @Override
    public void forget(SubjectId subject) {
        if (keys.isAlive(Owner.of(subject), RetentionGroup.IDENTITY)) {
            files.forgetAllButIdentity(subject);
        } else {
            files.forgetIdentifiers(subject);
        }
        representatives.forgetTokens(subject);
    }
}
