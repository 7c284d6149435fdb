package io.equiveil.matters.web;

import io.equiveil.consent.Notice;
import io.equiveil.kernel.Cleartext;
import java.util.Map;

/// The notice about a buyer with this buyer's name in it. Does not print itself.
record NamedNotice(Notice notice, Map<String, Cleartext> named) {

    /// A sentence of the notice as the seller reads it.
    public String say(String text) {
        String said = text;
        for (Map.Entry<String, Cleartext> each : named.entrySet()) {
            said = said.replace("{" + each.getKey() + "}", each.getValue().revealForDisplay());
        }
        return said;
    }

    @Override
    public String toString() {
        return "NamedNotice[" + notice.id() + "]";
    }
}
