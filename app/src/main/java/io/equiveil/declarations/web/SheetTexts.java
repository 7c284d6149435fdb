package io.equiveil.declarations.web;

import io.equiveil.declarations.DeclarationKind;
import io.equiveil.declarations.DeclarationRule;
import io.equiveil.declarations.Declarations;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.TextId;
import io.equiveil.texts.TextField;
import io.equiveil.texts.TextLanguage;
import io.equiveil.texts.TextPages;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.Texts;
import io.equiveil.texts.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Notice and paper as pages to print, in the firm's own words where it adopted them, with what is known
/// filled in.
@Component
class SheetTexts {

    private final Declarations declarations;
    private final Texts texts;
    private final TextPages pages;

    SheetTexts(Declarations declarations, Texts texts, TextPages pages) {
        this.declarations = declarations;
        this.texts = texts;
        this.pages = pages;
    }

    /// A text to print.
    ///
    /// @param reviewed whether a lawyer reviewed exactly these words
    /// @param hash     its first hexadecimal digits stand under the print
    record Sheet(String title, String html, boolean reviewed, String hash) {
        @Override
        public String toString() {
            return "Sheet[]";
        }
    }

    /// The notice, where there is one, and the paper.
    ///
    /// @param fields `signer`, `seller`, `targetName`, `quantity`, `price`, `paymentTerms`
    List<Sheet> of(DeclarationKind kind, Map<String, Cleartext> fields, Locale locale) {
        DeclarationRule rule = declarations.rule(kind);
        boolean spouse = kind == DeclarationKind.SPOUSE_CONSENT;
        Map<TextField, String> values = new EnumMap<>(TextField.class);
        put(values, TextField.PARTY, fields.get(spouse ? "signer" : "seller"));
        put(values, TextField.COUNTERPARTY, fields.get(spouse ? "seller" : "signer"));
        put(values, TextField.COMPANY, fields.get("targetName"));
        put(values, TextField.SHARES, fields.get("quantity"));
        put(values, TextField.PRICE, fields.get("price"));
        put(values, TextField.PAYMENT, fields.get("paymentTerms"));
        List<TextId> wanted = new ArrayList<>(rule.notice().stream().toList());
        wanted.add(rule.paper());
        return wanted.stream()
                .flatMap(id -> texts.find(id).filter(TextStanding::genuine).stream())
                .map(standing -> sheet(standing, values, locale))
                .toList();
    }

    private Sheet sheet(TextStanding standing, Map<TextField, String> values, Locale locale) {
        TextLanguage language =
                Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? TextLanguage.EN : TextLanguage.ZH_CN;
        Wording words = standing.current();
        TextId id = standing.shipped().id();
        return new Sheet(
                standing.shipped().title(locale),
                pages.forPaper(words.nearest(language), values),
                standing.reviewed(words),
                words.hash(id).toString().substring(0, 16));
    }

    private static void put(Map<TextField, String> values, TextField field, @Nullable Cleartext value) {
        if (value != null) {
            values.put(field, value.revealForDisplay());
        }
    }
}
