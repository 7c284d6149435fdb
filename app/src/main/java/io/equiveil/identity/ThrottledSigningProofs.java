package io.equiveil.identity;

import io.equiveil.identity.spi.CodeDelivery;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Proofs for signing, counted like tries to sign in, so that guessing is slow.
@Service
class ThrottledSigningProofs implements SigningProofs {

    private final PeopleRepository people;
    private final Credentials credentials;
    private final Passkeys passkeys;
    private final CodeDesk codes;
    private final Throttle throttle;
    private final Ledger ledger;
    private final ObjectProvider<CodeDelivery> delivery;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ThrottledSigningProofs(
            PeopleRepository people,
            Credentials credentials,
            Passkeys passkeys,
            CodeDesk codes,
            Throttle throttle,
            Ledger ledger,
            ObjectProvider<CodeDelivery> delivery,
            TransactionTemplate transaction,
            Clock clock) {
        this.people = people;
        this.credentials = credentials;
        this.passkeys = passkeys;
        this.codes = codes;
        this.throttle = throttle;
        this.ledger = ledger;
        this.delivery = delivery;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Proven prove(Requester.SignedIn who, Digest document, Proof proof) {
        Throttle.Key account = throttle.key(Throttle.Counter.ACCOUNT, "sign/" + who.person());
        Throttle.Key source = throttle.key(Throttle.Counter.SOURCE, who.sourceAddress());
        boolean active = people.find(who.person())
                .filter(stored -> stored.person().isActive())
                .isPresent();
        if (!active || throttle.admit(account, source).isPresent()) {
            return new Proven.Refused();
        }
        boolean right = switch (proof) {
            case Proof.AuthenticatorCode(var code) ->
                !who.has(Role.CLIENT) && credentials.totp(who.person(), code.revealForDisplay());
            case Proof.CodeAndPin(var code, var pin) -> codeAndPin(who.person(), code, pin);
            case Proof.PasskeyAssertion(var state, var answer) -> passkeys.signs(who, document, state, answer);
        };
        if (!right) {
            return new Proven.Refused();
        }
        throttle.wasRight(account, source);
        Grade grade = switch (proof) {
            case Proof.CodeAndPin _ -> Grade.CODE_AND_PIN;
            case Proof.AuthenticatorCode _ -> Grade.AUTHENTICATOR;
            case Proof.PasskeyAssertion _ -> Grade.PASSKEY;
        };
        return new Proven.Accepted(grade, clock.instant());
    }

    // Both are always tried, so that the answer does not tell which of the two was wrong.
    private boolean codeAndPin(PersonId person, Cleartext code, Cleartext pin) {
        boolean pinRight = credentials.pin(person, pin);
        byte[] mobile = Objects.requireNonNullElse(mobileOf(person), new byte[0]);
        Optional<CodeDesk.RightCode> right = codes.tryCode(
                mobile, Optional.of(person), code.revealForDisplay().strip());
        return pinRight && right.filter(codes::useUp).isPresent();
    }

    private byte @Nullable [] mobileOf(PersonId person) {
        PeopleRepository.Stored stored = people.find(person).orElse(null);
        return stored == null ? null : stored.mobileToken();
    }

    @Override
    public boolean sendCode(Requester.SignedIn who) {
        CodeDelivery gateway = delivery.getIfAvailable();
        Throttle.Key number = throttle.key(Throttle.Counter.CODES_FOR_NUMBER, "sign/" + who.person());
        if (gateway == null || !gateway.canDeliver() || throttle.admit(number).isPresent()) {
            return false;
        }
        CodeDesk.NewCode code = transaction.execute(_ -> {
            ledger.append(Entry.of(who, new Facts.CodeIssued(who.person(), CodeChannel.SMS)));
            return codes.issue(CodeChannel.SMS, who.person(), mobileOf(who.person()));
        });
        gateway.deliver(who.person(), Cleartext.of(code.code()), CodeDesk.SMS_VALID);
        return true;
    }
}
