package io.equiveil.frame;

import org.springframework.stereotype.Component;

/// For rooms that go on when one of many things fails: writes down what went wrong without saying more than classes and
/// our own frames.
@Component
public class UnexpectedFaults {

    private final Faults faults;

    UnexpectedFaults(Faults faults) {
        this.faults = faults;
    }

    /// Notes an exception that nobody expected.
    public void note(RuntimeException fault) {
        faults.unexpected(fault);
    }
}
