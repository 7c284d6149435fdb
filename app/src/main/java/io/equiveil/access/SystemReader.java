package io.equiveil.access;

import static io.equiveil.kernel.InformationClass.BASIC;
import static io.equiveil.kernel.InformationClass.CONTACT;
import static io.equiveil.kernel.InformationClass.DEAL_DETAIL;
import static io.equiveil.kernel.InformationClass.DEAL_INTENT;
import static io.equiveil.kernel.InformationClass.DOCUMENT;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RuleId;
import io.equiveil.kernel.SystemPrincipal;
import java.util.Set;

/// What one of the machine's own readers may read: the closed list. It is code and not policy, so that nobody widens it
/// by a form.
///
/// @param rule      the name that entries carry
/// @param rooms     rooms whose records it may read
/// @param classes   information classes
/// @param purposes  why
/// @param forms     in which form
/// @param perMinute addresses a minute, on each node
public record SystemReader(
        RuleId rule,
        Set<String> rooms,
        Set<InformationClass> classes,
        Set<Purpose> purposes,
        Set<Question.Form> forms,
        int perMinute) {

    private static final Set<Question.Form> VALUES = Set.of(Question.Form.VALUE);

    /// The entry of the list for a reader. Complete by the compiler: a new reader does not compile without its
    /// line.
    public static SystemReader of(SystemPrincipal principal) {
        return switch (principal) {
            case MESSENGER ->
                reader(
                        "system-messenger",
                        Set.of("clients", "identity", "messages"),
                        Set.of(CONTACT),
                        Set.of(Purpose.NOTIFICATION),
                        VALUES,
                        600);
            case AGREEMENT_RENDERER -> nothing("system-agreement-renderer");
            case TEASER_WRITER ->
                reader(
                        "system-teaser-writer",
                        Set.of("clients", "matters"),
                        Set.of(BASIC, DEAL_INTENT, DEAL_DETAIL),
                        Set.of(Purpose.INTRODUCTION),
                        VALUES,
                        600);
            case MATCHER ->
                reader(
                        "system-matcher",
                        Set.of("matters"),
                        Set.of(DEAL_INTENT),
                        Set.of(Purpose.INTRODUCTION),
                        VALUES,
                        600);
            case LIST_READER ->
                reader(
                        "system-list-reader",
                        Set.of("imports"),
                        Set.of(DOCUMENT),
                        Set.of(Purpose.CONTACT),
                        Set.of(Question.Form.PAGE),
                        600);
            case WATERMARKER ->
                reader(
                        "system-watermarker",
                        Set.of("clients", "identity", "matters"),
                        Set.of(BASIC),
                        Set.of(
                                Purpose.MANDATE,
                                Purpose.IDENTITY_CHECK,
                                Purpose.DUE_DILIGENCE,
                                Purpose.AGREEMENT,
                                Purpose.SETTLEMENT,
                                Purpose.TAX,
                                Purpose.REGISTRATION,
                                Purpose.OWN_DATA,
                                Purpose.PROFESSIONAL_SERVICE),
                        VALUES,
                        3_000);
            case RETENTION_CLOCK -> nothing("system-retention-clock");
            case HOUSEKEEPER -> nothing("system-housekeeper");
        };
    }

    private static SystemReader reader(
            String rule,
            Set<String> rooms,
            Set<InformationClass> classes,
            Set<Purpose> purposes,
            Set<Question.Form> forms,
            int perMinute) {
        return new SystemReader(new RuleId(rule), rooms, classes, purposes, forms, perMinute);
    }

    private static SystemReader nothing(String rule) {
        return new SystemReader(new RuleId(rule), Set.of(), Set.of(), Set.of(), Set.of(), 0);
    }

    /// Whether it may read a value at all, purpose and rate aside.
    boolean covers(Address address, Question.Form form) {
        return rooms.contains(address.record().room())
                && classes.contains(address.informationClass())
                && forms.contains(form);
    }
}
