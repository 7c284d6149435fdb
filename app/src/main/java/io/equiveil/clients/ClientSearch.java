package io.equiveil.clients;

import io.equiveil.frame.SearchProvider;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Clients by code name or by mobile number, among those that the searcher may know of: whether a number belongs to a
/// colleague's client is not answered. A number is looked for by its blind index; nothing is opened but masks, and
/// those through the gate.
@Component
class ClientSearch implements SearchProvider {

    private static final int MOST = 10;

    private final Clients clients;

    ClientSearch(Clients clients) {
        this.clients = clients;
    }

    @Override
    public List<Found> find(Requester.SignedIn person, String words) {
        if (!person.isStaff()) {
            return List.of();
        }
        Optional<Cleartext> mobile = Clients.mobile(Cleartext.of(words));
        List<ClientFile> files = mobile.isPresent()
                ? clients.withMobile(person, mobile.get(), MOST)
                : clients.called(person, words, MOST);
        Map<SubjectId, Cleartext> names = clients.maskedNames(person, files);
        return files.stream()
                .map(file -> new Found("clients.search.client", label(file, names), "/clients/" + file.subject()))
                .toList();
    }

    private static String label(ClientFile file, Map<SubjectId, Cleartext> names) {
        return Optional.ofNullable(names.get(file.subject()))
                .map(mask -> file.alias() + " " + mask.revealForDisplay())
                .orElse(file.alias());
    }
}
