package io.equiveil.frame;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads what the firm is called.
@Configuration(proxyBeanMethods = false)
class FirmConfiguration {

    @Bean
    Firm firm(@Value("${equiveil.firm.name:本公司}") String name) {
        return new Firm(name);
    }
}
