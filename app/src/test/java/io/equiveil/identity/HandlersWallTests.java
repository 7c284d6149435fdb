package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Every door of the house says who may come in.
class HandlersWallTests {

    @Test
    void everyHandlerSaysWhoMayCallIt() throws Exception {
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
