package io.equiveil.transfers;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.kernel.Cleartext;
import java.math.BigDecimal;
import java.util.Map;

/// What the gate showed of the other shareholders.
///
/// @param facts  per shareholder: `name`, `contact`, `share` and `words`, as far as they were given and shown
/// @param parts  per shareholder who exercises its right, its part of what is on offer in percent, in proportion to the
///               contributions; only where these were shown in full
/// @param answer the gate's answer, for what it refused
public record ShareholderFacts(
        Map<ShareholderId, Map<String, Cleartext>> facts, Map<ShareholderId, BigDecimal> parts, Disclosure answer) {}
