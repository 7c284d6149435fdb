/// The verifier that is handed to strangers, and the witness.
///
/// [Verify] checks an evidence file, a ledger on the network or a copy of it in a folder, against a key that the
/// caller brings. [Witness] is a second process with its own folder and key that cosigns what it saw growing. Both
/// need the JDK (17) and `io.equiveil.proofs`, nothing else, and never talk to the application but through its
/// public addresses.
///
/// What is checked, and which attack each check stops: `docs/spec/verifier.md`.
package io.equiveil.verifier;
