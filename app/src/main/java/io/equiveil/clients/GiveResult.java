package io.equiveil.clients;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came of giving a section of facts.
public sealed interface GiveResult {

    /// Sealed. The same answer whether or not somebody of that number was known before.
    ///
    /// @param warnings to be confirmed later; the values are kept
    record Kept(Set<IdentifierWarning> warnings) implements GiveResult {}

    /// Not open yet: what is missing, in the order in which it comes.
    record Locked(List<Lock> missing) implements GiveResult {}

    /// Something is wrong; by field. Nothing is kept.
    record Invalid(Map<String, IdentifierFault> faults) implements GiveResult {}

    /// The requester neither acts for the client nor is in charge of it, or there is no such client: not told apart.
    record NotYours() implements GiveResult {}
}
