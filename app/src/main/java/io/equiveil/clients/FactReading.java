package io.equiveil.clients;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// What comes out of a client's file, and when it was given: always by asking the gate, for the purpose for
/// which it was collected. The gate's refusals come back as they are; nothing is read beside it.
@Service
public class FactReading {

    // A decision of the gate takes 256 addresses.
    private static final int MOST_NAMES = 200;
    static final int MOST_CONTACTS = 64;

    private final ClientRepository files;
    private final Clients clients;
    private final Disclosures disclosures;

    FactReading(ClientRepository files, Clients clients, Disclosures disclosures) {
        this.files = files;
        this.clients = clients;
        this.disclosures = disclosures;
    }

    /// When each section was given, and what remains to be confirmed.
    public Map<FactSection, GivenSection> given(Requester.SignedIn who, SubjectId subject) {
        return clients.mayKnow(who, subject) ? files.given(subject) : Map.of();
    }

    /// Masked names of these files, in one decision of the gate; a file whose name the gate keeps back is left out.
    public Map<SubjectId, Cleartext> maskedNames(Requester.SignedIn who, List<ClientFile> shown) {
        List<ClientFile> asked = shown.stream()
                .filter(file -> file.state() != ClientState.LAPSED)
                .filter(file -> who.has(Role.COMPLIANCE_OFFICER) || clients.isInCharge(who.person(), file.subject()))
                .limit(MOST_NAMES)
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        Purpose purpose = who.has(Role.COMPLIANCE_OFFICER) ? Purpose.COMPLIANCE_REVIEW : Purpose.CONTACT;
        Disclosure names = disclosures.open(
                who,
                asked.stream()
                        .map(file -> Wanted.mask(file.nameAddress(), file.nameField()))
                        .toList(),
                Why.of(purpose));
        Map<SubjectId, Cleartext> masks = new LinkedHashMap<>();
        if (names instanceof Disclosure.Answered answer) {
            asked.forEach(file -> answer.field(file.nameAddress(), file.nameField())
                    .ifPresent(mask -> masks.put(file.subject(), mask)));
        }
        return masks;
    }

    /// Masks of name and number of files of one's own, in one decision of the gate; a file of which it keeps
    /// one back is left out.
    ///
    /// @param asked at most [#MOST_CONTACTS]
    Map<SubjectId, MaskedContact> maskedContacts(Requester.SignedIn who, List<ClientFile> asked) {
        Map<SubjectId, MaskedContact> masks = new LinkedHashMap<>();
        if (asked.isEmpty()) {
            return masks;
        }
        Disclosure shown = disclosures.open(
                who,
                asked.stream()
                        .limit(MOST_CONTACTS)
                        .flatMap(file -> Stream.of(
                                Wanted.mask(file.nameAddress(), file.nameField()),
                                Wanted.mask(file.mobileAddress(), file.mobileField())))
                        .toList(),
                Why.of(Purpose.CONTACT));
        if (shown instanceof Disclosure.Answered answer) {
            asked.forEach(file -> answer.field(file.nameAddress(), file.nameField())
                    .ifPresent(name -> answer.field(file.mobileAddress(), file.mobileField())
                            .ifPresent(mobile -> masks.put(file.subject(), new MaskedContact(name, mobile)))));
        }
        return masks;
    }

    /// `王**` and `138****8000`.
    record MaskedContact(Cleartext name, Cleartext mobile) {}

    /// Asks the gate for a section, for the purpose for which it was collected; a client asks for its own data.
    ///
    /// @return empty if there is no such file for this requester, or the section was not given
    public Optional<Disclosure> open(Requester.SignedIn who, SubjectId subject, FactSection section, boolean masked) {
        return clients.find(who, subject)
                .filter(file -> file.given().contains(section))
                .map(_ -> disclosures.open(
                        who,
                        List.of(wanted(section, section.addressOf(subject), masked)),
                        Why.of(purposeOf(who, subject, section))));
    }

    /// Asks the gate for the number to call, to reach the client.
    ///
    /// @return empty if there is no such file for this requester, or the number was erased
    public Optional<Disclosure> openMobile(Requester.SignedIn who, SubjectId subject) {
        return clients.find(who, subject)
                .filter(file -> file.leadGone().isEmpty() || file.state() == ClientState.CLIENT)
                .map(file -> disclosures.open(
                        who, List.of(Wanted.value(file.mobileAddress(), file.mobileField())), Why.of(Purpose.CONTACT)));
    }

    /// Asks the gate for the first contact's name and number, so that they need not be typed again.
    ///
    /// @return empty if there is no such file for this requester, or they were erased
    public Optional<Disclosure> openFirstContact(Requester.SignedIn who, SubjectId subject) {
        return clients.find(who, subject)
                .filter(file -> file.leadGone().isEmpty())
                .map(file -> disclosures.open(
                        who,
                        List.of(
                                Wanted.value(ClientFile.leadAddress(subject, InformationClass.BASIC), file.nameField()),
                                Wanted.value(
                                        ClientFile.leadAddress(subject, InformationClass.CONTACT), file.mobileField())),
                        Why.of(who.actsFor().contains(subject) ? Purpose.OWN_DATA : Purpose.CONTACT)));
    }

    /// Masks of every section that was given, as far as the gate shows them. One decision per purpose.
    public Map<FactSection, Map<String, Cleartext>> masks(Requester.SignedIn who, SubjectId subject) {
        Map<FactSection, Map<String, Cleartext>> masks = new EnumMap<>(FactSection.class);
        Optional<ClientFile> found = clients.find(who, subject);
        if (found.isEmpty()) {
            return masks;
        }
        Map<Purpose, List<FactSection>> byPurpose = new EnumMap<>(Purpose.class);
        for (FactSection section : FactSection.of(found.get().kind())) {
            if (found.get().given().contains(section)) {
                byPurpose
                        .computeIfAbsent(purposeOf(who, subject, section), _ -> new ArrayList<>())
                        .add(section);
            }
        }
        byPurpose.forEach((purpose, sections) -> {
            Disclosure shown = disclosures.open(
                    who,
                    sections.stream()
                            .map(section -> wanted(section, section.addressOf(subject), true))
                            .toList(),
                    Why.of(purpose));
            if (shown instanceof Disclosure.Answered answer) {
                for (FactSection section : sections) {
                    Disclosure.Shown values = answer.shown().get(section.addressOf(subject));
                    if (values != null) {
                        masks.put(section, values.fields());
                    }
                }
            }
        });
        return masks;
    }

    private static Wanted wanted(FactSection section, Address address, boolean masked) {
        return new Wanted(
                address, masked, section.fields().stream().map(FactField::name).collect(Collectors.toSet()));
    }

    private static Purpose purposeOf(Requester.SignedIn who, SubjectId subject, FactSection section) {
        if (who.actsFor().contains(subject)) {
            return Purpose.OWN_DATA;
        }
        return who.has(Role.COMPLIANCE_OFFICER) ? Purpose.COMPLIANCE_REVIEW : section.purpose();
    }
}
