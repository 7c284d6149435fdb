package io.equiveil.clients.web;

import io.equiveil.clients.FactSection;
import io.equiveil.clients.IdentifierFault;
import io.equiveil.kernel.Cleartext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;

/// A section as typed, for showing it again with what is wrong. Does not print itself.
final class FactsForm {

    private final Map<String, String> values;

    private FactsForm(Map<String, String> values) {
        this.values = values;
    }

    static FactsForm empty(FactSection section) {
        Map<String, String> values = new LinkedHashMap<>();
        section.fields().forEach(field -> values.put(field.name(), ""));
        return new FactsForm(values);
    }

    static FactsForm of(FactSection section, MultiValueMap<String, String> typed) {
        FactsForm form = empty(section);
        form.values.replaceAll((name, _) -> {
            String value = typed.getFirst(name);
            return value == null ? "" : value;
        });
        return form;
    }

    /// What was typed, as the front door takes it.
    Map<String, Cleartext> cleartexts() {
        Map<String, Cleartext> typed = new LinkedHashMap<>();
        values.forEach((name, value) -> typed.put(name, Cleartext.of(value)));
        return typed;
    }

    /// For the template, under the fields' own names.
    Map<String, String> values() {
        return values;
    }

    void fill(String name, Cleartext value) {
        values.computeIfPresent(name, (_, _) -> value.revealForDisplay());
    }

    /// The form's errors, in the page's language.
    BindingResult errors(Map<String, IdentifierFault> faults, MessageSource messages, Locale locale) {
        MapBindingResult errors = new MapBindingResult(values, "form");
        faults.forEach((field, fault) -> errors.rejectValue(
                field,
                fault.name(),
                messages.getMessage(
                        "clients.fault." + fault.name(),
                        new Object[] {messages.getMessage("clients.field." + field, null, locale)},
                        locale)));
        return errors;
    }

    @Override
    public String toString() {
        return "FactsForm[" + values.size() + " fields]";
    }
}
