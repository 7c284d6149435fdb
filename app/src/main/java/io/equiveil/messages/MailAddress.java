package io.equiveil.messages;

import java.util.regex.Pattern;

/// What counts as an e-mail address here: the plain form that everybody has, without names, quotes or
/// comments.
final class MailAddress {

    private static final int LONGEST = 120;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private MailAddress() {}

    static boolean isOne(String text) {
        return text.length() <= LONGEST && PLAIN.matcher(text).matches();
    }

    /// The first letter and the domain.
    static String mask(String address) {
        return address.charAt(0) + "***" + address.substring(address.indexOf('@'));
    }
}
