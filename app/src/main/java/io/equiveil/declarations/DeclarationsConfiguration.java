package io.equiveil.declarations;

import io.equiveil.frame.Display;
import io.equiveil.law.Law;
import io.equiveil.texts.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room.
@Configuration(proxyBeanMethods = false)
class DeclarationsConfiguration {

    /// The papers as data.
    ///
    /// @throws IllegalArgumentException if a paper rests on a rule that the law does not have, or has no text
    @Bean
    DeclarationRules declarationRules(Law law, Texts texts, Clock clock) {
        DeclarationRules rules = DeclarationRules.shipped();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
        rules.citations().forEach(citation -> law.rule(citation, today));
        Stream.of(DeclarationKind.values())
                .map(rules::of)
                .flatMap(rule -> Stream.concat(Stream.of(rule.paper()), rule.notice().stream()))
                .filter(text -> texts.find(text).isEmpty())
                .findFirst()
                .ifPresent(text -> {
                    throw new IllegalArgumentException("there is no text " + text);
                });
        return rules;
    }
}
