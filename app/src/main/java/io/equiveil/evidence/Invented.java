package io.equiveil.evidence;

import java.security.SecureRandom;
import java.util.Locale;

/// What a performance makes up: names, numbers and words that differ from run to run, so that whatever is found of
/// them on the disk was leaked by this very run.
///
/// Identity numbers have right check digits and birthdays of 1904, credit codes are of an organisation code that is
/// not given out: they belong to nobody. Mobile numbers cannot be made up, so the few that are used are fixed ones.
final class Invented {

    private static final String GIVEN = "静澜望舒知行清源一诺若谷怀瑾握瑜景行维桢思齐嘉树鸿鹄云岫听雨松涛明夷观复";
    private static final String TRADES = "微光精衡澄明远岫晨曦朗玉星野";
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";
    private static final String CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] RESIDENT_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] CREDIT_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private final SecureRandom random = new SecureRandom();

    /// A person's name: the surname that was asked for and two characters.
    String person(String surname) {
        return surname + character(GIVEN) + character(GIVEN);
    }

    /// A company's name.
    String company(String place) {
        return place + character(TRADES) + character(TRADES) + "仪器有限公司";
    }

    /// A resident identity number (GB 11643) of somebody born in 1904.
    String residentId(String area) {
        String first = area + String.format(Locale.ROOT, "1904%02d%02d%03d", below(12) + 1, below(28) + 1, below(1000));
        int sum = 0;
        for (int i = 0; i < RESIDENT_WEIGHTS.length; i++) {
            sum += (first.charAt(i) - '0') * RESIDENT_WEIGHTS[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    /// A unified social credit code (GB 32100).
    String creditCode() {
        String first = "91310115MA" + String.format(Locale.ROOT, "%06d", below(1_000_000)) + "0";
        int sum = 0;
        for (int i = 0; i < CREDIT_WEIGHTS.length; i++) {
            sum += CREDIT.indexOf(first.charAt(i)) * CREDIT_WEIGHTS[i];
        }
        return first + CREDIT.charAt((31 - sum % 31) % 31);
    }

    /// A price in yuan, eight digits.
    String price() {
        return 10_000_000 + below(89_000_000) + "元";
    }

    /// An address that does not exist.
    String address() {
        return "示例省示例市示例路" + (1_000 + below(9_000)) + "号" + (100 + below(900)) + "室";
    }

    /// No default passwords, the demo included.
    String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(character(LETTERS));
        }
        return password.toString();
    }

    /// Six digits that are neither a row nor all alike.
    String pin() {
        return "2" + below(10) + "8" + below(10) + "1" + below(10);
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private char character(String from) {
        return from.charAt(below(from.length()));
    }
}
