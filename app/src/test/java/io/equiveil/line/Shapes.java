package io.equiveil.line;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/// What a door would take in, made from its own declaration: a body or a form that is right in shape, so that whoever
/// is turned away is turned away for another reason.
final class Shapes {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Tried in this order where a text has to be of a certain form.
    private static final List<String> WORDS =
            List.of("x", "123456", "zh-CN", "2026-01-05", "13900000000", "T-1", "CN", "a".repeat(64), "x".repeat(20));

    private Shapes() {}

    /// The body that a handler wants; absent if it wants none.
    static Optional<String> body(HandlerMethod handler) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                return Optional.of(
                        JSON.writeValueAsString(sample(parameter.getGenericParameterType(), parameter.getParameter())));
            }
        }
        return Optional.empty();
    }

    /// The fields without which a handler takes no form.
    static Map<String, String> form(HandlerMethod handler) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            RequestParam wanted = parameter.getParameterAnnotation(RequestParam.class);
            boolean needed = wanted != null
                    && wanted.required()
                    && wanted.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                    && parameter.getParameterType() != Optional.class
                    && !Map.class.isAssignableFrom(parameter.getParameterType());
            if (needed) {
                String name = wanted.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : wanted.name();
                fields.put(name, String.valueOf(sample(parameter.getGenericParameterType(), parameter.getParameter())));
            }
        }
        return fields;
    }

    /// Whether a handler reads files from the request as they arrive.
    static boolean takesFiles(HandlerMethod handler) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            if (parameter.getParameterType().getSimpleName().equals("StreamedForm")) {
                return true;
            }
        }
        return false;
    }

    private static Object sample(Type type, AnnotatedElement said) {
        if (type instanceof ParameterizedType many) {
            Class<?> raw = (Class<?>) many.getRawType();
            Type last = many.getActualTypeArguments()[many.getActualTypeArguments().length - 1];
            if (Map.class.isAssignableFrom(raw)) {
                return Map.of(String.valueOf(sample(many.getActualTypeArguments()[0], raw)), sample(last, raw));
            }
            return raw == Optional.class ? sample(last, raw) : List.of(sample(last, raw));
        }
        return sample((Class<?>) type, said);
    }

    private static Object sample(Class<?> type, AnnotatedElement said) {
        if (type.isEnum()) {
            return ((Enum<?>) type.getEnumConstants()[0]).name();
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return 1;
        }
        if (type == UUID.class) {
            return UUID.randomUUID().toString();
        }
        if (type == LocalDate.class) {
            return "2026-01-05";
        }
        if (type == Instant.class) {
            return "2026-01-05T00:00:00Z";
        }
        if (type == byte[].class) {
            return "AAAA";
        }
        if (type.isRecord() && type.getEnclosingClass() != null) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (RecordComponent part : type.getRecordComponents()) {
                if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    fields.put(part.getName(), sample(part.getGenericType(), part));
                }
            }
            return fields;
        }
        return word(said);
    }

    private static String word(AnnotatedElement said) {
        Pattern form = said.getAnnotation(Pattern.class);
        Size size = said.getAnnotation(Size.class);
        return WORDS.stream()
                .filter(word -> form == null || word.matches(form.regexp()))
                .filter(word -> size == null || word.length() >= size.min() && word.length() <= size.max())
                .findFirst()
                .orElse("x");
    }
}
