package io.equiveil.clients;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One field of a section: whether it must be given, how it is typed, checked and masked.
///
/// Words are messages: `clients.field.<name>` and `clients.why.<name>`.
public final class FactField {

    /// Checks what was typed; may look at the section's other fields.
    @FunctionalInterface
    interface Check {
        Checked check(String typed, Map<String, String> others, LocalDate today);
    }

    private final String name;
    private final boolean required;
    private final String input;
    private final List<String> choices;
    private final Check check;
    private final UnaryOperator<String> mask;

    private FactField(
            String name,
            boolean required,
            String input,
            List<String> choices,
            Check check,
            UnaryOperator<String> mask) {
        this.name = name;
        this.required = required;
        this.input = input;
        this.choices = choices;
        this.check = check;
        this.mask = mask;
    }

    static FactField of(String name, String input, Check check, UnaryOperator<String> mask) {
        return new FactField(name, true, input, List.of(), check, mask);
    }

    /// A field with a fixed list of answers.
    static FactField choice(String name, List<String> choices) {
        return new FactField(
                name,
                true,
                "choice",
                choices,
                (typed, _, _) ->
                        choices.contains(typed) ? Checked.good(typed) : Checked.bad(IdentifierFault.WRONG_SHAPE),
                Masks::open);
    }

    FactField optional() {
        return new FactField(name, false, input, choices, check, mask);
    }

    /// Within its section; also the name under which it is sealed.
    public String name() {
        return name;
    }

    /// Whether the section cannot be kept without it.
    public boolean required() {
        return required;
    }

    /// The kind of input: text, tel, digits, email, multiline, choice.
    public String input() {
        return input;
    }

    /// Answers to choose from, for a choice.
    public List<String> choices() {
        return choices;
    }

    Checked check(String typed, Map<String, String> others, LocalDate today) {
        return check.check(typed, others, today);
    }

    String mask(String normalised) {
        return mask.apply(normalised);
    }
}
