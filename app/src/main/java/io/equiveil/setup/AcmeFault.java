package io.equiveil.setup;

import java.util.Locale;

/// Why there is no certificate. Each has a sentence (`setup.acme.fault.…`).
public enum AcmeFault {
    /// This server has no name that means something outside the office.
    LOCAL_NAME,
    /// The authority's address is no `https` address.
    ADDRESS,
    /// The address leads inside the network.
    INSIDE,
    EMAIL,
    /// Only one of the two halves of the key for an account that exists already, or no key.
    EXTERNAL_KEY,
    /// The authority wants such a key.
    EXTERNAL_REQUIRED,
    TERMS,
    /// Nobody answers at the address, or not in time.
    NOT_REACHED,
    /// Whoever answers does not speak ACME (RFC 8555), or badly.
    NOT_ACME,
    RATE_LIMITED,
    /// A CAA record of the domain names other authorities.
    CAA,
    /// The authority could not ask the domain's DNS.
    DNS,
    /// The authority did not find the record, or found another.
    RECORD_WRONG,
    /// The authority issues nothing for this name.
    NAME_REFUSED,
    /// This authority offers no check by DNS.
    NO_DNS_CHECK,
    /// The account was closed, or is not known any more.
    ACCOUNT,
    /// The authority itself is in trouble.
    AUTHORITY,
    /// The order lapsed before the record was set.
    LAPSED,
    /// The certificate that came does not fit.
    CERTIFICATE,
    /// Anything else; the authority's own words stand beside it.
    OTHER;

    /// The authority's own word (RFC 8555, 6.7) in ours.
    static AcmeFault of(String type) {
        String word = type.substring(type.lastIndexOf(':') + 1);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ratelimited" -> RATE_LIMITED;
            case "caa" -> CAA;
            case "dns", "connection" -> DNS;
            case "unauthorized", "incorrectresponse" -> RECORD_WRONG;
            case "rejectedidentifier", "unsupportedidentifier" -> NAME_REFUSED;
            case "externalaccountrequired" -> EXTERNAL_REQUIRED;
            case "invalidcontact", "unsupportedcontact" -> EMAIL;
            case "useractionrequired" -> TERMS;
            case "accountdoesnotexist" -> ACCOUNT;
            case "serverinternal" -> AUTHORITY;
            default -> OTHER;
        };
    }

    /// Whether the same order may come to a good end later.
    boolean mayPass() {
        return switch (this) {
            case NOT_REACHED, AUTHORITY, RATE_LIMITED -> true;
            default -> false;
        };
    }
}
