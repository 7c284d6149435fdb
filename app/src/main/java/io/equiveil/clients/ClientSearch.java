package io.equiveil.clients;

import io.equiveil.frame.SearchProvider;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.BlindIndexes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Clients by code name or by mobile number, among those that the searcher may know of: whether a number belongs to a
/// colleague's client is not answered. A number is looked for by its blind index; nothing is opened but masks, and
/// those through the gate.
@Component
class ClientSearch implements SearchProvider {

    private static final int MOST = 10;

    private final ClientRepository files;
    private final Assignments assignments;
    private final BlindIndexes blindIndexes;
    private final Ledger ledger;
    private final FactReading reading;

    ClientSearch(
            ClientRepository files,
            Assignments assignments,
            BlindIndexes blindIndexes,
            Ledger ledger,
            FactReading reading) {
        this.files = files;
        this.assignments = assignments;
        this.blindIndexes = blindIndexes;
        this.ledger = ledger;
        this.reading = reading;
    }

    @Override
    public List<Found> find(Requester.SignedIn person, String words) {
        if (!person.isStaff()) {
            return List.of();
        }
        Optional<Cleartext> mobile = Clients.mobile(Cleartext.of(words));
        List<ClientFile> files =
                mobile.isPresent() ? withMobile(person, mobile.get(), MOST) : called(person, words, MOST);
        Map<SubjectId, Cleartext> names = reading.maskedNames(person, files);
        return files.stream()
                .map(file -> new Found("clients.search.client", label(file, names), "/clients/" + file.subject()))
                .toList();
    }

    /// Files whose code name begins so, of those that the requester may know of; newest first.
    ///
    /// @param words the code name or its beginning, with or without `C-`
    private List<ClientFile> called(Requester.SignedIn who, String words, int limit) {
        String typed = words.toUpperCase(Locale.ROOT);
        String alias = typed.startsWith("C-") ? typed : "C-" + typed;
        if (!alias.matches("C-[0-9A-Z]{1,5}")) {
            return List.of();
        }
        return mayKnow(
                who,
                files.aliasBegins(alias, limit, Clients.oversees(who) ? Optional.empty() : Optional.of(who.person())));
    }

    /// Files with this number, of those that the requester may know of. That somebody asked is recorded before the
    /// answer.
    ///
    /// @param mobile in its one spelling
    private List<ClientFile> withMobile(Requester.SignedIn who, Cleartext mobile, int limit) {
        Set<SubjectId> found = files.withMobiles(List.of(blindIndexes.token("clients.mobile", mobile)))
                .keySet();
        List<ClientFile> known =
                mayKnow(who, files.findAll(found)).stream().limit(limit).toList();
        // That a number is a client's is a fact about somebody: who asked for it, and how many were found, stays.
        return ledger.record(who, new ClientFacts.SearchedByNumber(known.size())) instanceof Ledger.Recording.Done
                ? known
                : List.of();
    }

    private List<ClientFile> mayKnow(Requester.SignedIn who, List<ClientFile> found) {
        Set<SubjectId> mine = Clients.oversees(who)
                ? Set.of()
                : assignments.among(
                        who.person(), found.stream().map(ClientFile::subject).collect(Collectors.toSet()));
        return found.stream()
                .filter(file -> Clients.oversees(who) || mine.contains(file.subject()))
                .toList();
    }

    private static String label(ClientFile file, Map<SubjectId, Cleartext> names) {
        return Optional.ofNullable(names.get(file.subject()))
                .map(mask -> file.alias() + " " + mask.revealForDisplay())
                .orElse(file.alias());
    }
}
