package io.equiveil.approvals;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of approvals.
///
/// @param deputyAfter how long something waits before the deputies of those who should decide may decide as well,
///     1 hour to 7 days; what lapses sooner passes on after half of its time
@ConfigurationProperties("equiveil.approvals")
record ApprovalSettings(@DefaultValue("PT24H") Duration deputyAfter) {

    /// @throws IllegalArgumentException for a time that is too short or too long
    ApprovalSettings {
        if (deputyAfter.compareTo(Duration.ofHours(1)) < 0 || deputyAfter.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "equiveil.approvals.deputy-after is not between 1 hour and 7 days: " + deputyAfter);
        }
    }
}
