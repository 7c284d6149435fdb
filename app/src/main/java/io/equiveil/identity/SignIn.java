package io.equiveil.identity;

import io.equiveil.identity.spi.CodeDelivery;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.BlindIndexes;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The ways in. Each proves two factors, counts every try against account and source, and says the same to a name that
/// nobody has as to one that somebody has, in words and in time.
@Service
public class SignIn {

    static final String MOBILE_INDEX = "identity.mobile";

    private final PeopleRepository people;
    private final Credentials credentials;
    private final CodeDesk codes;
    private final Links links;
    private final Throttle throttle;
    private final Refusals refusals;
    private final BlindIndexes blindIndexes;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final ObjectProvider<CodeDelivery> delivery;
    private final Clock clock;

    SignIn(
            PeopleRepository people,
            Credentials credentials,
            CodeDesk codes,
            Links links,
            Throttle throttle,
            Refusals refusals,
            BlindIndexes blindIndexes,
            Ledger ledger,
            TransactionTemplate transaction,
            ObjectProvider<CodeDelivery> delivery,
            Clock clock) {
        this.people = people;
        this.credentials = credentials;
        this.codes = codes;
        this.links = links;
        this.throttle = throttle;
        this.refusals = refusals;
        this.blindIndexes = blindIndexes;
        this.ledger = ledger;
        this.transaction = transaction;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// Staff, partners and auditors: handle, password and one-time password.
    public SignInResult withPassword(String login, Cleartext password, String code, Visit visit) {
        String handle = login.strip().toLowerCase(Locale.ROOT);
        Throttle.Key handles = throttle.key(Throttle.Counter.ACCOUNT, "login/" + handle);
        Throttle.Key source = throttle.key(Throttle.Counter.SOURCE, visit.source());
        Optional<Instant> blocked = throttle.admit(handles, source);
        if (blocked.isPresent()) {
            return new SignInResult.Throttled(blocked.get());
        }
        Optional<Person> account =
                people.findByLogin(handle).map(PeopleRepository.Stored::person).filter(Person::isActive);
        Optional<PersonId> person = account.map(Person::id);
        Credentials.Tried tried = credentials.passwordAndTotp(person, password, code.strip());
        if (tried == Credentials.Tried.RIGHT) {
            throttle.wasRight(handles, source);
            return SignInResult.of(account.orElseThrow(), SignInMethod.PASSWORD_AND_TOTP, clock.instant());
        }
        refusals.count(person, visit.source());
        return tried == Credentials.Tried.CODE_USED ? new SignInResult.CodeUsed() : new SignInResult.Refused();
    }

    /// What came of asking for a code.
    public sealed interface CodeRequest {

        /// If the number is a client's, a code is on its way. Nobody is told whether it is.
        record Accepted() implements CodeRequest {}

        /// No gateway: the advisor shows a code.
        record AskAdvisor() implements CodeRequest {}

        /// That cannot be a mobile number.
        record NotANumber() implements CodeRequest {}

        /// Too many codes asked for.
        record Throttled(Instant until) implements CodeRequest {}
    }

    /// Sends a client a code by SMS.
    public CodeRequest sendCode(Cleartext mobile, Visit visit) {
        Optional<Cleartext> number = Mobile.normalised(mobile);
        if (number.isEmpty()) {
            return new CodeRequest.NotANumber();
        }
        CodeDelivery gateway = delivery.getIfAvailable();
        if (gateway == null || !gateway.canDeliver()) {
            return new CodeRequest.AskAdvisor();
        }
        byte[] token = blindIndexes.token(MOBILE_INDEX, number.get());
        Optional<Instant> blocked = throttle.admit(
                throttle.key(Throttle.Counter.CODES_FOR_NUMBER, hex(token)),
                throttle.key(Throttle.Counter.CODES_FROM_SOURCE, visit.source()));
        if (blocked.isPresent()) {
            return new CodeRequest.Throttled(blocked.get());
        }
        Optional<PersonId> client = client(token);
        CodeDesk.NewCode code = transaction.execute(status -> {
            CodeDesk.NewCode made = codes.issue(CodeChannel.SMS, client.orElse(null), token);
            client.ifPresent(person -> ledger.append(
                    Entry.of(new Requester.Anonymous(visit.source()), new Facts.CodeIssued(person, CodeChannel.SMS))));
            return made;
        });
        // Out of the caller's time, so that a known number does not answer later than an unknown one.
        client.ifPresent(person -> Thread.ofVirtual()
                .name("deliver-code")
                .start(() -> gateway.deliver(person, Cleartext.of(code.code()), CodeDesk.SMS_VALID)));
        return new CodeRequest.Accepted();
    }

    /// Clients: mobile number, one-time code, and PIN.
    ///
    /// @param newPin chosen at the first sign-in; looked at only if there is none yet
    public SignInResult withCode(
            Cleartext mobile, String code, Optional<Cleartext> pin, Optional<Cleartext> newPin, Visit visit) {
        return switch (checkCode(mobile, code, visit)) {
            case CodeCheck.Wrong _ -> new SignInResult.Refused();
            case CodeCheck.Throttled(var until) -> new SignInResult.Throttled(until);
            case CodeCheck.Right(var proven) -> {
                SignInResult result = withPin(proven, pin, newPin, visit);
                yield result instanceof SignInResult.Proven && !useUp(proven) ? new SignInResult.Refused() : result;
            }
        };
    }

    /// What came of a code alone.
    public sealed interface CodeCheck {
        record Right(ProvenPossession proven) implements CodeCheck {}

        record Wrong() implements CodeCheck {}

        record Throttled(Instant until) implements CodeCheck {}
    }

    /// First half of a client's way in, for pages that ask one thing at a time. The code is not used up yet.
    public CodeCheck checkCode(Cleartext mobile, String code, Visit visit) {
        Optional<byte[]> token = Mobile.normalised(mobile).map(number -> blindIndexes.token(MOBILE_INDEX, number));
        Throttle.Key account = throttle.key(
                Throttle.Counter.ACCOUNT, "mobile/" + token.map(SignIn::hex).orElse("none"));
        Throttle.Key source = throttle.key(Throttle.Counter.SOURCE, visit.source());
        Optional<Instant> blocked = throttle.admit(account, source);
        if (blocked.isPresent()) {
            return new CodeCheck.Throttled(blocked.get());
        }
        Optional<PersonId> client = token.flatMap(this::client);
        Optional<CodeDesk.RightCode> right = token.flatMap(known -> codes.tryCode(known, client, code.strip()));
        if (right.isEmpty()) {
            refusals.count(client, visit.source());
            return new CodeCheck.Wrong();
        }
        throttle.wasRight(account, source);
        return new CodeCheck.Right(new ProvenPossession(
                right.get().person(), right.get().channel(), right.get().id()));
    }

    /// Second half: the PIN. Throttled by person.
    public SignInResult withPin(
            ProvenPossession proven, Optional<Cleartext> pin, Optional<Cleartext> newPin, Visit visit) {
        PersonId person = proven.person();
        if (credentials.mayChoosePin(person)) {
            return choosePin(proven, newPin, visit);
        }
        Throttle.Key account = throttle.key(Throttle.Counter.ACCOUNT, "pin/" + person);
        Throttle.Key source = throttle.key(Throttle.Counter.SOURCE, visit.source());
        Optional<Instant> blocked = throttle.admit(account, source);
        if (blocked.isPresent()) {
            return new SignInResult.Throttled(blocked.get());
        }
        boolean active =
                people.find(person).filter(stored -> stored.person().isActive()).isPresent();
        boolean right = credentials.pin(person, pin.orElseGet(() -> Cleartext.of("")));
        if (active && right) {
            throttle.wasRight(account, source);
            return new SignInResult.Proven(new Proof(person, proven.method()));
        }
        refusals.count(Optional.of(person), visit.source());
        return new SignInResult.Refused();
    }

    private SignInResult choosePin(ProvenPossession proven, Optional<Cleartext> newPin, Visit visit) {
        if (newPin.isEmpty()) {
            return new SignInResult.PinToBeChosen();
        }
        Optional<Weakness> weakness = PasswordRules.ofPin(newPin.get());
        if (weakness.isPresent()) {
            return new SignInResult.PinTooWeak(weakness.get());
        }
        Boolean chosen = transaction.execute(status -> firstPin(proven.person(), newPin.get(), visit));
        return chosen
                ? new SignInResult.Proven(new Proof(proven.person(), proven.method()))
                : new SignInResult.Refused();
    }

    /// Sets the first PIN and makes the account active, unless somebody was faster or the account is closed.
    private boolean firstPin(PersonId person, Cleartext pin, Visit visit) {
        people.lockAll();
        Optional<PeopleRepository.Stored> found = people.find(person);
        if (found.isEmpty() || !credentials.mayChoosePin(person)) {
            return false;
        }
        PeopleRepository.Stored stored = found.get();
        Person before = stored.person();
        if (before.kind() != PersonKind.CLIENT
                || !Set.of(PersonStatus.INVITED, PersonStatus.ACTIVE).contains(before.status())) {
            return false;
        }
        Requester who = new Requester.Anonymous(visit.source());
        credentials.setPin(person, pin, Entry.of(who, new Facts.FactorEnrolled(person, Factor.PIN)));
        if (before.status() == PersonStatus.INVITED) {
            people.change(
                    stored,
                    People.withStatus(before, PersonStatus.ACTIVE),
                    stored.mobileToken(),
                    Entry.of(who, new Facts.StatusChanged(person, before.status(), PersonStatus.ACTIVE))
                            .raising(Scope.of(person)));
        }
        return true;
    }

    /// Uses up what proved possession; false if it was used meanwhile.
    public boolean useUp(ProvenPossession proven) {
        return codes.useUp(new CodeDesk.RightCode(proven.token(), proven.person(), proven.channel()));
    }

    /// Uses up the link that an advisor showed face to face, which counts as a code.
    public Optional<ProvenPossession> throughDoor(String secret, Visit visit) {
        return transaction.execute(status -> links.look(Links.Aim.CLIENT_DOOR, secret)
                .flatMap(link -> link.person()
                        .filter(person -> links.useUp(
                                link, Entry.of(new Requester.Anonymous(visit.source()), new Facts.LinkUsed(person))))
                        .map(person -> new ProvenPossession(person, CodeChannel.FACE_TO_FACE, link.id()))));
    }

    /// Whether a client still has to choose a PIN.
    public boolean needsPin(ProvenPossession proven) {
        return credentials.mayChoosePin(proven.person());
    }

    /// What came of confirming one's identity.
    public sealed interface Confirmation {
        record Confirmed(Factor factor) implements Confirmation {}

        record Refused() implements Confirmation {}

        record Throttled(Instant until) implements Confirmation {}
    }

    /// A fresh proof from somebody signed in: a one-time password, or the PIN for clients.
    public Confirmation confirm(Requester.SignedIn who, Cleartext codeOrPin) {
        Throttle.Key account = throttle.key(Throttle.Counter.ACCOUNT, "confirm/" + who.person());
        Throttle.Key source = throttle.key(Throttle.Counter.SOURCE, who.sourceAddress());
        Optional<Instant> blocked = throttle.admit(account, source);
        if (blocked.isPresent()) {
            return new Confirmation.Throttled(blocked.get());
        }
        boolean byPin = who.has(io.equiveil.kernel.Role.CLIENT);
        boolean right = byPin
                ? credentials.pin(who.person(), codeOrPin)
                : credentials.totp(who.person(), codeOrPin.revealForDisplay().strip());
        if (right) {
            throttle.wasRight(account, source);
            return new Confirmation.Confirmed(byPin ? Factor.PIN : Factor.TOTP);
        }
        refusals.count(Optional.of(who.person()), who.sourceAddress());
        return new Confirmation.Refused();
    }

    private Optional<PersonId> client(byte[] mobileToken) {
        return people.findByMobile(mobileToken)
                .map(PeopleRepository.Stored::person)
                .filter(person -> person.kind() == PersonKind.CLIENT)
                .filter(person -> person.isActive() || person.status() == PersonStatus.INVITED)
                .map(Person::id);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
