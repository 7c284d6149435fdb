package io.equiveil.dataroom;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what works in memory: the letters of the mark, and the places where files are looked at.
@Configuration(proxyBeanMethods = false)
class DataRoomConfiguration {

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
    NavigationItem dataRoomNavigation() {
        return new NavigationItem(
                NavigationItem.Group.DATA_ROOM,
                10,
                "dataroom.navigation",
                "/dataroom",
                Set.of(Role.OWNER, Role.DEPARTMENT_HEAD, Role.ADVISOR, Role.COMPLIANCE_OFFICER, Role.AUDITOR));
    }

    @Bean
    Scratch scratch() {
        return new Scratch(UPLOADS_AT_ONCE, DataRoom.LONGEST);
    }
}
