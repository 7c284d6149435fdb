package io.equiveil.messages;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.messages.Preferences.Quiet;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How people want to be told that something waits: each says it for the own account. The e-mail
/// address is sealed in the person's own file and never asked of anybody who does not want e-mails.
@Service
public class OwnPreferences {

    /// The record under which an address is sealed; the row is the person's id.
    static final RecordType RECORD = new RecordType("messages.preferences");

    static final String EMAIL = "email";

    private final PreferenceRepository rows;
    private final People people;
    private final Sealer sealer;
    private final Disclosures disclosures;
    private final Ledger ledger;
    private final Clock clock;

    OwnPreferences(
            PreferenceRepository rows,
            People people,
            Sealer sealer,
            Disclosures disclosures,
            Ledger ledger,
            Clock clock) {
        this.rows = rows;
        this.people = people;
        this.sealer = sealer;
        this.disclosures = disclosures;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What came of saying it.
    public enum Result {
        DONE,
        /// Wants e-mails, but there is no address, or what was typed is none.
        NO_ADDRESS,
        /// One end of the quiet hours is missing, or both are the same.
        QUIET_HOURS
    }

    /// How this person wants to be told.
    public Preferences of(PersonId person) {
        boolean address = people.find(person)
                .map(OwnPreferences::address)
                .filter(sealer::holds)
                .isPresent();
        Preferences said = rows.find(person).orElse(Preferences.USUAL);
        return new Preferences(said.sms(), said.mail(), said.english(), said.quiet(), address);
    }

    /// The own address with most of it hidden, as the gate shows it; empty if none is kept.
    public Optional<Cleartext> maskedAddress(Requester.SignedIn who) {
        return people.find(who.person())
                .map(OwnPreferences::address)
                .filter(sealer::holds)
                .flatMap(address -> disclosures.open(
                                        who,
                                        List.of(Disclosures.Wanted.mask(address, EMAIL)),
                                        Disclosures.Why.of(Purpose.OWN_DATA))
                                instanceof Disclosure.Answered answered
                        ? answered.field(address, EMAIL)
                        : Optional.empty());
    }

    /// Says how oneself wants to be told.
    ///
    /// @param address a new e-mail address; blank to keep the one that is there. It goes when
    ///                e-mails are not wanted.
    @Transactional
    public Result say(
            Requester.SignedIn who,
            boolean sms,
            boolean mail,
            boolean english,
            Optional<Quiet> quiet,
            Cleartext address) {
        Person person = people.find(who.person()).orElseThrow();
        Address place = address(person);
        String typed = address.revealForDisplay().strip();
        if (mail && (typed.isEmpty() ? !sealer.holds(place) : !MailAddress.isOne(typed))) {
            return Result.NO_ADDRESS;
        }
        if (quiet.filter(hours -> hours.from().equals(hours.to())).isPresent()) {
            return Result.QUIET_HOURS;
        }
        if (!mail) {
            sealer.remove(place);
        } else if (!typed.isEmpty()) {
            sealer.seal(
                    place, Map.of(EMAIL, Cleartext.of(typed)), Map.of(EMAIL, Cleartext.of(MailAddress.mask(typed))));
        }
        rows.keep(who.person(), new Preferences(sms, mail, english, quiet, mail), clock.instant());
        ledger.append(Entry.of(who, new MessageFacts.PreferencesSaid(who.person(), sms, mail, quiet.isPresent())));
        return Result.DONE;
    }

    /// Where somebody's e-mail address is sealed.
    static Address address(Person person) {
        return new Address(
                Owner.of(person.file()),
                RetentionGroup.RELATION,
                RECORD,
                person.id().value(),
                InformationClass.CONTACT);
    }
}
