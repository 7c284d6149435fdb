package io.equiveil.matters.web;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.Matters.Mandate;
import io.equiveil.matters.Matters.OneBuyer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is typed to open a simple matter. Names are confidential, so this does not print itself.
///
/// @param buyer       a client; empty for a new first contact, whose name and number are typed
/// @param ownInterest whether the one who opens the matter has an interest of its own in it
record SimpleForm(
        @Nullable UUID client,
        @Nullable UUID buyer,
        @Nullable ClientKind buyerKind,
        @Nullable String buyerName,
        @Nullable String buyerMobile,
        @Nullable String codeName,
        @Nullable String targetName,
        @Nullable String targetCode,
        @Nullable CompanyForm form,
        @Nullable MandateForm mandate,
        @Nullable Boolean ownInterest) {

    static SimpleForm blank(@Nullable UUID client) {
        return new SimpleForm(
                client,
                null,
                ClientKind.PERSON,
                "",
                "",
                "",
                "",
                "",
                CompanyForm.LIMITED_COMPANY,
                MandateForm.BOTH,
                false);
    }

    /// Somebody chosen counts, whatever was typed beside it.
    OneBuyer oneBuyer() {
        return buyer == null
                ? new OneBuyer.New(
                        Optional.ofNullable(buyerKind).orElse(ClientKind.PERSON), text(buyerName), text(buyerMobile))
                : new OneBuyer.Known(new SubjectId(buyer));
    }

    Mandate mandateOf(SubjectId seller) {
        return new Mandate(
                Optional.ofNullable(codeName).orElse(""),
                Optional.ofNullable(form).orElse(CompanyForm.LIMITED_COMPANY),
                Optional.ofNullable(mandate).orElse(MandateForm.BOTH),
                seller,
                text(targetName),
                Optional.ofNullable(targetCode).filter(code -> !code.isBlank()).map(Cleartext::of),
                Boolean.TRUE.equals(ownInterest));
    }

    private static Cleartext text(@Nullable String typed) {
        return Cleartext.of(Optional.ofNullable(typed).orElse("").strip());
    }

    @Override
    public String toString() {
        return "SimpleForm[" + form + "]";
    }
}
