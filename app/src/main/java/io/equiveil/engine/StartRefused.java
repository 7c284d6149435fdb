package io.equiveil.engine;

/// The application cannot start, or cannot go on, and says why in one line: Chinese first, English second.
///
/// It is thrown for what an operator can repair (a folder in use, a wrong passphrase, a full disk), so it carries no
/// stack trace to the terminal and no confidential value.
public final class StartRefused extends RuntimeException {

    private final String chinese;
    private final String english;

    /// @param chinese one sentence, without a line break
    /// @param english the same sentence in English
    public StartRefused(String chinese, String english) {
        super(english);
        this.chinese = chinese;
        this.english = english;
    }

    /// As above, with the technical cause for the log; the cause is never printed on the terminal.
    public StartRefused(String chinese, String english, Throwable cause) {
        super(english, cause);
        this.chinese = chinese;
        this.english = english;
    }

    /// Both sentences on one line, for the terminal.
    public String line() {
        return (chinese + " / " + english).replaceAll("\\s+", " ");
    }
}
