package io.equiveil.files;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what works in memory: the letters of the mark, the places where files are looked at, and
/// the programs of others that help with it.
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

    private static final int UPLOADS_AT_ONCE = 2;

    @Bean
    Watermark watermark() {
        return new Watermark(Lettering.load());
    }

    /// As many as there are places: nobody waits for a program with a place in hand.
    @Bean
    Sandbox sandbox() {
        return new Sandbox(UPLOADS_AT_ONCE);
    }

    @Bean
    Converters converters(Sandbox sandbox) {
        return new Converters(sandbox);
    }

    @Bean
    Papers papers(Watermark watermark, Converters converters) {
        return new Papers(watermark, converters);
    }

    @Bean
    Scratch scratch() {
        return new Scratch(UPLOADS_AT_ONCE, IncomingFiles.LONGEST);
    }
}
