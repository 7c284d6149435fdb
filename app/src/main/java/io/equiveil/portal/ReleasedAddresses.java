package io.equiveil.portal;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.proofs.CanonicalJson;
import io.equiveil.proofs.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads out of the firm's part of an entry which values were released, as `docs/spec/ledger-entry.md` spells them.
final class ReleasedAddresses {

    private static final List<String> FORMS = List.of("masks", "values", "documents");

    private ReleasedAddresses() {}

    /// The addresses; none if the body is of another kind.
    static List<Address> in(String body) {
        try {
            Object fact =
                    CanonicalJson.read(body.getBytes(StandardCharsets.UTF_8)).get("fact");
            List<Address> found = new ArrayList<>();
            if (fact instanceof Map<?, ?> released) {
                for (String form : FORMS) {
                    if (released.get(form) instanceof List<?> spelled) {
                        spelled.forEach(each -> found.add(address((Map<?, ?>) each)));
                    }
                }
            }
            return found;
        } catch (MalformedException | IllegalArgumentException notOfThisVersion) {
            return List.of();
        }
    }

    private static Address address(Map<?, ?> spelled) {
        if (!(spelled.get("owner") instanceof Map<?, ?> owner)) {
            throw new IllegalArgumentException("no owner");
        }
        UUID id = UUID.fromString(text(owner, "id"));
        return new Address(
                switch (text(owner, "kind")) {
                    case "SUBJECT" -> Owner.of(new SubjectId(id));
                    case "MATTER" -> Owner.of(new MatterId(id));
                    default -> throw new IllegalArgumentException("no owner of values");
                },
                RetentionGroup.valueOf(text(spelled, "group")),
                new RecordType(text(spelled, "record")),
                UUID.fromString(text(spelled, "row")),
                InformationClass.valueOf(text(spelled, "class")));
    }

    private static String text(Map<?, ?> spelled, String name) {
        return String.valueOf(spelled.get(name));
    }
}
