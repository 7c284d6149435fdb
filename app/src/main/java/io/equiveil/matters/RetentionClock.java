package io.equiveil.matters;

import io.equiveil.kernel.RetentionGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How long one group of a closed matter's facts is kept, and why.
///
/// @param rules     rules of law that keep it; the longest counts; none where the agreement alone says how long
/// @param keptUntil from when on it may go; empty if it is kept for ever
public record RetentionClock(RetentionGroup group, List<String> rules, Optional<Instant> keptUntil, State state) {

    public RetentionClock {
        rules = List.copyOf(rules);
    }

    /// How it stands.
    public enum State {
        /// 保存期内
        RUNNING,
        /// 已到期
        DUE,
        /// 已到期，合规保全中
        HELD,
        /// 已销毁
        DESTROYED
    }
}
