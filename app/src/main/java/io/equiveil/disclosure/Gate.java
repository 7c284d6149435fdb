package io.equiveil.disclosure;

import io.equiveil.access.AccessDecisions;
import io.equiveil.access.Clause;
import io.equiveil.access.Decision;
import io.equiveil.access.Decision.ClauseOutcome;
import io.equiveil.access.Decision.Obligation;
import io.equiveil.access.Decision.Verdict;
import io.equiveil.access.Question;
import io.equiveil.access.Question.Form;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.FieldName;
import io.equiveil.kernel.FieldsAt;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RuleId;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.vault.Opener;
import io.equiveil.vault.Opener.Opened;
import io.equiveil.vault.Warrant;
import io.equiveil.vault.WarrantBindings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The gate as it works: decide, record, open, in this order and in no other.
///
/// Between deciding and recording somebody may withdraw. The ledger then refuses to record under the epochs that the
/// decision read, and the gate decides again, three times at most.
@Service
class Gate implements Disclosures {

    /// How long a warrant is good. Opening follows at once; a pause of the machine longer than this is a new question.
    static final Duration WARRANT_LIFE = Duration.ofSeconds(5);

    private static final int ATTEMPTS = 3;
    private static final int MOST_ADDRESSES = 256;

    private final AccessDecisions decisions;
    private final Ledger ledger;
    private final Opener opener;
    private final WarrantBindings bindings;
    private final Concerned concerned;
    private final Strangers strangers;
    private final Clock clock;

    Gate(
            AccessDecisions decisions,
            Ledger ledger,
            Opener opener,
            WarrantBindings bindings,
            Concerned concerned,
            Strangers strangers,
            Clock clock) {
        this.decisions = decisions;
        this.ledger = ledger;
        this.opener = opener;
        this.bindings = bindings;
        this.concerned = concerned;
        this.strangers = strangers;
        this.clock = clock;
    }

    @Override
    public Disclosure open(Requester who, List<Wanted> what, Why why) {
        Map<Address, Ask> asks = asks(what);
        Released released = release(who, asks, why);
        return switch (released) {
            case Released.No(var refused, var receipt) -> new Disclosure.Answered(Map.of(), refused, receipt);
            case Released.Unrecorded _ -> new Disclosure.Unrecorded();
            case Released.Yes yes -> answered(who, why, yes);
        };
    }

    @Override
    public DocumentDisclosure openDocument(Requester who, Address document, Why why) {
        Map<Address, Ask> asks = Map.of(document, new Ask(Form.PAGE, Set.of()));
        Released released = release(who, asks, why);
        return switch (released) {
            case Released.No(var refused, var receipt) ->
                new DocumentDisclosure.Refused(Objects.requireNonNull(refused.get(document)), receipt);
            case Released.Unrecorded _ -> new DocumentDisclosure.Unrecorded();
            case Released.Yes yes -> document(who, document, why, yes);
        };
    }

    @Override
    public Disclosure.Outlook outlook(Requester who, List<Wanted> what, Why why) {
        Judged judged = judge(who, asks(what), why, clock.instant());
        if (!judged.refused().isEmpty()) {
            // A forecast that cannot be recorded is still only a forecast: nothing is opened on its strength.
            var _ = recordRefusal(who, why, judged);
        }
        return new Disclosure.Outlook(judged.refused(), judged.at());
    }

    /// What is asked for at one address.
    private record Ask(Form form, Set<String> fields) {

        Ask and(Ask other) {
            if (form != other.form) {
                throw new IllegalArgumentException("ask for the mask or for the value of one address, not for both");
            }
            Set<String> both = new TreeSet<>(fields);
            both.addAll(other.fields);
            return new Ask(form, both);
        }
    }

