package io.equiveil.kernel;

/// Whether this process is the practice house (演练库): a second house that a firm's own one starts beside itself, with
/// invented people only, and destroys afterwards. Decided by whoever starts the process, and the same for its whole
/// life.
public final class PracticeHouse {

    /// The JVM's property that says so.
    public static final String PROPERTY = "equiveil.practice";

    private static final boolean HERE = Boolean.getBoolean(PROPERTY);

    private PracticeHouse() {}

    public static boolean isHere() {
        return HERE;
    }

    /// The name of a cookie here. Browsers give a cookie to every port of a host, so that the practice house, which is
    /// another port, must call its own otherwise: it would sign people out of the real one.
    public static String cookie(String name) {
        return cookie(name, HERE);
    }

    static String cookie(String name, boolean practice) {
        return practice ? name + "-practice" : name;
    }
}
