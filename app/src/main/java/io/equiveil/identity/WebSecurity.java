package io.equiveil.identity;

import io.equiveil.engine.TlsDoor;
import io.equiveil.frame.StreamedForm;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What holds for every request: headers, protection against forged forms, and the guard at every handler.
///
/// Who may call what is said on the handlers and judged by [HandlerGuard], not by lists of paths here.
@Configuration(proxyBeanMethods = false)
class WebSecurity implements WebMvcConfigurer {

    // Every source is named; nothing inline, nothing evaluated, no foreign host (OWASP ASVS 5.0, 3.4.3).
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    private static final String PERMISSIONS = "accelerometer=(), autoplay=(), camera=(),"
            + " display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(self), midi=(),"
            + " payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), serial=(), usb=()";

    private final Requesters requesters;
    private final HandlerGuard guard;
    private final ObjectProvider<TlsDoor> door;

    WebSecurity(Requesters requesters, HandlerGuard guard, ObjectProvider<TlsDoor> door) {
        this.requesters = requesters;
        this.guard = guard;
        this.door = door;
    }

    @Bean
    SecurityFilterChain everyRequest(HttpSecurity http) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS))
                        .httpStrictTransportSecurity(strict -> strict.disable())
                        .addHeaderWriter(new StrictTransport(door::getIfAvailable)))
                .csrf(csrf ->
                        csrf.ignoringRequestMatchers(SessionToken::cannotBeForged, StreamedForm.showsItsOwnToken()))
                .exceptionHandling(handling -> handling.accessDeniedHandler(forgedForm()))
                .securityContext(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /// A form without its token: a page left open past its session, or somebody else's page.
    private static AccessDeniedHandler forgedForm() {
        return (request, response, denied) -> {
            if (request.getRequestURI().startsWith("/api/")) {
                response.setStatus(HttpStatus.FORBIDDEN.value());
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getWriter().write("{\"type\":\"" + Denial.FORM_EXPIRED.type() + "\",\"status\":403}");
            } else {
                response.sendError(HttpStatus.FORBIDDEN.value());
            }
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard).order(Integer.MIN_VALUE);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RequesterArgument(requesters));
    }
}
