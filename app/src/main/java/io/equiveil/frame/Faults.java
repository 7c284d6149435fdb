package io.equiveil.frame;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.thymeleaf.exceptions.TemplateProcessingException;

/// Writes down what went wrong, so that somebody with a reference number can be helped.
///
/// The log gets the reference, the classes of the exceptions and our own stack frames. Never a message of an exception
/// and never anything of the request: either may hold what somebody typed (promise P1).
@Component
class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final String OWN = "io.equiveil.";
    private static final int MOST_FRAMES = 12;
    // Crockford's letters: none that is read as another.
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final SecureRandom random = new SecureRandom();

    /// Notes an exception that nobody expected.
    ///
    /// @return the reference number for the person who ran into it
    String unexpected(Throwable fault) {
        String reference = newReference();
        LOG.error("{} {}{} at {}", reference, classes(fault), template(fault), frames(fault));
        return reference;
    }

    /// Notes an answer with an error status that is part of daily life.
    String refused(int status, Throwable fault) {
        String reference = newReference();
        LOG.info("{} {} {}", reference, status, classes(fault));
        return reference;
    }

    /// Notes an answer with an error status that no exception explains.
    String refused(int status) {
        String reference = newReference();
        LOG.info("{} {}", reference, status);
        return reference;
    }

    static String classes(Throwable fault) {
        Set<String> names = new LinkedHashSet<>();
        Set<Throwable> seen = new LinkedHashSet<>();
        for (Throwable t = fault; t != null && seen.add(t); t = t.getCause()) {
            names.add(t.getClass().getName());
        }
        return String.join(" < ", names);
    }

    static String frames(Throwable fault) {
        Throwable root = fault;
        Set<Throwable> seen = new LinkedHashSet<>();
        while (root.getCause() != null && seen.add(root)) {
            root = root.getCause();
        }
        return Arrays.stream(root.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN))
                .limit(MOST_FRAMES)
                .map(frame -> frame.getClassName().substring(OWN.length()) + "." + frame.getMethodName() + ":"
                        + frame.getLineNumber())
                .collect(Collectors.joining(" "));
    }

    // The place in a template of ours, which says more than the frames of the engine that read it.
    private static String template(Throwable fault) {
        Throwable t = fault;
        for (int depth = 0; t != null && depth < 20; depth++, t = t.getCause()) {
            if (t instanceof TemplateProcessingException broken && broken.getLine() != null) {
                return " in " + broken.getTemplateName() + ":" + broken.getLine();
            }
        }
        return "";
    }

    private String newReference() {
        StringBuilder reference = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                reference.append('-');
            }
            reference.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return reference.toString();
    }
}
