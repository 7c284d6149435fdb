package io.equiveil.dataroom.web;

import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;

/// Where a list of documents stands among the pages, and in which frame.
///
/// @param owner  to whom the documents belong
/// @param list   path of the list
/// @param back   where one comes from
/// @param layout staff and auditors see the staff's frame, everybody else the client's
/// @param papers whether these are identity documents
public record Place(Owner owner, String list, String back, String layout, boolean papers) {

    static Place ofMatter(Requester.SignedIn who, MatterId matter) {
        return isInside(who)
                ? new Place(
                        Owner.of(matter),
                        "/matters/" + matter + "/documents",
                        "/matters/" + matter,
                        "frame/layout",
                        false)
                : new Place(
                        Owner.of(matter),
                        "/portal/matters/" + matter + "/documents",
                        "/dataroom",
                        "frame/client",
                        false);
    }

    static Place ofSubject(Requester.SignedIn who, SubjectId subject) {
        return isInside(who)
                ? new Place(
                        Owner.of(subject),
                        "/clients/" + subject + "/documents",
                        "/clients/" + subject,
                        "frame/layout",
                        true)
                : new Place(Owner.of(subject), "/portal/papers/" + subject, "/portal", "frame/client", true);
    }

    static boolean isInside(Requester.SignedIn who) {
        return who.isStaff() || who.has(Role.AUDITOR);
    }

    static String layoutFor(Requester.SignedIn who) {
        return isInside(who) ? "frame/layout" : "frame/client";
    }

    public String add() {
        return list + "/new";
    }

    public String of(DocumentId id) {
        return list + "/" + id;
    }

    public String views(DocumentId id) {
        return of(id) + "/views";
    }

    public String removal(DocumentId id) {
        return of(id) + "/removal";
    }

    public String stage(DocumentId id) {
        return of(id) + "/stage";
    }
}
