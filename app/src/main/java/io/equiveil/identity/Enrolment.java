package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How an invited person gets two factors: through the one-time link a password is set and an authenticator is
/// enrolled; its first right code makes the account active and uses the link up. Nothing comes with a default.
@Service
public class Enrolment {

    /// What the log knows once somebody has enrolled: from then on nobody becomes the first administrator
    /// any more, whatever is deleted.
    static final String SOMEBODY = "identity.people/somebody-enrolled";

    /// The link's path; the secret follows.
    static final String PATH = "/enrol/";

    private final PeopleRepository people;
    private final Credentials credentials;
    private final Passkeys passkeys;
    private final Links links;
    private final Ledger ledger;

    Enrolment(PeopleRepository people, Credentials credentials, Passkeys passkeys, Links links, Ledger ledger) {
        this.people = people;
        this.credentials = credentials;
        this.passkeys = passkeys;
        this.links = links;
        this.ledger = ledger;
    }

    /// What came of the first step.
    public sealed interface Begun {

        /// The password is set; the authenticator must show that it has the seed.
        ///
        /// @param totpSecret Base32, to be shown once
        /// @param totpUri    the same for a QR code (`otpauth://`)
        record ShowSeed(String login, Cleartext totpSecret, Cleartext totpUri) implements Begun {}

        record TooWeak(Weakness weakness) implements Begun {}

        /// Used, expired, or never made.
        record LinkDead() implements Begun {}
    }

    /// Whose link it is; empty if it works no more.
    public Optional<Person> invited(Cleartext link) {
        return live(link).flatMap(Links.LiveLink::person).flatMap(people::find).map(PeopleRepository.Stored::person);
    }

    /// First step: sets the password and makes a new seed. May be repeated until the second step is done.
    @Transactional
    public Begun begin(Cleartext link, Cleartext password, String source) {
        Optional<Person> invited = invited(link);
        if (invited.isEmpty()) {
            return new Begun.LinkDead();
        }
        live(link).ifPresent(links::countTry);
        Person person = invited.get();
        String login = person.login().orElseThrow();
        Optional<Weakness> weakness = PasswordRules.ofPassword(password, login);
        if (weakness.isPresent()) {
            return new Begun.TooWeak(weakness.get());
        }
        Requester who = new Requester.Anonymous(source);
        passkeys.removeAllOf(person.id(), who);
        String seed = credentials.prepare(person.id(), password, Entry.of(who, new Facts.FactorsPrepared(person.id())));
        return new Begun.ShowSeed(login, Cleartext.of(seed), Cleartext.of(uri(login, seed)));
    }

    /// What came of the second step.
    public enum Ended {
        /// The person may sign in.
        ENROLLED,
        WRONG_CODE,
        LINK_DEAD
    }

    /// Second step: the first code of the authenticator.
    @Transactional
    public Ended confirm(Cleartext link, String code, String source) {
        people.lockAll();
        Optional<Links.LiveLink> live = live(link);
        Optional<PeopleRepository.Stored> stored =
                live.flatMap(Links.LiveLink::person).flatMap(people::find);
        if (live.isEmpty() || stored.isEmpty()) {
            return Ended.LINK_DEAD;
        }
        links.countTry(live.get());
        Person person = stored.get().person();
        Optional<Long> step = credentials.firstCode(person.id(), code.strip());
        if (step.isEmpty()) {
            return Ended.WRONG_CODE;
        }
        Requester who = new Requester.Anonymous(source);
        if (!links.useUp(live.get(), Entry.of(who, new Facts.FactorEnrolled(person.id(), Factor.PASSWORD)))) {
            return Ended.LINK_DEAD;
        }
        credentials.confirmSeed(
                person.id(), step.get(), Entry.of(who, new Facts.FactorEnrolled(person.id(), Factor.TOTP)));
        if (person.status() == PersonStatus.INVITED) {
            Entry entry = Entry.of(who, new Facts.StatusChanged(person.id(), PersonStatus.INVITED, PersonStatus.ACTIVE))
                    .raising(Scope.of(person.id()));
            if (!ledger.knows(SOMEBODY)) {
                entry = entry.about(SOMEBODY, 1);
            }
            people.change(
                    stored.get(),
                    People.withStatus(person, PersonStatus.ACTIVE),
                    stored.get().mobileToken(),
                    entry);
        }
        return Ended.ENROLLED;
    }

    private Optional<Links.LiveLink> live(Cleartext link) {
        return links.look(Links.Aim.ENROLMENT, link.revealForDisplay());
    }

    // Key Uri Format of the authenticator apps.
    private static String uri(String login, String seed) {
        String issuer = URLEncoder.encode("股隐 EquiVeil", StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + issuer + ":" + login + "?secret=" + seed + "&issuer=" + issuer;
    }

    /// The person whose credentials these are must hold both before signing in.
    boolean isComplete(PersonId person) {
        return credentials.hasPasswordAndTotp(person) || passkeys.has(person);
    }
}
