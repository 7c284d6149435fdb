package io.equiveil.clients;

/// What a list may show in place of a value: enough to recognise one's own client, too little to use.
final class Masks {

    private Masks() {}

    /// 王** whatever the length.
    static String personName(String name) {
        return firstCharacters(name, 1) + "**";
    }

    /// The first two characters of a company's name are its place, so two more are hidden with the rest.
    static String companyName(String name) {
        return firstCharacters(name, 2) + "****";
    }

    /// 138****0000
    static String mobile(String number) {
        return number.substring(0, 3) + "****" + number.substring(number.length() - 4);
    }

    /// 3101**********1013 for eighteen characters; ends of two for shorter numbers.
    static String number(String number) {
        int shown = number.length() >= 15 ? 4 : number.length() >= 8 ? 2 : 0;
        return number.substring(0, shown)
                + "*".repeat(number.length() - 2 * shown)
                + number.substring(number.length() - shown);
    }

    /// Only the last four: **** 0007.
    static String account(String number) {
        return "**** " + number.substring(Math.max(0, number.length() - 4));
    }

    /// The province or city, nothing below it.
    static String address(String address) {
        return firstCharacters(address, 3) + "****";
    }

    /// w***@example.com
    static String email(String address) {
        return firstCharacters(address, 1) + "***" + address.substring(address.lastIndexOf('@'));
    }

    static String hidden(String ignored) {
        return "***";
    }

    static String open(String value) {
        return value;
    }

    private static String firstCharacters(String text, int count) {
        int shown = Math.min(count, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, shown));
    }
}
