package io.equiveil.frame;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.FlashMapManager;

/// What the frame puts in Spring's own places, under the names by which Spring looks for them.
@Configuration(proxyBeanMethods = false)
class FrameConfiguration {

    @Bean
    static MessageSource messageSource() {
        return new RoomMessages();
    }

    @Bean
    Reader localeResolver() {
        return new Reader();
    }

    @Bean
    FlashMapManager flashMapManager() {
        return new NoticeFlash();
    }

    @Bean
    FilterRegistrationBean<FrameFilter> frameFilter(PageFurniture furniture, Faults faults) {
        FilterRegistrationBean<FrameFilter> filter = new FilterRegistrationBean<>(new FrameFilter(furniture, faults));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }
}
