package io.equiveil.identity;

import io.equiveil.engine.PublicAddress;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Passkeys (WebAuthn level 3): enrolled by somebody signed in, then a way in by themselves, because the authenticator
/// both is possessed and verifies its person. User verification is required, not preferred.
@Service
public class Passkeys {

    private static final int NONCE_BYTES = 32;
    private static final Duration SIGNING_TIME = Duration.ofMinutes(5);

    private final PasskeyRepository passkeys;
    private final PeopleRepository people;
    private final Throttle throttle;
    private final Refusals refusals;
    private final Webauthn4JRelyingPartyOperations relyingParty;
    private final Tokens tokens;
    private final Clock clock;
    private final String host;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PasskeyRepository passkeys,
            PeopleRepository people,
            Throttle throttle,
            Refusals refusals,
            Tokens tokens,
            PublicAddress address,
            Clock clock) {
        this.passkeys = passkeys;
        this.people = people;
        this.throttle = throttle;
        this.refusals = refusals;
        this.tokens = tokens;
        this.clock = clock;
        this.host = address.host();
        this.relyingParty = new Webauthn4JRelyingPartyOperations(
                new Users(people),
                passkeys,
                PublicKeyCredentialRpEntity.builder()
                        .id(address.host())
                        .name("股隐 EquiVeil")
                        .build(),
                Set.of(address.origin().toString()));
        relyingParty.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        relyingParty.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
    }

    /// A ceremony under way.
    ///
    /// @param json  for the browser
    /// @param state to be kept in the sealed session until the browser answers
    public record Ceremony(String json, Serializable state) {}

    /// A passkey in its person's list.
    public record Passkey(UUID id, Instant createdAt, Instant lastUsedAt) {}

    /// Starts signing in, for whoever it may be.
    public Ceremony newSignIn() {
        PublicKeyCredentialRequestOptions options = relyingParty.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
        return new Ceremony(json.writeValueAsString(options), options);
    }

    /// Ends signing in.
    ///
    /// @param state  as given by [#newSignIn]; good for one answer, which the caller sees to
    /// @param answer the browser's
    public SignInResult signIn(Serializable state, String answer, Visit visit) {
        Throttle.Key source = throttle.key(Throttle.Counter.SOURCE, visit.source());
        Optional<Instant> blocked = throttle.admit(source);
        if (blocked.isPresent()) {
            return new SignInResult.Throttled(blocked.get());
        }
        Optional<Person> person = verified(state, answer)
                .flatMap(people::find)
                .map(PeopleRepository.Stored::person)
                .filter(Person::isActive);
        if (person.isEmpty()) {
            refusals.count(Optional.empty(), visit.source());
            return new SignInResult.Refused();
        }
        throttle.giveBack(source);
        return SignInResult.of(person.get(), SignInMethod.PASSKEY, clock.instant());
    }

    /// Confirms the identity of somebody signed in.
    public boolean confirms(Requester.SignedIn who, Serializable state, String answer) {
        return verified(state, answer).filter(who.person()::equals).isPresent();
    }

    /// A ceremony for signing one document: what the authenticator signs is bound to it.
    ///
    ///     challenge = SHA-256( "equiveil signing v1" || document digest (32) || person (16) || nonce (32) )
    ///
    /// so that an assertion is good for this document, this signer and this once.
    private record Signing(PublicKeyCredentialRequestOptions options, byte[] document, UUID person, byte[] nonce)
            implements Serializable {

        Bytes challenge() {
            byte[] label = "equiveil signing v1".getBytes(StandardCharsets.US_ASCII);
            ByteBuffer said = ByteBuffer.allocate(label.length + document.length + 2 * Long.BYTES + nonce.length);
            said.put(label)
                    .put(document)
                    .putLong(person.getMostSignificantBits())
                    .putLong(person.getLeastSignificantBits())
                    .put(nonce);
            return new Bytes(Digest.sha256(said.array()).bytes());
        }
    }

    /// Starts signing a document.
    ///
    /// @param document SHA-256 of what is to be signed
    /// @return empty if this person has no passkey
    public Optional<Ceremony> newSigning(Requester.SignedIn who, Digest document) {
        List<PublicKeyCredentialDescriptor> own = passkeys.findByUserId(PasskeyRepository.handle(who.person())).stream()
                .map(held -> PublicKeyCredentialDescriptor.builder()
                        .type(PublicKeyCredentialType.PUBLIC_KEY)
                        .id(held.getCredentialId())
                        .transports(held.getTransports())
                        .build())
                .toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        byte[] nonce = tokens.random(NONCE_BYTES);
        Signing unasked = new Signing(
                blank(own, Bytes.random()), document.bytes(), who.person().value(), nonce);
        Signing asked =
                new Signing(blank(own, unasked.challenge()), unasked.document(), unasked.person(), unasked.nonce());
        return Optional.of(new Ceremony(json.writeValueAsString(asked.options()), asked));
    }

    private PublicKeyCredentialRequestOptions blank(List<PublicKeyCredentialDescriptor> own, Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(host)
                .timeout(SIGNING_TIME)
                .allowCredentials(own)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }

    /// Whether this person's authenticator has signed for exactly this document in this ceremony.
    boolean signs(Requester.SignedIn who, Digest document, Serializable state, String answer) {
        return state instanceof Signing signing
                && signing.person().equals(who.person().value())
                && document.equals(Digest.of(signing.document()))
                && signing.options().getChallenge().equals(signing.challenge())
                && verified(signing.options(), answer)
                        .filter(who.person()::equals)
                        .isPresent();
    }

    private Optional<PersonId> verified(Serializable state, String answer) {
        if (!(state instanceof PublicKeyCredentialRequestOptions options)) {
            return Optional.empty();
        }
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> assertion =
                    json.readValue(answer, new TypeReference<>() {});
            PublicKeyCredentialUserEntity user =
                    relyingParty.authenticate(new RelyingPartyAuthenticationRequest(options, assertion));
            return user == null ? Optional.empty() : PasskeyRepository.person(user.getId());
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // The library says by exceptions of several families what did not fit; all of them are a no.
            return Optional.empty();
        }
    }

    /// Starts enrolling a passkey.
    public Ceremony newRegistration(Requester.SignedIn who) {
        String name = people.find(who.person())
                .map(stored -> Users.nameOf(stored.person()))
                .orElseThrow(() -> Denial.NOT_IN_ROLE.problem());
        Authentication authentication = new TestingAuthenticationToken(name, null);
        authentication.setAuthenticated(true);
        PublicKeyCredentialCreationOptions options = relyingParty.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(authentication));
        return new Ceremony(json.writeValueAsString(options), options);
    }

    /// Ends enrolling a passkey.
    @Transactional
    public boolean register(Requester.SignedIn who, Serializable state, String answer) {
        if (!(state instanceof PublicKeyCredentialCreationOptions options)
                || !PasskeyRepository.person(options.getUser().getId())
                        .filter(who.person()::equals)
                        .isPresent()) {
            return false;
        }
        CredentialRecord enrolled;
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> attestation =
                    json.readValue(answer, new TypeReference<>() {});
            enrolled = relyingParty.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    options, new RelyingPartyPublicKey(attestation, "passkey")));
        } catch (org.springframework.dao.DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            return false;
        }
        passkeys.add(who.person(), enrolled, Entry.of(who, new Facts.FactorEnrolled(who.person(), Factor.PASSKEY)));
        return true;
    }

    /// The person's own passkeys.
    public List<Passkey> of(Requester.SignedIn who) {
        return passkeys.listOf(who.person()).stream()
                .map(listed -> new Passkey(listed.id(), listed.createdAt(), listed.lastUsedAt()))
                .toList();
    }

    /// Removes one of the person's own passkeys.
    @Transactional
    public void remove(Requester.SignedIn who, UUID passkey) {
        passkeys.remove(
                who.person(),
                passkey,
                Entry.of(who, new Facts.FactorRemoved(who.person(), Factor.PASSKEY))
                        .raising(Scope.of(who.person())));
    }

    boolean has(PersonId person) {
        return passkeys.has(person);
    }

    void removeAllOf(PersonId person, Requester by) {
        passkeys.removeAllOf(person, Entry.of(by, new Facts.FactorRemoved(person, Factor.PASSKEY)));
    }

    /// Our accounts as the library sees them.
    private record Users(PeopleRepository people) implements PublicKeyCredentialUserEntityRepository {

        @Override
        public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
            return PasskeyRepository.person(handle)
                    .flatMap(people::find)
                    .map(stored -> entity(stored.person()))
                    .orElse(null);
        }

        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String login) {
            return people.findByLogin(login)
                    .or(() -> clientOf(login))
                    .map(stored -> entity(stored.person()))
                    .orElse(null);
        }

        private Optional<PeopleRepository.Stored> clientOf(String name) {
            try {
                return people.find(new PersonId(UUID.fromString(name)));
            } catch (IllegalArgumentException notAPerson) {
                return Optional.empty();
            }
        }

        /// The login; for clients, who have none, the account's identifier.
        static String nameOf(Person person) {
            return person.login().orElseGet(() -> person.id().toString());
        }

        private static PublicKeyCredentialUserEntity entity(Person person) {
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(PasskeyRepository.handle(person.id()))
                    .name(nameOf(person))
                    .displayName(person.login().orElse("EquiVeil"))
                    .build();
        }

        @Override
        public void save(PublicKeyCredentialUserEntity user) {
            throw new UnsupportedOperationException("accounts are made by invitation");
        }

        @Override
        public void delete(Bytes handle) {
            throw new UnsupportedOperationException("accounts are ended, not deleted");
        }
    }
}
