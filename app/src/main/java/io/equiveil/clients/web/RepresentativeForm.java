package io.equiveil.clients.web;

import io.equiveil.clients.IdentifierFault;
import io.equiveil.clients.Representatives.Proposal;
import io.equiveil.identity.Capacity;
import io.equiveil.kernel.Cleartext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.validation.MapBindingResult;

/// Somebody who is to act, as typed, for showing it again with what is wrong. Does not print itself.
final class RepresentativeForm {

    private static final List<String> FIELDS = List.of("capacity", "name", "mobile", "until", "place");

    private final Map<String, String> values = new LinkedHashMap<>();

    private RepresentativeForm(MultiValueMap<String, String> typed) {
        FIELDS.forEach(name -> values.put(
                name, Optional.ofNullable(typed.getFirst(name)).orElse("").strip()));
    }

    static RepresentativeForm of(MultiValueMap<String, String> typed) {
        return new RepresentativeForm(typed);
    }

    /// For the template, under the fields' own names.
    Map<String, String> values() {
        return values;
    }

    /// What cannot be read at all, before anybody looks whether it fits.
    Map<String, IdentifierFault> unreadable() {
        Map<String, IdentifierFault> faults = new LinkedHashMap<>();
        if (capacity().isEmpty()) {
            faults.put("capacity", IdentifierFault.MISSING);
        }
        if (!text("until").isEmpty() && until().isEmpty()) {
            faults.put("until", IdentifierFault.WRONG_SHAPE);
        }
        return faults;
    }

    /// What was typed, as the front door takes it; only if nothing is unreadable.
    Proposal proposal() {
        return new Proposal(
                capacity().orElseThrow(),
                Cleartext.of(text("name")),
                Cleartext.of(text("mobile")),
                until(),
                Cleartext.of(text("place")));
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }

    private Optional<Capacity> capacity() {
        return Arrays.stream(Capacity.values())
                .filter(capacity -> capacity.name().equals(text("capacity")))
                .findFirst();
    }

    private Optional<LocalDate> until() {
        try {
            return text("until").isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text("until")));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// The form's errors, in the page's language.
    BindingResult errors(Map<String, IdentifierFault> faults, MessageSource messages, Locale locale) {
        MapBindingResult errors = new MapBindingResult(values, "form");
        faults.forEach((field, fault) -> errors.rejectValue(
                field,
                fault.name(),
                messages.getMessage(
                        "clients.fault." + fault.name(),
                        new Object[] {messages.getMessage("clients.representative." + field, null, locale)},
                        locale)));
        return errors;
    }
}
