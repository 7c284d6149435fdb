package io.equiveil.dataroom;

import io.equiveil.frame.NavigationItem;
import io.equiveil.kernel.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where this room stands in the navigation.
@Configuration(proxyBeanMethods = false)
class DataRoomConfiguration {

    @Bean
    NavigationItem dataRoomNavigation() {
        return new NavigationItem(
                NavigationItem.Group.DATA_ROOM,
                10,
                "dataroom.navigation",
                "/dataroom",
                Set.of(
                        Role.OWNER,
                        Role.DEPARTMENT_HEAD,
                        Role.ADVISOR,
                        Role.COMPLIANCE_OFFICER,
                        Role.AUDITOR,
                        Role.PARTNER));
    }
}
