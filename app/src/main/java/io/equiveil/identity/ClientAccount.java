package io.equiveil.identity;

import io.equiveil.kernel.PersonId;

/// What came of opening an account for a client's signer.
public sealed interface ClientAccount {

    /// A new account. It becomes active when its person chooses a PIN.
    record Opened(PersonId person) implements ClientAccount {}

    /// The number belongs to a client who has an account already: the same person acts for one more.
    record Existing(PersonId person) implements ClientAccount {}

    /// The person acts for this client already, in another way; nothing was changed.
    record ActsAlready(PersonId person) implements ClientAccount {}

    /// That cannot be a mobile number.
    record NotANumber() implements ClientAccount {}
}
