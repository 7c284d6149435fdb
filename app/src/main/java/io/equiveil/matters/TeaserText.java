package io.equiveil.matters;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes a teaser out of coarse words, in Chinese and in English.
final class TeaserText {

    private TeaserText() {}

    static String chinese(Coarse coarse, String highlights) {
        StringBuilder text = new StringBuilder("一家");
        text.append(said(coarse, Attribute.REGION, Band::zh, "或").orElse("国内")).append("的");
        text.append(said(coarse, Attribute.INDUSTRY, Band::zh, "、").orElse("")).append("企业");
        said(coarse, Attribute.SIZE, Band::zh, "或")
                .ifPresent(size -> text.append("，").append(size));
        text.append("，拟转让").append(said(coarse, Attribute.STAKE, Band::zh, "或").orElse("股权"));
        said(coarse, Attribute.PRICE, Band::zh, "或")
                .ifPresent(price -> text.append("，参考价格").append(price));
        text.append("。");
        said(coarse, Attribute.REASON, Band::zh, "、")
                .ifPresent(reason -> text.append("转让原因：").append(reason).append("。"));
        if (!highlights.isBlank()) {
            text.append(highlights.strip());
            if (!highlights.strip().endsWith("。")) {
                text.append("。");
            }
        }
        return text.toString();
    }

    /// Without the free words, which nobody has put into English.
    static String english(Coarse coarse) {
        StringBuilder text = new StringBuilder("A company in ");
        text.append(said(coarse, Attribute.INDUSTRY, Band::en, ", ").orElse("business"));
        text.append(" in ")
                .append(said(coarse, Attribute.REGION, Band::en, " or ").orElse("China"));
        said(coarse, Attribute.SIZE, Band::en, " or ")
                .ifPresent(size -> text.append(", with ").append(size));
        text.append("; on offer: ")
                .append(said(coarse, Attribute.STAKE, Band::en, " or ").orElse("a stake"));
        said(coarse, Attribute.PRICE, Band::en, " or ")
                .ifPresent(price -> text.append(", indicative price ").append(price));
        text.append(".");
        said(coarse, Attribute.REASON, Band::en, ", ")
                .ifPresent(reason -> text.append(" Reason: ").append(reason).append("."));
        return text.toString();
    }

    private static Optional<String> said(
            Coarse coarse, Attribute attribute, Function<Band, String> language, String between) {
        Map<Attribute, List<Band>> said = coarse.said();
        return Optional.ofNullable(said.get(attribute))
                .map(bands -> bands.stream().map(language).distinct().collect(Collectors.joining(between)));
    }
}
