package io.equiveil.evidence;

/// A matter of the play.
///
/// @param id of the matter
/// @param contract the document in its data room whose last page is blank
record Deal(String id, String contract) {

    String at() {
        return "/api/matters/" + id;
    }
}