    private static Map<Address, Ask> asks(List<Wanted> what) {
        if (what.isEmpty() || what.size() > MOST_ADDRESSES) {
            throw new IllegalArgumentException("ask for 1 to 256 addresses at once, not for " + what.size());
        }
        Map<Address, Ask> asks = new LinkedHashMap<>();
        for (Wanted wanted : what) {
            if (wanted.fields().isEmpty()) {
                throw new IllegalArgumentException(
                        "say which fields of " + wanted.address().record());
            }
            wanted.fields().forEach(FieldName::new);
            asks.merge(wanted.address(), new Ask(wanted.form(), wanted.fields()), Ask::and);
        }
        return asks;
    }

    /// A decision about all that is asked for, whatever the forms.
    private record Judged(
            DecisionId decision,
            long policyVersion,
            Map<Scope, Long> epochs,
            Map<Address, Verdict.Permit> permitted,
            Map<Address, Disclosure.Refused> refused,
            Map<Address, Set<SubjectId>> concerned,
            Instant at) {

        FieldsAt named(Address address, List<FieldName> fields) {
            return new FieldsAt(address, fields).concerning(concerned.getOrDefault(address, Set.of()));
        }
    }

    /// Decides form by form, since a question has one form; the parts make one decision under one id. Epochs that moved
    /// between the parts show in the lower number, which the ledger will then refuse.
    private Judged judge(Requester who, Map<Address, Ask> asks, Why why, Instant at) {
        Map<Form, List<Address>> byForm = new TreeMap<>();
        asks.forEach((address, ask) ->
                byForm.computeIfAbsent(ask.form(), _ -> new ArrayList<>()).add(address));
        Map<Scope, Long> epochs = new HashMap<>();
        Map<Address, Verdict.Permit> permitted = new LinkedHashMap<>();
        Map<Address, Disclosure.Refused> refused = new LinkedHashMap<>();
        List<Decision> parts = new ArrayList<>();
        byForm.forEach((form, addresses) -> {
            Decision part = decisions.decide(new Question(who, addresses, form, why.purpose(), why.matter(), at));
            parts.add(part);
            part.epochs().forEach((scope, epoch) -> epochs.merge(scope, epoch, Math::min));
            for (Address address : addresses) {
                switch (part.verdicts().get(address)) {
                    case Verdict.Permit permit -> permitted.put(address, permit);
                    case Verdict.Deny(var because) -> refused.put(address, new Disclosure.Refused(because));
                    case null -> refused.put(address, new Disclosure.Refused(List.of(unanswered())));
                }
            }
        });
        // After the epochs were read, as every fact of a decision: a party that comes or goes meanwhile raises one.
        Map<Address, Set<SubjectId>> concerned = this.concerned.by(asks.keySet());
        concerned.forEach((address, parties) -> {
            if (parties.isEmpty() && permitted.remove(address) != null) {
                refused.put(address, new Disclosure.Refused(List.of(nobodyToTell())));
            }
        });
        return new Judged(
                parts.getFirst().id(),
                parts.stream().mapToLong(Decision::policyVersion).min().orElse(0),
                epochs,
                permitted,
                refused,
                concerned,
                at);
    }

    /// A release as far as it has come before opening.
    private sealed interface Released {
        record Yes(Judged judged, Warrant warrant) implements Released {}

        record No(Map<Address, Disclosure.Refused> refused, Receipt receipt) implements Released {}

        record Unrecorded() implements Released {}
    }

