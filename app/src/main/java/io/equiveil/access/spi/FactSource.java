package io.equiveil.access.spi;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.kernel.Address;
import java.util.Map;

/// A source of facts for one clause. One bean per source; it reads the database afresh at every question, and checks
/// the MAC of every gate-relevant row that it relies on.
public interface FactSource {

    /// The clause that it answers.
    Clause clause();

    /// Answers for those addresses it knows about; leaving one out means "I do not know", which is a no unless another
    /// source of the same clause holds. Among several sources a `Fails` beats a `Holds`; throwing is a no.
    Map<Address, Fact> facts(Question question);
}
