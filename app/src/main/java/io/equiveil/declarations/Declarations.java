package io.equiveil.declarations;

import static io.equiveil.declarations.DeclarationResult.Blocked.by;

import io.equiveil.clients.Clients;
import io.equiveil.declarations.Declaration.State;
import io.equiveil.declarations.Declaration.Telling;
import io.equiveil.declarations.DeclarationFacts.DeclarationAnswered;
import io.equiveil.declarations.DeclarationFacts.DeclarationDecided;
import io.equiveil.declarations.DeclarationFacts.DeclarationSignerNamed;
import io.equiveil.declarations.DeclarationFacts.DeclarationSignerTold;
import io.equiveil.declarations.DeclarationResult.Blocked;
import io.equiveil.declarations.DeclarationResult.Unknown;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterSummary;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: which papers a transfer needs beside those of the parties, and how each came
/// about.
///
/// Guarantees: a matter does not come to the signing while a question is open; that a paper is not needed is
/// said by one person and confirmed by another, with the reason kept, unless the seller's own word is enough
/// by the data; of whoever is to sign, nothing but name and number is taken before the notice was served; a
/// paper counts when a second person has read it. Does not promise that a reason is true in law: people
/// answer for that.
@Service
public class Declarations {

    private static final int LONGEST_WORDS = 500;
    private static final int LONGEST_NAME = 120;
    private static final Cleartext HIDDEN = Cleartext.of("＊＊＊");

    private final DeclarationStandings standings;
    private final DeclarationRules rules;
    private final Clients clients;
    private final Sealer sealer;
    private final Clock clock;

