package io.equiveil.clients;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// How far a client's taking-on has come: notice, then agreement, then a legal basis per purpose, then facts.
///
/// @param noticeServed    a notice was shown and kept as shown
/// @param agreementSigned the client–firm confidentiality agreement is in force
/// @param locks           per section, what is still missing; empty for a section that is open
/// @param given           sections that are filled
public record Intake(
        boolean noticeServed, boolean agreementSigned, Map<FactSection, List<Lock>> locks, Set<FactSection> given) {

    /// The steps in their order.
    public enum Step {
        NOTICE,
        AGREEMENT,
        BASIS,
        FACTS,
        DONE
    }

    public Intake {
        locks = Map.copyOf(locks);
        given = Set.copyOf(given);
    }

    /// Whether a section can be given now.
    public boolean isOpen(FactSection section) {
        return locks.getOrDefault(section, List.of(Lock.FILE_CLOSED)).isEmpty();
    }

    /// What comes next.
    public Step next() {
        if (!noticeServed) {
            return Step.NOTICE;
        }
        if (!agreementSigned) {
            return Step.AGREEMENT;
        }
        boolean anyNeededOpen = locks.keySet().stream()
                .filter(FactSection::needed)
                .allMatch(section -> isOpen(section) || given.contains(section));
        if (!anyNeededOpen) {
            return Step.BASIS;
        }
        return locks.keySet().stream().filter(FactSection::needed).allMatch(given::contains) ? Step.DONE : Step.FACTS;
    }
}
