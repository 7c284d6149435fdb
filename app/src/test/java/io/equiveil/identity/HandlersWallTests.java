package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/// Every door of the house says who may come in.
class HandlersWallTests {

    @Test
    void everyHandlerSaysWhoMayCallIt() throws Exception {
        assertThat(handlers()).as("handlers that were looked at").hasSizeGreaterThan(200);
        List<String> silent = new ArrayList<>();
        for (Method handler : handlers()) {
            boolean says = has(handler, AllowedTo.class) || has(handler, OpenToAll.class);
            if (!says) {
                silent.add(handler.getDeclaringClass().getSimpleName() + "." + handler.getName());
            }
        }
        assertThat(silent)
                .as("handlers with neither @AllowedTo nor @OpenToAll are closed to everybody")
                .isEmpty();
    }

    @Test
    void noHandlerSaysTwoThingsAtOnce() throws Exception {
        assertThat(handlers().stream()
                        .filter(handler -> handler.isAnnotationPresent(AllowedTo.class)
                                && handler.isAnnotationPresent(OpenToAll.class)))
                .isEmpty();
    }

    @Test
    void everyDoorOpenToStrangersNamesItsReason() throws Exception {
        for (Method handler : handlers()) {
            OpenToAll open = AnnotatedElementUtils.findMergedAnnotation(handler, OpenToAll.class);
            if (open != null) {
                assertThat(open.because()).as(handler.toString()).isNotBlank();
            }
        }
    }

    @Test
    void whoHasToProveIdentityForAFormComesBackToAPage() throws Exception {
        Set<String> pages = new HashSet<>();
        for (Method handler : handlers()) {
            if (methods(handler).contains(RequestMethod.GET)) {
                paths(handler).forEach(path -> pages.add(nameless(path)));
            }
        }
        List<String> lost = new ArrayList<>();
        for (Method handler : handlers()) {
            AllowedTo allowed = AnnotatedElementUtils.findMergedAnnotation(handler, AllowedTo.class);
            for (String path : paths(handler)) {
                if (allowed == null || !allowed.stepUp() || path.startsWith("/api/")) {
                    continue;
                }
                String back = !allowed.returnTo().isEmpty()
                        ? allowed.returnTo()
                        : methods(handler).contains(RequestMethod.GET)
                                ? path
                                : path.substring(0, Math.max(1, path.lastIndexOf('/')));
                boolean knowsEveryName = NAME.matcher(back).results().allMatch(name -> path.contains(name.group()));
                if (!pages.contains(nameless(back)) || !knowsEveryName) {
                    lost.add(path + " comes back to " + back);
                }
            }
        }
        assertThat(lost)
                .as("a form that asks for a fresh proof names a page to come back to: @AllowedTo(returnTo = …)")
                .isEmpty();
    }

    /// What gives to somebody, or takes from somebody, what the gate asks about: whoever sits down at an open screen
    /// must not be able to do it.
    private static final List<Pattern> CHANGE_WHAT_THE_GATE_ASKS_ABOUT = List.of(
            Pattern.compile("(/api)?/clients/[^/]+/(in-charge|pin-removal).*"),
            Pattern.compile("(/api)?/matters/[^/]+/(team|lead|holds|destruction).*"),
            Pattern.compile("(/api)?/devices/([^/]+/approval|networks)"),
            Pattern.compile("(/api)?/partners/[^/]+/(review|contract)"),
            Pattern.compile("(/api)?/training/attestations"),
            Pattern.compile("(/api)?/work-location/footings"),
            Pattern.compile("(/api)?/(access/)?polic(y|ies)/.+"),
            Pattern.compile("/people(/.*)?|/api/identity/people(/.*)?"));

    @Test
    void whatChangesWhatTheGateAsksAboutAsksForAFreshProof() throws Exception {
        List<String> looked = new ArrayList<>();
        List<String> atAnOpenScreen = new ArrayList<>();
        for (Method handler : handlers()) {
            if (methods(handler).contains(RequestMethod.GET)) {
                continue;
            }
            for (String path : paths(handler)) {
                if (CHANGE_WHAT_THE_GATE_ASKS_ABOUT.stream()
                        .anyMatch(list -> list.matcher(path).matches())) {
                    looked.add(path);
                    AllowedTo allowed = AnnotatedElementUtils.findMergedAnnotation(handler, AllowedTo.class);
                    if (allowed == null || !allowed.stepUp()) {
                        atAnOpenScreen.add(path);
                    }
                }
            }
        }
        assertThat(looked).hasSizeGreaterThan(30);
        assertThat(atAnOpenScreen).isEmpty();
    }

    private static final Pattern NAME = Pattern.compile("\\{[^}]+}");

    private static String nameless(String path) {
        return NAME.matcher(path).replaceAll("{}");
    }

    private static List<RequestMethod> methods(Method handler) {
        return List.of(mapping(handler).method());
    }

    private static List<String> paths(Method handler) {
        RequestMapping room =
                AnnotatedElementUtils.findMergedAnnotation(handler.getDeclaringClass(), RequestMapping.class);
        List<String> above = room == null || room.path().length == 0 ? List.of("") : List.of(room.path());
        List<String> own = mapping(handler).path().length == 0
                ? List.of("")
                : List.of(mapping(handler).path());
        return above.stream()
                .flatMap(first -> own.stream().map(second -> first + second))
                .toList();
    }

    private static RequestMapping mapping(Method handler) {
        return Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class));
    }

    private static boolean has(Method handler, Class<? extends java.lang.annotation.Annotation> annotation) {
        return AnnotatedElementUtils.hasAnnotation(handler, annotation)
                || AnnotatedElementUtils.hasAnnotation(handler.getDeclaringClass(), annotation);
    }

    private static List<Method> handlers() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        List<Method> handlers = new ArrayList<>();
        for (var candidate : scanner.findCandidateComponents("io.equiveil")) {
            Class<?> controller = Class.forName(candidate.getBeanClassName());
            if (controller.getProtectionDomain().equals(HandlersWallTests.class.getProtectionDomain())) {
                continue; // controllers of tests
            }
            Arrays.stream(controller.getDeclaredMethods())
                    .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
                    .forEach(handlers::add);
        }
        return handlers;
    }
}
