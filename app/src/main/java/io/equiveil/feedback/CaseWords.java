package io.equiveil.feedback;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.vault.Sealer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What was said in cases: each saying sealed by itself under the client's key, together with who said it when, so
/// that a row changed by SQL does not put words into somebody's mouth. Opened by the gate alone.
@Component
class CaseWords {

    static final RecordType RECORD = new RecordType("feedback.case");
    static final String TEXT = "caseText";
    static final String AUTHOR = "caseAuthor";
    static final String CALLER = "caseCaller";

    private static final Cleartext HIDDEN = Cleartext.of("＊＊＊");

    private final Sealer sealer;
    private final Disclosures disclosures;

    CaseWords(Sealer sealer, Disclosures disclosures) {
        this.sealer = sealer;
        this.disclosures = disclosures;
    }

    /// @param recorded false if the log could not record, and so nothing was opened
    record Opened(List<SaidLine> lines, boolean recorded, Optional<Disclosure.Refused> refusal) {}

    /// In the caller's transaction.
    ///
    /// @throws Sealer.KeyDestroyed if the client's facts were destroyed
    void seal(Case of, Saying said, Cleartext text, Optional<Cleartext> caller) {
        Map<String, Cleartext> fields = new HashMap<>();
        fields.put(TEXT, text);
        fields.put(AUTHOR, Cleartext.of(author(said)));
        caller.ifPresent(name -> fields.put(CALLER, name));
        Map<String, Cleartext> masks = new HashMap<>(fields);
        masks.replaceAll((_, _) -> HIDDEN);
        sealer.seal(address(of, said.id()), fields, masks);
    }

    /// Opens all of them: one release.
    Opened open(Requester.SignedIn who, Case of, List<Saying> sayings) {
        List<Wanted> wanted = sayings.stream()
                .map(said -> said.step() == CaseStep.OPENED && of.caller()
                        ? Wanted.value(address(of, said.id()), TEXT, AUTHOR, CALLER)
                        : Wanted.value(address(of, said.id()), TEXT, AUTHOR))
                .toList();
        Why why = Why.of(who.has(Role.CLIENT) ? Purpose.OWN_DATA : Purpose.RIGHTS_REQUEST);
        return switch (disclosures.open(who, wanted, why)) {
            case Disclosure.Unrecorded _ -> new Opened(closed(sayings), false, Optional.empty());
            case Disclosure.Answered answered ->
                new Opened(
                        sayings.stream().map(said -> line(of, said, answered)).toList(),
                        true,
                        answered.refused().values().stream().findFirst());
        };
    }

    static List<SaidLine> closed(List<Saying> sayings) {
        return sayings.stream()
                .map(said -> new SaidLine(said, Optional.empty(), Optional.empty(), true))
                .toList();
    }

    private static SaidLine line(Case of, Saying said, Disclosure.Answered answered) {
        Address address = address(of, said.id());
        boolean genuine = !answered.shown().containsKey(address)
                || answered.field(address, AUTHOR)
                        .map(Cleartext::revealForDisplay)
                        .filter(author(said)::equals)
                        .isPresent();
        return new SaidLine(
                said,
                genuine ? answered.field(address, TEXT) : Optional.empty(),
                genuine ? answered.field(address, CALLER) : Optional.empty(),
                genuine);
    }

    private static String author(Saying said) {
        return said.by() + " " + said.step() + " " + said.of() + " " + said.at();
    }

    /// Where a saying's words are sealed.
    static Address address(Case of, UUID saying) {
        return new Address(Owner.of(of.subject()), RetentionGroup.RELATION, RECORD, saying, InformationClass.CONTACT);
    }
}
