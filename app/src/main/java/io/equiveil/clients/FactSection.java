package io.equiveil.clients;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The facts of measure D.1, in sections that are given, sealed and forgotten together. A section is one information
/// class of one retention group; it is replaced as a whole.
public enum FactSection {
    /// 姓名
    PERSON_NAME(
            ClientKind.PERSON,
            InformationClass.BASIC,
            RetentionGroup.RELATION,
            Purpose.MANDATE,
            true,
            FactField.of("name", "text", text(60), Masks::personName)),
    /// 联系方式
    PERSON_CONTACT(
            ClientKind.PERSON,
            InformationClass.CONTACT,
            RetentionGroup.RELATION,
            Purpose.MANDATE,
            true,
            FactField.of("mobile", "tel", (typed, _, _) -> Identifiers.mobile(typed), Masks::mobile),
            FactField.of("address", "multiline", text(200), Masks::address)),
    /// 身份证件
    PERSON_IDENTITY(
            ClientKind.PERSON,
            InformationClass.IDENTITY_DOCUMENT,
            RetentionGroup.IDENTITY,
            Purpose.IDENTITY_CHECK,
            true,
            FactField.choice("documentType", documents()),
            FactField.of(
                    "documentNumber",
                    "text",
                    (typed, others, today) -> documents().contains(others.getOrDefault("documentType", ""))
                            ? Identifiers.document(
                                    IdentityDocument.valueOf(others.getOrDefault("documentType", "")), typed, today)
                            : Checked.bad(IdentifierFault.OTHER_DOCUMENT),
                    Masks::number)),
    /// 受益情况
    PERSON_OWNERSHIP(
            ClientKind.PERSON,
            InformationClass.BASIC,
            RetentionGroup.IDENTITY,
            Purpose.IDENTITY_CHECK,
            true,
            FactField.choice("beneficiary", List.of("SELF", "OTHER")),
            FactField.of("beneficiaryName", "text", text(60), Masks::personName).optional()),
    /// 收款账户
    PERSON_ACCOUNT(
            ClientKind.PERSON,
            InformationClass.FINANCIAL,
            RetentionGroup.RELATION,
            Purpose.SETTLEMENT,
            false,
            FactField.of("bankName", "text", text(60), Masks::open),
            FactField.of("bankAccount", "digits", (typed, _, _) -> Identifiers.bankCard(typed), Masks::account)),
    /// 电子邮箱
    PERSON_EMAIL(
            ClientKind.PERSON,
            InformationClass.CONTACT,
            RetentionGroup.OPTIONAL,
            Purpose.MANDATE,
            false,
            FactField.of("email", "email", (typed, _, _) -> Identifiers.email(typed), Masks::email)),
    /// 职业
    PERSON_OCCUPATION(
            ClientKind.PERSON,
            InformationClass.BASIC,
            RetentionGroup.OPTIONAL,
            Purpose.MANDATE,
            false,
            FactField.of("occupation", "text", text(60), Masks::hidden)),
    /// 公司名称
    COMPANY_NAME(
            ClientKind.COMPANY,
            InformationClass.BASIC,
            RetentionGroup.RELATION,
            Purpose.MANDATE,
            true,
            FactField.of("name", "text", text(100), Masks::companyName)),
    /// 联系人
    COMPANY_CONTACT(
            ClientKind.COMPANY,
            InformationClass.CONTACT,
            RetentionGroup.RELATION,
            Purpose.MANDATE,
            true,
            FactField.of("contactPerson", "text", text(60), Masks::personName),
            FactField.of("mobile", "tel", (typed, _, _) -> Identifiers.mobile(typed), Masks::mobile),
            FactField.of("address", "multiline", text(200), Masks::address)),
    /// 证照号码
    COMPANY_IDENTITY(
            ClientKind.COMPANY,
            InformationClass.IDENTITY_DOCUMENT,
            RetentionGroup.IDENTITY,
            Purpose.IDENTITY_CHECK,
            true,
            FactField.of("creditCode", "text", (typed, _, _) -> Identifiers.uscc(typed), Masks::number),
            FactField.of(
                            "registrationNumber",
                            "digits",
                            (typed, _, _) -> Identifiers.registrationNumber(typed),
                            Masks::number)
                    .optional()),
    /// 法定代表人与受益所有人
    COMPANY_PEOPLE(
            ClientKind.COMPANY,
            InformationClass.BASIC,
            RetentionGroup.IDENTITY,
            Purpose.IDENTITY_CHECK,
            true,
            FactField.of("legalRepresentative", "text", text(60), Masks::personName),
            FactField.of("owner1Name", "text", text(60), Masks::personName),
            FactField.of("owner1Share", "text", FactSection::share, Masks::hidden),
            FactField.of("owner2Name", "text", text(60), Masks::personName).optional(),
            FactField.of("owner2Share", "text", FactSection::share, Masks::hidden)
                    .optional(),
            FactField.of("owner3Name", "text", text(60), Masks::personName).optional(),
            FactField.of("owner3Share", "text", FactSection::share, Masks::hidden)
                    .optional(),
            FactField.of("owner4Name", "text", text(60), Masks::personName).optional(),
            FactField.of("owner4Share", "text", FactSection::share, Masks::hidden)
                    .optional()),
    /// 收款账户
    COMPANY_ACCOUNT(
            ClientKind.COMPANY,
            InformationClass.FINANCIAL,
            RetentionGroup.RELATION,
            Purpose.SETTLEMENT,
            false,
            FactField.of("bankName", "text", text(60), Masks::open),
            FactField.of("bankAccount", "text", (typed, _, _) -> Identifiers.companyAccount(typed), Masks::account)),
    /// 电子邮箱
    COMPANY_EMAIL(
            ClientKind.COMPANY,
            InformationClass.CONTACT,
            RetentionGroup.OPTIONAL,
            Purpose.MANDATE,
            false,
            FactField.of("email", "email", (typed, _, _) -> Identifiers.email(typed), Masks::email));

