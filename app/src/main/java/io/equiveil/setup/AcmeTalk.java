package io.equiveil.setup;

import io.equiveil.outgoing.InnerNetwork;
import io.equiveil.outgoing.Outgoing;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;
import org.shredzone.acme4j.toolbox.JSON;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Talks with a certificate authority by ACME (RFC 8555), over [Outgoing] and by TLS only. Remembers nothing.
@Component
class AcmeTalk {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Outgoing outgoing;
    private final SSLSocketFactory trusted;

    /// @param authority a PEM file with whom to trust as certificate authority's own server, where that is not whom the
    ///                  JDK trusts: an authority inside the firm
    AcmeTalk(Outgoing outgoing, @Value("${equiveil.acme.authority:}") String authority) throws IOException {
        this.outgoing = outgoing;
        this.trusted = AcmeTrust.of(authority);
    }

    /// An order that the authority took.
    ///
    /// @param record to be set; empty if the authority knows already whose the domain is
    record Ordered(URI account, URI order, Optional<AcmeRecord> record) {}

    /// Opens the account if there is none, and orders a certificate.
    ///
    /// @throws AcmeTrouble.Met if the authority did not take it
    Ordered order(AcmeState state, KeyPair accountKey, String host) throws AcmeTrouble.Met {
        try {
            Session session = session(state);
            Login login = state.account().isPresent()
                    ? session.login(url(state.account().get()), accountKey)
                    : opened(state, accountKey, session);
            Order order = login.newOrder().domain(host).create();
            Authorization authorization = only(order);
            Optional<AcmeRecord> record = authorization.getStatus() == Status.VALID
                    ? Optional.empty()
                    : Optional.of(record(challenge(authorization), host));
            return new Ordered(uri(login.getAccountLocation()), uri(order.getLocation()), record);
        } catch (AcmeException | RuntimeException e) {
            throw met(e);
        }
    }

    private static Login opened(AcmeState state, KeyPair accountKey, Session session)
            throws AcmeException, AcmeTrouble.Met {
        if (session.getMetadata().isExternalAccountRequired()
                && state.external().isEmpty()) {
            throw new AcmeTrouble.Met(AcmeTrouble.of(AcmeFault.EXTERNAL_REQUIRED));
        }
        AccountBuilder account = new AccountBuilder().agreeToTermsOfService().useKeyPair(accountKey);
        if (!state.email().isEmpty()) {
            account.addEmail(state.email());
        }
        state.external().ifPresent(external -> account.withKeyIdentifier(external.id(), external.key()));
        return account.createLogin(session);
    }

    private static Authorization only(Order order) throws AcmeTrouble.Met {
        List<Authorization> all = order.getAuthorizations();
        if (all.size() != 1) {
            throw new AcmeTrouble.Met(AcmeTrouble.of(AcmeFault.NOT_ACME));
        }
        return all.getFirst();
    }

    private static Dns01Challenge challenge(Authorization authorization) throws AcmeTrouble.Met {
        Optional<Dns01Challenge> challenge = authorization.findChallenge(Dns01Challenge.class);
        return challenge.orElseThrow(() -> new AcmeTrouble.Met(AcmeTrouble.of(AcmeFault.NO_DNS_CHECK)));
    }

    private static AcmeRecord record(Dns01Challenge challenge, String host) {
        return new AcmeRecord("_acme-challenge." + host, challenge.getDigest());
    }