    Declarations(DeclarationStandings standings, DeclarationRules rules, Clients clients, Sealer sealer, Clock clock) {
        this.standings = standings;
        this.rules = rules;
        this.clients = clients;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// The papers that this matter may need, for the firm's people who have to do with it and for its seller.
    public Optional<List<Declaration>> of(Requester.SignedIn who, MatterId id) {
        return standings
                .find(who, id)
                .map(matter ->
                        standings.of(matter).stream().map(DeclarationRow::said).toList());
    }

    /// What the data says of a paper.
    public DeclarationRule rule(DeclarationKind kind) {
        return rules.of(kind);
    }

    /// Whether this person may confirm or turn down what waits.
    public boolean isSecondPerson(Requester.SignedIn who, MatterSummary matter, Declaration waiting) {
        return standings.isSecond(who, matter, waiting);
    }

    /// Says whether a paper is needed, for the seller in the portal or for the team on the seller's word.
    /// Said anew when conditions change: a paper that was signed before counts no more then.
    ///
    /// @param words more about it, sealed; needed for [Ground#OTHER]
    @Transactional
    public DeclarationResult answer(
            Requester.SignedIn who, MatterId id, DeclarationKind kind, Ground ground, Cleartext words) {
        return upon(who, id, kind, (matter, row) -> {
            boolean itself = DeclarationStandings.isSeller(who, matter);
            if (!itself && !DeclarationStandings.isOnTeam(who, matter)) {
                return new Unknown();
            }
            List<DeclarationFault> faults = new ArrayList<>();
            String more = words.revealForDisplay().strip();
            when(ground.kind() != kind, DeclarationFault.GROUND_OF_ANOTHER, faults);
            when(ground == Ground.OTHER && more.isEmpty(), DeclarationFault.WORDS_MISSING, faults);
            when(more.length() > LONGEST_WORDS, DeclarationFault.WORDS_TOO_LONG, faults);
            when(row.said().state() == State.ON_PAPER, DeclarationFault.PAPER_WAITS, faults);
            when(row.version() > 0 && !standings.mayReplace(matter.id()), DeclarationFault.KEPT_BY_LAW, faults);
            if (!faults.isEmpty()) {
                return new Blocked(faults);
            }
            DeclarationRule.Meaning meaning = rules.of(kind).grounds().get(ground);
            boolean needed = meaning == null || meaning.needsPaper();
            boolean settled = meaning != null && !needed && itself && meaning.ownWordEnough();
            State state = needed ? State.NEEDED : settled ? State.NOT_NEEDED : State.SAID_NOT_NEEDED;
            sealer.seal(
                    row.said().statement(),
                    Map.of("ground", Cleartext.of(ground.name()), "words", Cleartext.of(more)),
                    // Which of a few grounds it is, is what the second person decides about; the words stay closed.
                    Map.of("ground", Cleartext.of(ground.name()), "words", more.isEmpty() ? Cleartext.of("") : HIDDEN));
            return standings.save(
                    who,
                    row.answered(state, who.person(), settled ? Optional.of(today()) : Optional.empty()),
                    new DeclarationAnswered(id, kind, state));
        });
    }

    /// The second person confirms that a paper is not needed, or that it is after all.
    @Transactional
    public DeclarationResult decide(Requester.SignedIn who, MatterId id, DeclarationKind kind, boolean notNeeded) {
        return upon(who, id, kind, (matter, row) -> {
            if (row.said().state() != State.SAID_NOT_NEEDED) {
                return by(DeclarationFault.NOTHING_TO_DECIDE);
            }
            return standings.isSecond(who, matter, row.said())
                    ? standings.save(who, row.decided(notNeeded, today()), new DeclarationDecided(id, kind, notNeeded))
                    : by(DeclarationFault.SECOND_PERSON);
        });
    }

    /// Names whoever is to sign, by name and number and nothing more, so that the notice can be served. Whether
    /// it is somebody with whom the firm has to do otherwise is compliance's to look at; whoever names hears
    /// nothing of it.
    @Transactional
    public DeclarationResult name(
            Requester.SignedIn who, MatterId id, DeclarationKind kind, Cleartext name, Cleartext mobile) {
        return byTeam(who, id, kind, State.NEEDED, (matter, row) -> {
            List<DeclarationFault> faults = new ArrayList<>();
            String said = name.revealForDisplay().strip();
            Optional<Cleartext> number = Clients.mobile(mobile);
            when(said.isEmpty() || said.length() > LONGEST_NAME, DeclarationFault.NAME_MISSING, faults);
            when(number.isEmpty(), DeclarationFault.MOBILE_WRONG, faults);
            when(row.said().named() && !standings.mayReplace(matter.id()), DeclarationFault.KEPT_BY_LAW, faults);
            if (!faults.isEmpty()) {
                return new Blocked(faults);
            }
            String first = said.substring(0, said.offsetByCodePoints(0, 1));
            sealer.seal(
                    row.said().signer(),
                    Map.of("name", Cleartext.of(said), "mobile", number.get()),
                    Map.of("name", Cleartext.of(first + "＊＊"), "mobile", HIDDEN));
            DeclarationResult done = standings.save(who, row.naming(), new DeclarationSignerNamed(id, kind));
            standings.lookForConflict(who, id, clients.withMobile(number.get()));
            return done;
        });
    }

    /// Records that the notice was served to whoever is to sign.
    @Transactional
    public DeclarationResult tell(
            Requester.SignedIn who, MatterId id, DeclarationKind kind, LocalDate on, Telling how) {
        return byTeam(who, id, kind, State.NEEDED, (_, row) -> {
            if (!row.said().named()) {
                return by(DeclarationFault.NOT_NAMED);
            }
            return on.isAfter(today())
                    ? by(DeclarationFault.DAY_IN_THE_FUTURE)
                    : standings.save(who, row.told(on, how), new DeclarationSignerTold(id, kind, on, how));
        });
    }

    /// Today at the firm.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    static void when(boolean stands, DeclarationFault fault, List<DeclarationFault> faults) {
        if (stands) {
            faults.add(fault);
        }
    }

    DeclarationResult byTeam(
            Requester.SignedIn who,
            MatterId id,
            DeclarationKind kind,
            State from,
            BiFunction<MatterSummary, DeclarationRow, DeclarationResult> act) {
        return upon(who, id, kind, (matter, row) -> {
            if (!DeclarationStandings.isOnTeam(who, matter)) {
                return new Unknown();
            }
            return row.said().state() == from ? act.apply(matter, row) : by(DeclarationFault.NOT_NEEDED_NOW);
        });
    }

    DeclarationResult upon(
            Requester.SignedIn who,
            MatterId id,
            DeclarationKind kind,
            BiFunction<MatterSummary, DeclarationRow, DeclarationResult> act) {
        Optional<MatterSummary> matter = standings.find(who, id);
        Optional<DeclarationRow> row = matter.flatMap(found -> standings.of(found).stream()
                .filter(each -> each.said().kind() == kind)
                .findFirst());
        if (row.isEmpty()) {
            return new Unknown();
        }
        return standings
                .standstill(matter.get())
                .<DeclarationResult>map(DeclarationResult.Blocked::by)
                .orElseGet(() -> act.apply(matter.get(), row.get()));
    }
}
