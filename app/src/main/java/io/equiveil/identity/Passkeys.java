package io.equiveil.identity;

import io.equiveil.engine.PublicAddress;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.io.Serializable;
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
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
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

    private final PasskeyRepository passkeys;
    private final PeopleRepository people;
    private final Throttle throttle;
    private final Refusals refusals;
    private final Ledger ledger;
    private final Webauthn4JRelyingPartyOperations relyingParty;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PasskeyRepository passkeys,
            PeopleRepository people,
            Throttle throttle,
            Refusals refusals,
            Ledger ledger,
            PublicAddress address) {
        this.passkeys = passkeys;
        this.people = people;
        this.throttle = throttle;
        this.refusals = refusals;
        this.ledger = ledger;
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
        Optional<PersonId> person = verified(state, answer)
                .flatMap(people::find)
                .map(PeopleRepository.Stored::person)
                .filter(Person::isActive)
                .map(Person::id);
        if (person.isEmpty()) {
            refusals.count(Optional.empty(), visit.source());
            return new SignInResult.Refused();
        }
        throttle.wasRight(source, source);
        return new SignInResult.Proven(new Proof(person.get(), SignInMethod.PASSKEY));
    }

    /// Confirms the identity of somebody signed in.
    public boolean confirms(Requester.SignedIn who, Serializable state, String answer) {
        return verified(state, answer).filter(who.person()::equals).isPresent();
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
        String login = people.find(who.person())
                .flatMap(stored -> stored.person().login())
                .orElseThrow(() -> Denial.NOT_IN_ROLE.problem());
        Authentication authentication = new TestingAuthenticationToken(login, null);
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
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> attestation =
                    json.readValue(answer, new TypeReference<>() {});
            relyingParty.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    options, new RelyingPartyPublicKey(attestation, "passkey")));
        } catch (org.springframework.dao.DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            return false;
        }
        ledger.append(Entry.of(who, new Facts.FactorEnrolled(who.person(), Factor.PASSKEY)));
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
        if (passkeys.remove(who.person(), passkey)) {
            ledger.append(Entry.of(who, new Facts.FactorRemoved(who.person(), Factor.PASSKEY))
                    .raising(Scope.of(who.person())));
        }
    }

    boolean has(PersonId person) {
        return passkeys.has(person);
    }

    void removeAllOf(PersonId person) {
        passkeys.removeAllOf(person);
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
                    .map(stored -> entity(stored.person()))
                    .orElse(null);
        }

        private static PublicKeyCredentialUserEntity entity(Person person) {
            String login = person.login().orElse("");
            return ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(PasskeyRepository.handle(person.id()))
                    .name(login)
                    .displayName(login)
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
