package io.equiveil.clients;

import io.equiveil.clients.ClientRepository.IdentifierKind;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.BlindIndexes;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Pairs of files that may be about the same one, found by blind index of an identifier. Whoever gave the
/// identifier hears nothing of it; compliance decides.
@Service
public class Duplicates {

    private final ClientRepository files;
    private final BlindIndexes blindIndexes;
    private final Ledger ledger;
    private final Clock clock;

    Duplicates(ClientRepository files, BlindIndexes blindIndexes, Ledger ledger, Clock clock) {
        this.files = files;
        this.blindIndexes = blindIndexes;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Pairs of files that may be about the same one; for compliance.
    public List<Duplicate> open(Requester.SignedIn who) {
        return who.has(Role.COMPLIANCE_OFFICER) ? files.openDuplicates() : List.of();
    }

    /// Says whether two files are about the same one.
    @Transactional
    public boolean decide(Requester.SignedIn who, DuplicateId id, boolean same) {
        Duplicate.State state = same ? Duplicate.State.SAME : Duplicate.State.DIFFERENT;
        if (!who.has(Role.COMPLIANCE_OFFICER) || !files.decide(id, state, who.person(), clock.instant())) {
            return false;
        }
        ledger.append(Entry.of(who, new ClientFacts.DuplicateDecided(id, state)));
        return true;
    }

    /// Clients whose identity document, of whatever kind, or licence has this number.
    Set<SubjectId> holding(String normalised) {
        Set<SubjectId> found = files.withToken(EnumSet.of(IdentifierKind.USCC), token(Duplicate.By.USCC, normalised));
        for (IdentityDocument document : IdentityDocument.values()) {
            found.addAll(files.withToken(
                    EnumSet.of(IdentifierKind.DOCUMENT), token(Duplicate.By.DOCUMENT, document + ":" + normalised)));
        }
        return found;
    }

    private byte[] token(Duplicate.By by, String normalised) {
        return blindIndexes.token("clients." + by.name().toLowerCase(Locale.ROOT), Cleartext.of(normalised));
    }

    /// Keeps the token of an identifier and looks for another file with the same one. The asker hears nothing of
    /// it.
    void index(Requester who, SubjectId subject, IdentifierKind kind, Duplicate.By by, String normalised) {
        byte[] token = token(by, normalised);
        files.index(subject, kind, token);
        Set<IdentifierKind> same = by == Duplicate.By.MOBILE
                ? EnumSet.of(IdentifierKind.MOBILE, IdentifierKind.LEAD_MOBILE)
                : EnumSet.of(kind);
        for (SubjectId other : files.others(subject, same, token)) {
            Duplicate duplicate =
                    new Duplicate(DuplicateId.random(), other, subject, by, Duplicate.State.OPEN, clock.instant());
            if (files.duplicate(duplicate)) {
                ledger.append(Entry.of(who, new ClientFacts.DuplicateFound(duplicate.id(), by)));
            }
        }
    }
}
