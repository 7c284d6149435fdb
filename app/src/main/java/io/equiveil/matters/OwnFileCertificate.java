package io.equiveil.matters;

import io.equiveil.kernel.SubjectId;
import java.util.List;

/// What became of the keys of a client's own file, in two stages (promise P5).
///
/// @param alias     the file's code name
/// @param destroyed groups whose key was destroyed, with how far that has come
/// @param kept      groups that stay, each with the rules of law that keep it and until when
public record OwnFileCertificate(
        SubjectId subject, String alias, List<DestructionCertificate.Group> destroyed, List<OwnFileClock> kept) {

    public OwnFileCertificate {
        destroyed = List.copyOf(destroyed);
        kept = List.copyOf(kept);
    }
}
