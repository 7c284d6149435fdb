package io.equiveil.files;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what works in memory: the letters of the mark, and the places where files are looked at.
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

    private static final int UPLOADS_AT_ONCE = 2;

    @Bean
    Watermark watermark() {
        return new Watermark(Lettering.load());
    }

    @Bean
    Papers papers(Watermark watermark) {
        return new Papers(watermark);
    }

    @Bean
    Scratch scratch() {
        return new Scratch(UPLOADS_AT_ONCE, IncomingFiles.LONGEST);
    }
}
