package io.equiveil.setup;

import java.util.List;

/// What came of an act of the guide.
public sealed interface SetUpResult {

    /// Done and recorded.
    record Done() implements SetUpResult {}

    /// Only the owner sets the firm up.
    record NotYours() implements SetUpResult {}

    /// The firm has more staff than a small one may.
    record TooManyPeople(int people) implements SetUpResult {}

    /// A step that is done is not put off.
    record AlreadyDone() implements SetUpResult {}

    /// What has to be there first.
    record StillLacking(List<Lack> lacks) implements SetUpResult {
        public StillLacking {
            lacks = List.copyOf(lacks);
        }
    }
}
