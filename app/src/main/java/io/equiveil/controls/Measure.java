package io.equiveil.controls;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One promised measure, as the catalogue has it.
///
/// @param id        its number
/// @param area      where it belongs
/// @param nameZh    its name in Chinese
/// @param nameEn    its name in English
/// @param promiseZh what it promises, in plain words
/// @param promiseEn the same in English
/// @param owner     which department answers for it
/// @param raci      who does, answers for, is asked about and is told of it
/// @param rooms     which rooms of the application keep it
public record Measure(
        ControlId id,
        Area area,
        String nameZh,
        String nameEn,
        String promiseZh,
        String promiseEn,
        Department owner,
        Raci raci,
        List<String> rooms) {

    public Measure {
        rooms = List.copyOf(rooms);
    }

    /// The name in the reader's language.
    public String name(Locale locale) {
        return isEnglish(locale) ? nameEn : nameZh;
    }

    /// The promise in the reader's language.
    public String promise(Locale locale) {
        return isEnglish(locale) ? promiseEn : promiseZh;
    }

    static boolean isEnglish(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    /// Responsible, accountable, consulted, informed.
    public record Raci(Set<Role> responsible, Role accountable, Set<Role> consulted, Set<Role> informed) {

        public Raci {
            responsible = Set.copyOf(responsible);
            consulted = Set.copyOf(consulted);
            informed = Set.copyOf(informed);
        }

        /// Whether somebody in one of these roles has to act when the measure fails.
        public boolean concerns(Set<Role> roles) {
            return roles.contains(accountable) || roles.stream().anyMatch(responsible::contains);
        }
    }
}
