package io.equiveil.transfers;

import io.equiveil.law.Law;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room.
@Configuration(proxyBeanMethods = false)
class TransfersConfiguration {

    /// The steps as data.
    ///
    /// @throws IllegalArgumentException if a step rests on a rule that the law does not have
    @Bean
    StepRules stepRules(Law law, Clock clock) {
        StepRules rules = StepRules.shipped();
        LocalDate today = LocalDate.ofInstant(clock.instant(), io.equiveil.frame.Display.SHANGHAI);
        rules.citations().forEach(citation -> law.rule(citation, today));
        return rules;
    }

    /// What offices ask for, as data.
    ///
    /// @throws IllegalArgumentException if something rests on a rule that the law does not have
    @Bean
    OfficeForms officeForms(Law law, Clock clock) {
        OfficeForms forms = OfficeForms.shipped();
        LocalDate today = LocalDate.ofInstant(clock.instant(), io.equiveil.frame.Display.SHANGHAI);
        forms.citations().forEach(citation -> law.rule(citation, today));
        return forms;
    }
}