    /// A first contact: name and mobile number.
    static final RecordType LEAD = new RecordType("clients.lead");

    private static final RecordType PERSON = new RecordType("clients.person");
    private static final RecordType COMPANY = new RecordType("clients.company");
    private static final RecordType BENEFICIARIES = new RecordType("clients.beneficiaries");
    private static final RecordType EMAIL = new RecordType("clients.email");
    private static final RecordType OCCUPATION = new RecordType("clients.occupation");

    private final ClientKind kind;
    private final InformationClass informationClass;
    private final RetentionGroup group;
    private final Purpose purpose;
    private final boolean needed;
    private final List<FactField> fields;

    FactSection(
            ClientKind kind,
            InformationClass informationClass,
            RetentionGroup group,
            Purpose purpose,
            boolean needed,
            FactField... fields) {
        this.kind = kind;
        this.informationClass = informationClass;
        this.group = group;
        this.purpose = purpose;
        this.needed = needed;
        this.fields = List.of(fields);
    }

    /// The sections of a kind of client, in the order in which pages ask for them.
    public static List<FactSection> of(ClientKind kind) {
        return Arrays.stream(values()).filter(section -> section.kind == kind).toList();
    }

    /// The sections of all kinds of clients.
    static Stream<FactSection> all() {
        return Arrays.stream(values());
    }

    public ClientKind kind() {
        return kind;
    }

    public InformationClass informationClass() {
        return informationClass;
    }

    public RetentionGroup group() {
        return group;
    }

    /// For which purpose it is collected; a legal basis for it must stand before the section opens.
    public Purpose purpose() {
        return purpose;
    }

    /// Whether taking the client on is impossible without it.
    public boolean needed() {
        return needed;
    }

    /// Whether the client may take it back at any time, alone.
    public boolean isOptional() {
        return group == RetentionGroup.OPTIONAL;
    }

    public List<FactField> fields() {
        return fields;
    }

    /// Where this section of a subject is sealed.
    public Address addressOf(SubjectId subject) {
        return new Address(Owner.of(subject), group, record(), subject.value(), informationClass);
    }

    /// A record has one sealed value of each class, whatever its retention group. So a section that shares its class
    /// with another of the same client is a record of its own; else the one would be sealed over the other.
    private RecordType record() {
        return switch (this) {
            case PERSON_OWNERSHIP, COMPANY_PEOPLE -> BENEFICIARIES;
            case PERSON_EMAIL, COMPANY_EMAIL -> EMAIL;
            case PERSON_OCCUPATION -> OCCUPATION;
            default -> kind == ClientKind.PERSON ? PERSON : COMPANY;
        };
    }

    private static FactField.Check text(int most) {
        return (typed, _, _) -> Identifiers.text(typed, most);
    }

    private static List<String> documents() {
        return Arrays.stream(IdentityDocument.values()).map(Enum::name).toList();
    }

    /// A beneficial owner holds at least a quarter.
    private static Checked share(String typed, Map<String, String> others, java.time.LocalDate today) {
        String number = Identifiers.normalise(typed).replace("%", "");
        if (!number.matches("[0-9]{1,3}(?:\\.[0-9]{1,4})?")) {
            return Checked.bad(IdentifierFault.WRONG_SHAPE);
        }
        double percent = Double.parseDouble(number);
        return percent < 25 || percent > 100 ? Checked.bad(IdentifierFault.OUT_OF_RANGE) : Checked.good(number + "%");
    }
}
