package io.equiveil.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page before something that cannot be undone: it says what will be gone and asks for the matter's code name.
///
/// The handler of the act asks [#isConfirmedBy] and shows the page [#again] if not. Texts are in the page's language.
///
/// @param title    the question
/// @param gone     exactly what will be gone, one line each
/// @param stays    what stays nevertheless, or null
/// @param codeName what must be typed
/// @param act      what the button says
/// @param action   where the form goes; it is sent as a field `codeName`
/// @param back     where the way back leads
/// @param wrong    whether something else was typed before
public record Confirmation(
        String title,
        List<String> gone,
        @Nullable String stays,
        String codeName,
        String act,
        String action,
        String back,
        boolean wrong) {

    public Confirmation {
        gone = List.copyOf(gone);
    }

    /// Whether what was typed is the code name, apart from spaces around it.
    public boolean isConfirmedBy(@Nullable String typed) {
        return typed != null && typed.strip().equals(codeName);
    }

    /// The same page, saying that something else was typed.
    public Confirmation again() {
        return new Confirmation(title, gone, stays, codeName, act, action, back, true);
    }
}
