package io.equiveil.texts;

import io.equiveil.kernel.TextId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One version of a text as it ships with the product.
///
/// @param version counted from 1; a change of one word is a new version
/// @param room    the room that owns it
/// @param of      the day as of which it was written; every rule it cites was in force then
/// @param setUp   whether it is one of the papers that the owner adopts at set-up, by its place among them; 0 if not
/// @param cites   the rules of law that it rests on, as its head names them
public record ShippedText(
        TextId id,
        int version,
        String room,
        TextKind kind,
        LocalDate of,
        int setUp,
        List<String> cites,
        Map<TextLanguage, String> titles,
        Wording wording) {

    public ShippedText {
        cites = List.copyOf(cites);
        titles = Map.copyOf(titles);
    }

    /// The title in the language of a reader, or else in Chinese.
    public String title(Locale locale) {
        return titles.getOrDefault(TextLanguage.of(locale), titles.getOrDefault(TextLanguage.ZH_CN, id.value()));
    }
}