    private Released release(Requester who, Map<Address, Ask> asks, Why why) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            Judged judged = judge(who, asks, why, now);
            if (judged.permitted().isEmpty()) {
                return recordRefusal(who, why, judged)
                        .<Released>map(receipt -> new Released.No(judged.refused(), receipt))
                        .orElseGet(Released.Unrecorded::new);
            }
            List<Warrant.Item> items = items(judged, asks);
            Instant expires = now.plus(WARRANT_LIFE);
            Digest binding = bindings.bindingOf(judged.decision(), items, expires);
            switch (ledger.record(who, released(judged, items, why), judged.epochs(), binding)) {
                case Recording.Done(var receipt) -> {
                    return new Released.Yes(judged, new Warrant(judged.decision(), items, expires, receipt));
                }
                case Recording.Moved _ -> {
                    // Somebody withdrew, revoked or destroyed meanwhile: ask everybody again.
                }
                case Recording.Unavailable _ -> {
                    return new Released.Unrecorded();
                }
            }
        }
        return new Released.Unrecorded();
    }

    private static List<Warrant.Item> items(Judged judged, Map<Address, Ask> asks) {
        return judged.permitted().entrySet().stream()
                .map(permitted -> item(
                        permitted.getKey(), Objects.requireNonNull(asks.get(permitted.getKey())), permitted.getValue()))
                .toList();
    }

    /// Never more than was asked for, and a mask where the rule wants no more than that.
    private static Warrant.Item item(Address address, Ask ask, Verdict.Permit permit) {
        return new Warrant.Item(address, form(ask.form(), permit), ask.fields());
    }

    private static Warrant.Form form(Form asked, Verdict.Permit permit) {
        return switch (asked) {
            case MASK -> Warrant.Form.MASK;
            case VALUE -> permit.obligations().contains(Obligation.MASK_ONLY) ? Warrant.Form.MASK : Warrant.Form.VALUE;
            case FILE -> Warrant.Form.VALUE;
            case PAGE -> Warrant.Form.DOCUMENT;
        };
    }

    private static ReleaseFacts.ValueReleased released(Judged judged, List<Warrant.Item> items, Why why) {
        Collection<Verdict.Permit> permits = judged.permitted().values();
        return new ReleaseFacts.ValueReleased(
                judged.decision(),
                why.purpose(),
                why.matter(),
                judged.policyVersion(),
                permits.stream().map(permit -> new RuleId(permit.ruleId())).collect(Collectors.toSet()),
                of(judged, items, Warrant.Form.MASK),
                of(judged, items, Warrant.Form.VALUE),
                of(judged, items, Warrant.Form.DOCUMENT),
                permits.stream()
                        .flatMap(permit -> permit.observed().stream())
                        .map(ClauseOutcome::clause)
                        .collect(Collectors.toSet()),
                permits.stream().flatMap(permit -> permit.notYet().stream()).collect(Collectors.toSet()),
                permits.stream().flatMap(permit -> permit.underGrace().stream()).collect(Collectors.toSet()));
    }

    private static List<FieldsAt> of(Judged judged, List<Warrant.Item> items, Warrant.Form form) {
        return items.stream()
                .filter(item -> item.form() == form)
                .map(item -> judged.named(
                        item.address(),
                        item.fields().stream().map(FieldName::new).toList()))
                .toList();
    }

    private Disclosure answered(Requester who, Why why, Released.Yes yes) {
        Map<Address, Opened> opened = opener.open(yes.warrant());
        Map<Address, Disclosure.Shown> shown = new LinkedHashMap<>();
        Map<Address, Disclosure.Refused> spoilt = new LinkedHashMap<>();
        yes.judged().permitted().forEach((address, permit) -> {
            Opened outcome = opened.get(address);
            switch (outcome) {
                case Opened.Value(var fields) ->
                    shown.put(address, new Disclosure.Shown(fields, permit.obligations(), permit.ruleId()));
                case Opened.Absent _ ->
                    shown.put(address, new Disclosure.Shown(Map.of(), permit.obligations(), permit.ruleId()));
                case null, default -> spoilt.put(address, spoilt(outcome));
            }
        });
        Map<Address, Disclosure.Refused> refused =
                new LinkedHashMap<>(yes.judged().refused());
        refused.putAll(spoilt);
        if (!refused.isEmpty()) {
            var _ = recordRefusal(who, why, yes.judged(), refused);
        }
        return new Disclosure.Answered(shown, refused, yes.warrant().receipt());
    }

    private DocumentDisclosure document(Requester who, Address document, Why why, Released.Yes yes) {
        Opened opened = opener.open(yes.warrant()).get(document);
        if (opened instanceof Opened.Stream(var content)) {
            Set<Obligation> obligations = yes.judged().permitted().values().stream()
                    .flatMap(permit -> permit.obligations().stream())
                    .collect(Collectors.toSet());
            InputStream watched = new WatchedStream(
                    content,
                    () -> recordRefusal(who, why, yes.judged(), Map.of(document, spoilt(new Opened.Tampered()))));
            return new DocumentDisclosure.Open(
                    watched, obligations, yes.warrant().receipt());
        }
        Disclosure.Refused refused = spoilt(opened);
        return recordRefusal(who, why, yes.judged(), Map.of(document, refused))
                .<DocumentDisclosure>map(receipt -> new DocumentDisclosure.Refused(refused, receipt))
                .orElseGet(DocumentDisclosure.Unrecorded::new);
    }

    /// What was permitted and could not be opened after all. The stored value itself says no, which is the affair of no
    /// clause; it is filed under the one that speaks of what may be seen.
    private static Disclosure.Refused spoilt(@Nullable Opened outcome) {
        return new Disclosure.Refused(List.of(
                switch (outcome) {
                    case Opened.Tampered _ ->
                        new ClauseOutcome(Clause.CLASS_AND_STAGE, Reason.TAMPERED, Remedy.ASK_SECURITY_OFFICER);
                    case Opened.KeyDestroyed _ ->
                        new ClauseOutcome(Clause.CLASS_AND_STAGE, Reason.DESTROYED, Remedy.NONE);
                    case null, default -> unanswered();
                }));
    }

    /// No genuine row says whose facts these are, so nobody would find the look among those at its data.
    private static ClauseOutcome nobodyToTell() {
        return new ClauseOutcome(Clause.ASSIGNMENT, Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
    }

    private static ClauseOutcome unanswered() {
        return new ClauseOutcome(Clause.CLASS_AND_STAGE, Reason.NOT_ANSWERED, Remedy.ASK_SECURITY_OFFICER);
    }

    private Optional<Receipt> recordRefusal(Requester who, Why why, Judged judged) {
        return recordRefusal(who, why, judged, judged.refused());
    }

    private Optional<Receipt> recordRefusal(
            Requester who, Why why, Judged judged, Map<Address, Disclosure.Refused> refused) {
        if (who instanceof Requester.Anonymous stranger) {
            return strangers.refused(stranger);
        }
        Set<ClauseOutcome> because = refused.values().stream()
                .flatMap(refusal -> refusal.because().stream())
                .collect(Collectors.toSet());
        Recording recording = ledger.record(
                who,
                new ReleaseFacts.ReleaseRefused(
                        judged.decision(),
                        why.purpose(),
                        why.matter(),
                        judged.policyVersion(),
                        refused.keySet().stream()
                                .map(address -> judged.named(address, List.of()))
                                .toList(),
                        because.stream().map(ClauseOutcome::clause).collect(Collectors.toSet()),
                        because.stream().map(ClauseOutcome::reason).collect(Collectors.toSet())));
        return recording instanceof Recording.Done(var receipt) ? Optional.of(receipt) : Optional.empty();
    }

    /// A document's bytes; a broken chunk on the way is recorded as a refusal before the reader hears of it.
    private static final class WatchedStream extends InputStream {

        private final InputStream content;
        private final Runnable tampered;

        WatchedStream(InputStream content, Runnable tampered) {
            this.content = content;
            this.tampered = tampered;
        }

        @Override
        public int read() throws IOException {
            try {
                return content.read();
            } catch (Opener.TamperedStream e) {
                tampered.run();
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return content.read(bytes, from, length);
            } catch (Opener.TamperedStream e) {
                tampered.run();
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
