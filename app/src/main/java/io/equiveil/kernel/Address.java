package io.equiveil.kernel;

import java.util.UUID;

/// Where one sealed value lives: one record, one information class, one owner, one retention group.
///
/// A sealed value holds all fields of that class of that record together ("seal groups, not cells"), with a separate
/// sealed mask. Nothing in an address is confidential by itself; who is related to whom can be inferred from it, which
/// `docs/spec/cleartext.md` says.
public record Address(
        Owner owner, RetentionGroup group, RecordType record, UUID row, InformationClass informationClass) {}
