package io.equiveil.clients;

import io.equiveil.clients.ClientRepository.IdentifierKind;
import io.equiveil.frame.SearchProvider;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.BlindIndexes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Clients by code name, by mobile number, by a company's whole name or code, or by surname with the last four digits,
/// among those that the searcher may know of: whether a number belongs to a colleague's client is not answered.
/// Everything is looked for by blind index; nothing is opened but masks, and those through the gate.
@Component
public class ClientSearch implements SearchProvider {

    private static final int MOST = 10;
    private static final Pattern COMPANY = Pattern.compile("\\p{IsHan}{4}|\\p{Alpha}{3}");
    private static final Set<IdentifierKind> COMPANY_NAME = EnumSet.of(IdentifierKind.COMPANY_NAME);
    private static final Set<IdentifierKind> COMPANY_CODE = EnumSet.of(IdentifierKind.USCC);

    private final ClientRepository files;
    private final Assignments assignments;
    private final BlindIndexes blindIndexes;
    private final Ledger ledger;
    private final FactReading reading;
    private final SearchTokens tokens;

    ClientSearch(
            ClientRepository files,
            Assignments assignments,
            BlindIndexes blindIndexes,
            Ledger ledger,
            FactReading reading,
            SearchTokens tokens) {
        this.files = files;
        this.assignments = assignments;
        this.blindIndexes = blindIndexes;
        this.ledger = ledger;
        this.reading = reading;
        this.tokens = tokens;
    }

    @Override
    public List<Found> find(Requester.SignedIn person, String words) {
        return matches(person, words).stream()
                .map(match -> new Found("clients.search.client", match.label(), "/clients/" + match.subject()))
                .toList();
    }

    /// A client that was found.
    ///
    /// @param label code name and mask
    public record Match(SubjectId subject, String label) {}

    /// The clients among those that this person may know of, best first; at most ten. The search is recorded.
    public List<Match> matches(Requester.SignedIn person, String words) {
        if (!person.isStaff()) {
            return List.of();
        }
        Optional<NameAndTail> both = NameAndTail.typed(words);
        if (both.isPresent()) {
            return withNameAndTail(person, both.get());
        }
        List<ClientFile> files = filesFor(person, words);
        Map<SubjectId, Cleartext> names = reading.maskedNames(person, files);
        return files.stream()
                .map(file -> match(file, names.get(file.subject())))
                .toList();
    }

    private List<ClientFile> filesFor(Requester.SignedIn person, String words) {
        Optional<Cleartext> mobile = Clients.mobile(Cleartext.of(words));
        if (mobile.isPresent()) {
            return withMobile(person, mobile.get(), MOST);
        }
        Optional<byte[]> code = tokens.codeToken(words);
        if (code.isPresent()) {
            return ofCompany(person, files.withToken(COMPANY_CODE, code.get()));
        }
        List<ClientFile> called = called(person, words, MOST);
        return called.isEmpty() && COMPANY.matcher(words).find()
                ? ofCompany(person, files.withToken(COMPANY_NAME, tokens.token(words)))
                : called;
    }

    /// Clients of one's own with this surname and these last digits. The truncated token finds some eight for each that
    /// is meant; their masks are opened to tell which, and stand in the clients' own lists like every look.
    private List<Match> withNameAndTail(Requester.SignedIn who, NameAndTail both) {
        List<ClientFile> candidates = files.ownWithToken(
                who.person(), IdentifierKind.NAME_AND_TAIL, tokens.token(both), FactReading.MOST_CONTACTS);
        Map<SubjectId, FactReading.MaskedContact> masks = reading.maskedContacts(who, candidates);
        List<Match> found = candidates.stream()
                .flatMap(file -> Optional.ofNullable(masks.get(file.subject()))
                        .filter(mask -> both.fits(mask.name(), mask.mobile()))
                        .map(mask -> match(file, mask.name()))
                        .stream())
                .limit(MOST)
                .toList();
        return isRecorded(who, new ClientFacts.SearchedByName(found.size())) ? found : List.of();
    }

    private List<ClientFile> ofCompany(Requester.SignedIn who, Set<SubjectId> found) {
        List<ClientFile> known =
                mayKnow(who, files.findAll(found)).stream().limit(MOST).toList();
        return isRecorded(who, new ClientFacts.SearchedByCompany(known.size())) ? known : List.of();
    }

    /// That a name or a number is a client's is a fact about somebody: who asked, and how many were found, stays.
    private boolean isRecorded(Requester.SignedIn who, Recorded search) {
        return ledger.record(who, search) instanceof Ledger.Recording.Done;
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
        return isRecorded(who, new ClientFacts.SearchedByNumber(known.size())) ? known : List.of();
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

    private static Match match(ClientFile file, @Nullable Cleartext mask) {
        return new Match(file.subject(), mask == null ? file.alias() : file.alias() + " " + mask.revealForDisplay());
    }
}
