package io.equiveil.matters;

import io.equiveil.kernel.SubjectId;
import java.util.List;

/// A client who might be interested in a matter, for its advisor alone.
///
/// @param alias the file's code name
/// @param fits  in what the interest and the deal agree, most important first
public record Suggestion(SubjectId subject, String alias, List<Attribute> fits) {}
