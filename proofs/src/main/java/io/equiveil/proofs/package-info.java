/// What a stranger needs to check the ledger: hashing, proofs, checkpoints, signatures, entries, evidence files.
///
/// Guarantees: JDK only, Java 17, no clock, no network, no files; nothing here ever returns `null`. What comes from
/// outside is parsed strictly ([MalformedException]) and judged by sealed results, so that a caller cannot mistake
/// "did not fail" for "holds". It never signs with a key of its own and never opens anything confidential.
///
/// Byte formats: `docs/spec/ledger-entry.md` and `docs/spec/evidence-file.md`.
package io.equiveil.proofs;
