package io.equiveil.ledger;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.FieldName;
import io.equiveil.kernel.FieldsAt;
import io.equiveil.kernel.Identifier;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.RuleId;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.TextId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What one kind of fact consists of, and how it is spelled in an entry.
///
/// A fact whose declared components could carry a name, a price or free text is refused by its type alone, before any
/// value is looked at: a test that walks all facts then finds it without having to make one.
final class FactShape {

    private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,60}/v[0-9]{1,3}");

    private static final Set<Class<?>> PLAIN = Set.of(
            Instant.class,
            LocalDate.class,
            Duration.class,
            int.class,
            long.class,
            boolean.class,
            Digest.class,
            Address.class,
            FieldsAt.class,
            Scope.class,
            RecordType.class,
            ControlId.class,
            FieldName.class,
            RuleId.class,
            TextId.class);

    private static final Set<Class<?>> HOLDERS = Set.of(Optional.class, List.class, Set.class);

    private static final ClassValue<FactShape> SHAPES = new ClassValue<>() {
        @Override
        protected FactShape computeValue(Class<?> type) {
            return new FactShape(type);
        }
    };

    private final List<RecordComponent> components;

    private FactShape(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("a fact is a record, and " + type.getName() + " is none");
        }
        components = List.of(type.getRecordComponents());
        for (RecordComponent component : components) {
            if (!isAllowed(component.getGenericType())) {
                throw new IllegalArgumentException(type.getName() + "." + component.getName() + " is of type "
                        + component.getGenericType().getTypeName() + ", which does not belong into the ledger");
            }
            component.getAccessor().setAccessible(true);
        }
    }

    /// The shape of a class of facts.
    ///
    /// @throws IllegalArgumentException if a component does not belong into a ledger
    static FactShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /// The kind that the fact gives itself.
    ///
    /// @throws IllegalArgumentException if it is not a name with a version
    static String kindOf(Recorded fact) {
        String kind = fact.ledgerKind();
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("a kind looks like deal-closed/v1 but was " + kind);
        }
        return kind;
    }

    private static boolean isAllowed(Type type) {
        if (type instanceof ParameterizedType holder) {
            return holder.getRawType() instanceof Class<?> raw
                    && HOLDERS.contains(raw)
                    && holder.getActualTypeArguments()[0] instanceof Class<?> held
                    && isAllowedValue(held);
        }
        return type instanceof Class<?> plain && isAllowedValue(plain);
    }

    private static boolean isAllowedValue(Class<?> type) {
        return PLAIN.contains(type)
                || type == Integer.class
                || type == Long.class
                || type.isEnum()
                || Identifier.class.isAssignableFrom(type)
                || Owner.class.isAssignableFrom(type);
    }

    /// The fact's components under their names, as canonical JSON takes them. Absent ones are left out.
    Map<String, Object> spell(Recorded fact) {
        Map<String, Object> spelled = new TreeMap<>();
        for (RecordComponent component : components) {
            Object value = valueOf(component, fact);
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(present -> spelled.put(component.getName(), spellValue(present)));
            } else if (value instanceof Set<?> set) {
                spelled.put(
                        component.getName(),
                        set.stream()
                                .map(FactShape::spellValue)
                                .sorted(Comparator.comparing(Object::toString))
                                .toList());
            } else if (value instanceof List<?> list) {
                spelled.put(
                        component.getName(),
                        list.stream().map(FactShape::spellValue).toList());
            } else {
                spelled.put(component.getName(), spellValue(value));
            }
        }
        return spelled;
    }

    /// Shows every value of the fact, those in collections one by one, in the order of the components.
    void eachValue(Recorded fact, Consumer<Object> reader) {
        for (RecordComponent component : components) {
            switch (valueOf(component, fact)) {
                case Optional<?> optional -> optional.ifPresent(reader);
                case Collection<?> several -> several.forEach(reader);
                case Object one -> reader.accept(one);
            }
        }
    }

    private static Object valueOf(RecordComponent component, Recorded fact) {
        Object value;
        try {
            value = component.getAccessor().invoke(fact);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record's own accessor failed: " + component, e);
        }
        if (value == null) {
            throw new IllegalArgumentException(component.getName() + " of " + fact.ledgerKind() + " is null");
        }
        return value;
    }

    static Object spellValue(Object value) {
        return switch (value) {
            case Identifier identifier -> identifier.value().toString();
            case Enum<?> word -> word.name();
            case Integer number -> number.longValue();
            case Long number -> number;
            case Boolean answer -> answer.toString();
            case Digest digest -> digest.hex();
            case Owner owner -> spellOwner(owner);
            case Address address -> spellAddress(address);
            case FieldsAt at -> {
                Map<String, Object> spelled = spellAddress(at.address());
                spelled.put("fields", at.fields().stream().map(FieldName::value).toList());
                if (!at.concerning().isEmpty()) {
                    spelled.put(
                            "concerning",
                            at.concerning().stream().map(Object::toString).toList());
                }
                yield spelled;
            }
            case Scope scope -> spellScope(scope);
            // Times, durations, record types, control ids, field names, rules, texts: their text is their one spelling.
            default -> value.toString();
        };
    }

    static Map<String, Object> spellScope(Scope scope) {
        return named("kind", scope.kind().name(), "id", scope.id().toString());
    }

    private static Map<String, Object> spellOwner(Owner owner) {
        return spellScope(owner.scope());
    }

    private static Map<String, Object> spellAddress(Address address) {
        Map<String, Object> spelled = new LinkedHashMap<>();
        spelled.put("owner", spellOwner(address.owner()));
        spelled.put("group", address.group().name());
        spelled.put("record", address.record().name());
        spelled.put("row", address.row().toString());
        spelled.put("class", address.informationClass().name());
        return spelled;
    }

    private static Map<String, Object> named(String... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @Override
    public String toString() {
        return Arrays.toString(components.toArray());
    }
}
