package io.equiveil.clients;

import io.equiveil.kernel.SubjectId;
import java.util.Map;

/// What came of noting a first contact.
public sealed interface LeadResult {

    /// It is kept. The same answer whether or not the number was known before.
    record Submitted(SubjectId subject, String alias) implements LeadResult {}

    /// Something is wrong; by field.
    record Invalid(Map<String, IdentifierFault> faults) implements LeadResult {}
}
