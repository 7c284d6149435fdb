package io.equiveil.tables;

/// Takes away what nobody sees.
final class Tidy {

    private Tidy() {}

    /// Without spaces of any kind around it, without letters that have no width, and without the mark
    /// that makes spreadsheet programs keep a number as text (`'110…` and a tab in front).
    static String text(String raw) {
        StringBuilder kept = new StringBuilder(raw.length());
        raw.codePoints()
                .filter(letter -> Character.getType(letter) != Character.FORMAT && letter != '\0')
                .map(letter -> letter == '\u00a0' || letter == '\u3000' ? ' ' : letter)
                .forEach(kept::appendCodePoint);
        String text = kept.toString().strip();
        return text.length() > 1
                        && (text.charAt(0) == '\'' || text.charAt(0) == '’')
                        && Character.isDigit(text.charAt(1))
                ? text.substring(1)
                : text;
    }
}
