package io.equiveil.frame.approvals;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One thing that waits for a second person, as one reader sees it.
///
/// @param id          what waits
/// @param messageKey  the sentence; its arguments are identifiers, code names, counts, dates and
///     [io.equiveil.frame.worklist.Worklist.Item#word]s only
/// @param arguments   for the sentence
/// @param askedBy     who asked; empty where the machine found it
/// @param askedAt     since when it waits
/// @param until       until when it can be decided, if it lapses
/// @param right       in whose right this reader may decide; empty if the reader only asked
/// @param deciders    who may decide, by role
/// @param fromTheList whether a yes or no is enough, without reading, comparing or typing anything
/// @param path        its page
/// @param reason      why, in the words of whoever asked; for whoever may decide, and shown on the list only
public record Waiting(
        ApprovalId id,
        String messageKey,
        List<String> arguments,
        Optional<PersonId> askedBy,
        Instant askedAt,
        Optional<Instant> until,
        Optional<Right> right,
        Set<Role> deciders,
        boolean fromTheList,
        String path,
        Optional<Cleartext> reason) {

    public Waiting {
        arguments = List.copyOf(arguments);
        deciders = Set.copyOf(deciders);
    }

    /// Without words.
    public Waiting(
            ApprovalId id,
            String messageKey,
            List<String> arguments,
            Optional<PersonId> askedBy,
            Instant askedAt,
            Optional<Instant> until,
            Optional<Right> right,
            Set<Role> deciders,
            boolean fromTheList,
            String path) {
        this(id, messageKey, arguments, askedBy, askedAt, until, right, deciders, fromTheList, path, Optional.empty());
    }
}