    /// Has the authority look at the record, and brings the certificate. May be called again for an order that was
    /// interrupted: it goes on from where the authority is.
    ///
    /// @param request what was made for the certificate's key (PKCS #10)
    /// @return the certificate, then those that signed it
    /// @throws AcmeTrouble.Met if there is none
    List<X509Certificate> finish(AcmeState state, KeyPair accountKey, byte[] request) throws AcmeTrouble.Met {
        try {
            Session session = session(state);
            Login login = session.login(url(state.account().orElseThrow()), accountKey);
            Order order = login.bindOrder(url(state.order().orElseThrow()));
            if (order.getStatus() == Status.PENDING) {
                prove(only(order));
                order.fetch();
                order.waitUntilReady(PATIENCE);
            }
            if (order.getStatus() == Status.READY) {
                order.execute(request);
            }
            if (order.waitForCompletion(PATIENCE) != Status.VALID) {
                throw new AcmeTrouble.Met(
                        order.getError().map(AcmeTalk::of).orElseGet(() -> AcmeTrouble.of(AcmeFault.LAPSED)));
            }
            return order.getCertificate().getCertificateChain();
        } catch (AcmeException | RuntimeException e) {
            throw met(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AcmeTrouble.Met(AcmeTrouble.of(AcmeFault.NOT_REACHED));
        }
    }

    private static void prove(Authorization authorization) throws AcmeException, InterruptedException, AcmeTrouble.Met {
        if (authorization.getStatus() != Status.PENDING) {
            return;
        }
        Dns01Challenge challenge = challenge(authorization);
        if (challenge.getStatus() == Status.PENDING) {
            challenge.trigger();
        }
        if (challenge.waitForCompletion(PATIENCE) != Status.VALID) {
            throw new AcmeTrouble.Met(
                    challenge.getError().map(AcmeTalk::of).orElseGet(() -> AcmeTrouble.of(AcmeFault.RECORD_WRONG)));
        }
    }

    private Session session(AcmeState state) {
        Session session = new Session(state.directory().orElseThrow(), new Guarded());
        session.setLocale(Locale.ENGLISH);
        session.networkSettings().setCompressionEnabled(false);
        return session;
    }

    /// The library's own way, over our connections.
    private final class Guarded extends GenericAcmeProvider {

        @Override
        public HttpClient createHttpClient(NetworkSettings settings) {
            return outgoing.client(trusted);
        }

        /// Read once for each session: a session here is one conversation.
        @Override
        public @Nullable JSON directory(Session session, URI server) throws AcmeException {
            return session.hasDirectory() ? null : super.directory(session, server);
        }

        /// What authorities expect, whatever the length of their keys.
        @Override
        public Optional<String> getProposedEabMacAlgorithm() {
            return Optional.of("HS256");
        }
    }

    private static AcmeTrouble.Met met(Exception thrown) {
        return new AcmeTrouble.Met(trouble(thrown));
    }

    private static AcmeTrouble trouble(Exception thrown) {
        return switch (thrown) {
            case AcmeLazyLoadingException lazy when lazy.getCause() instanceof AcmeException cause -> trouble(cause);
            case AcmeRateLimitedException limited ->
                new AcmeTrouble(
                        AcmeFault.RATE_LIMITED,
                        limited.getProblem().toString(),
                        limited.getRetryAfter().filter(after -> after.isAfter(Instant.EPOCH)));
            case AcmeServerException server -> of(server.getProblem());
            case AcmeNetworkException network -> AcmeTrouble.of(fault(network.getCause()));
            case AcmeProtocolException _ -> AcmeTrouble.of(AcmeFault.NOT_ACME);
            // A status without a problem document, or patience that came to its end.
            case AcmeException other ->
                AcmeTrouble.of(
                        String.valueOf(other.getMessage()).startsWith("Timeout")
                                ? AcmeFault.NOT_REACHED
                                : AcmeFault.NOT_ACME);
            default -> AcmeTrouble.of(AcmeFault.NOT_ACME);
        };
    }

    private static AcmeFault fault(@Nullable Throwable cause) {
        return switch (cause) {
            case InnerNetwork.Refused _ -> AcmeFault.INSIDE;
            case Outgoing.NotSealed _ -> AcmeFault.ADDRESS;
            case null, default -> AcmeFault.NOT_REACHED;
        };
    }

    private static AcmeTrouble of(Problem problem) {
        return new AcmeTrouble(AcmeFault.of(problem.getType().toString()), problem.toString(), Optional.empty());
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new AcmeProtocolException("no address");
        }
    }
}
