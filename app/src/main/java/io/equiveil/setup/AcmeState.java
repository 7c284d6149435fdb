package io.equiveil.setup;

import io.equiveil.setup.AcmeOrder.ExternalKey;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// All that is remembered between two steps of an order; lies in the database sealed.
///
/// @param account     where the authority keeps this server's account
/// @param accountKey  see [io.equiveil.vault.IssuedKeys#written]
/// @param external    forgotten as soon as the account stands
/// @param order       where the authority keeps the order
/// @param key         of the certificate to come
/// @param seen        what the DNS said when it was last asked
/// @param issued      SHA-256 of the certificate that came last, in hex
/// @param renews      whether the server began this order by itself
record AcmeState(
        AcmeStage stage,
        Optional<URI> directory,
        String email,
        Optional<URI> account,
        Optional<String> accountKey,
        Optional<ExternalKey> external,
        Optional<URI> order,
        Optional<String> key,
        Optional<AcmeRecord> record,
        Optional<DnsAnswer> seen,
        Optional<AcmeTrouble> trouble,
        Optional<String> issued,
        boolean renews,
        Instant since) {

    static AcmeState nothing() {
        return new AcmeState(
                AcmeStage.IDLE,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Instant.EPOCH);
    }

    /// The owner asks; an account with the same authority is kept.
    AcmeState asked(AcmeOrder wanted, String newAccountKey, Instant at) {
        boolean same = directory.equals(Optional.of(wanted.directory())) && account.isPresent();
        return new AcmeState(
                AcmeStage.ORDERING,
                Optional.of(wanted.directory()),
                wanted.email(),
                same ? account : Optional.empty(),
                same ? accountKey : Optional.of(newAccountKey),
                same ? Optional.empty() : wanted.external(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                issued,
                false,
                at);
    }

    /// Asked again with the same account.
    AcmeState again(boolean byItself, Instant at) {
        return new AcmeState(
                AcmeStage.ORDERING,
                directory,
                email,
                account,
                accountKey,
                external,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                issued,
                byItself,
                at);
    }

    /// The authority took the order.
    AcmeState ordered(URI theAccount, URI theOrder, String newKey, Optional<AcmeRecord> wanted, Instant at) {
        return new AcmeState(
                wanted.isPresent() ? AcmeStage.RECORD : AcmeStage.CHECKING,
                directory,
                email,
                Optional.of(theAccount),
                accountKey,
                Optional.empty(),
                Optional.of(theOrder),
                Optional.of(newKey),
                wanted,
                Optional.empty(),
                Optional.empty(),
                issued,
                renews,
                at);
    }

    AcmeState saw(DnsAnswer answer, Instant at) {
        return with(stage, Optional.of(answer), trouble, at);
    }

    AcmeState checking(Instant at) {
        return with(AcmeStage.CHECKING, seen, Optional.empty(), at);
    }

    /// It did not work: the order stays, or is over.
    AcmeState met(AcmeTrouble what, Instant at) {
        boolean stays = stage == AcmeStage.CHECKING
                && record.isPresent()
                && what.fault().mayPass();
        return with(stays ? AcmeStage.RECORD : AcmeStage.FAILED, seen, Optional.of(what), at);
    }

    private AcmeState with(AcmeStage next, Optional<DnsAnswer> saw, Optional<AcmeTrouble> what, Instant at) {
        return new AcmeState(
                next,
                directory,
                email,
                account,
                accountKey,
                external,
                order,
                key,
                record,
                saw,
                what,
                issued,
                renews,
                at);
    }

    /// Nothing is under way; the account is kept for the next time.
    AcmeState idle(Optional<String> nowIssued, Instant at) {
        return new AcmeState(
                AcmeStage.IDLE,
                directory,
                email,
                account,
                accountKey,
                external,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nowIssued,
                false,
                at);
    }

    @Override
    public String toString() {
        return "AcmeState[" + stage + "]";
    }
}
