package io.equiveil.kernel;

/// A fact that goes into the ledger: what happened, in identifiers only. Names, prices and free text stay in the vault,
/// for what is in here ends up in the log for ever.
///
/// Implemented by records whose components are only: [Identifier]s, enums, [java.time.Instant],
/// [java.time.LocalDate], [java.time.Duration], `int`, `long`, `boolean`, [Digest], [Address], [Owner],
/// [Scope], [RecordType], [ControlId], [FieldName], [FieldsAt], [RuleId], [TextId], and `Optional`, `List` or
/// `Set` of these. The ledger refuses anything else, a test walks all of them. The subjects that the fact
/// concerns are its components of type [SubjectId], [Owner], [Address] and [FieldsAt] (directly or in a
/// collection): each gets its own part of the entry.
public interface Recorded {

    /// The name of this kind of fact with its version, for example `deal-closed/v1`.
    String ledgerKind();
}
