package io.equiveil.frame;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The frame on a real server, without database or sign-in: requests say in a header `X-Roles` in which roles they
/// come.
///
/// Also a workbench: `main` keeps it open on port 8099 (roles: all) to look at pages while writing them.
public final class FrameStage implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    public FrameStage(Class<?>... more) {
        this(Map.of("server.port", 0), more);
    }

    private FrameStage(Map<String, Object> settings, Class<?>... more) {
        SpringApplication application = new SpringApplication(Scene.class);
        application.addPrimarySources(List.of(more));
        application.setDefaultProperties(settings);
        application.setAdditionalProfiles("stage");
        context = application.run(
                "--server.address=127.0.0.1",
                "--equiveil.style-guide=true",
                "--equiveil.stage=true",
                "--spring.autoconfigure.exclude="
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
                        + "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration");
    }

    public static void main(String[] arguments) throws InterruptedException {
        new FrameStage(Map.of("server.port", 8099, "stage.roles", "OWNER,ADVISOR"));
        Thread.currentThread().join();
    }

    /// Asks for a page, in these roles.
    public HttpResponse<String> get(String path, Role... roles) {
        return send(HttpRequest.newBuilder().GET(), path, roles);
    }

    /// Sends a request prepared by the caller, in these roles.
    public HttpResponse<String> send(HttpRequest.Builder request, String path, Role... roles) {
        try {
            return client.send(
                    request.uri(URI.create(baseUrl() + path))
                            .header(
                                    "X-Roles",
                                    String.join(
                                            ",",
                                            Arrays.stream(roles).map(Role::name).toList()))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                        .getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /// A signed-in person in these roles.
    public static Requester.SignedIn person(Role... roles) {
        return new Requester.SignedIn(
                PersonId.random(),
                new SessionId(UUID.randomUUID()),
                Set.of(roles),
                Set.of(),
                Optional.empty(),
                2,
                Instant.parse("2026-11-23T06:00:00Z"),
                Optional.empty(),
                "127.0.0.1");
    }

    // Without @Configuration, so that the whole house does not find it.
    @EnableAutoConfiguration
    @ComponentScan("io.equiveil.frame")
    static class Scene implements WebMvcConfigurer {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        OncePerRequestFilter someoneComes(org.springframework.core.env.Environment environment) {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    String roles = Optional.ofNullable(request.getHeader("X-Roles"))
                            .orElse(environment.getProperty("stage.roles", ""));
                    Set<Role> found = EnumSet.noneOf(Role.class);
                    Arrays.stream(roles.split(","))
                            .filter(r -> !r.isBlank())
                            .map(Role::valueOf)
                            .forEach(found::add);
                    if (!found.isEmpty()) {
                        request.setAttribute(Requester.class.getName(), person(found.toArray(Role[]::new)));
                    }
                    chain.doFilter(request, response);
                }
            };
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new HandlerMethodArgumentResolver() {
                @Override
                public boolean supportsParameter(MethodParameter parameter) {
                    return Requester.class.isAssignableFrom(parameter.getParameterType());
                }

                @Override
                public @Nullable Object resolveArgument(
                        MethodParameter parameter,
                        @Nullable ModelAndViewContainer container,
                        NativeWebRequest request,
                        @Nullable WebDataBinderFactory binders) {
                    return request.getAttribute(Requester.class.getName(), NativeWebRequest.SCOPE_REQUEST);
                }
            });
        }
    }
}
