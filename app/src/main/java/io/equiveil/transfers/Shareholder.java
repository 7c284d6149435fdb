package io.equiveil.transfers;

import java.time.LocalDate;
import java.util.Optional;

/// Another shareholder of the company, as far as it may be known without opening anything: name, contribution and the
/// words of a reply are sealed.
///
/// @param sent     the day on which the notice went out
/// @param received the day on which it arrived
/// @param answerBy the last day on which the right can be exercised, counted from receipt by rule `DL-PREEMPT`
/// @param certain  whether that day stands, because the calendar of rest days is known
/// @param replied  the day of the reply
public record Shareholder(
        ShareholderId id,
        Optional<LocalDate> sent,
        Optional<LocalDate> received,
        Optional<LocalDate> answerBy,
        boolean certain,
        Optional<LocalDate> replied,
        Standing standing) {

    /// How it stands towards the transfer.
    public enum Standing {
        /// 未通知
        NOT_NOTIFIED,
        /// 已发出，未送达
        SENT,
        /// 期限内
        MAY_ANSWER,
        /// 已放弃
        WAIVED,
        /// 期限届满未答复，视为放弃
        SILENT,
        /// 行使优先购买权
        EXERCISES;

        /// Whether nothing more is to be expected from this shareholder.
        public boolean isSettled() {
            return this == WAIVED || this == SILENT || this == EXERCISES;
        }
    }

    /// What a shareholder replies.
    public enum Reply {
        WAIVES,
        EXERCISES
    }
}
