package io.equiveil.consent.rest;

import io.equiveil.consent.ConsentReceipt;
import io.equiveil.consent.ConsentRecord;
import io.equiveil.consent.Notice;
import io.equiveil.consent.RecipientId;
import io.equiveil.consent.ServedNotice;
import io.equiveil.consent.ServedNoticeId;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Owner;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What programs see of this room.
final class ConsentViews {

    private ConsentViews() {}

    /// @param contentHash to be sent back when the notice has been shown
    record NoticeView(
            String id,
            int version,
            String language,
            String title,
            List<String> summary,
            List<Notice.Section> sections,
            List<ItemView> items,
            List<String> rules,
            boolean reviewed,
            boolean named,
            String contentHash) {

        static NoticeView of(Notice notice) {
            return new NoticeView(
                    notice.id(),
                    notice.version(),
                    notice.language().tag(),
                    notice.title(),
                    notice.summary(),
                    notice.sections(),
                    notice.items().stream().map(ItemView::of).toList(),
                    notice.rules(),
                    notice.reviewed(),
                    notice.named(),
                    notice.contentHash().hex());
        }
    }

    record ItemView(
            String name,
            String purpose,
            String kind,
            List<String> classes,
            boolean needed,
            String ask,
            String why,
            String toWhom,
            String howLong,
            String ifRefused) {

        static ItemView of(Notice.Item item) {
            return new ItemView(
                    item.name(),
                    item.purpose().name(),
                    item.kind().name(),
                    item.classes().stream().sorted().map(Enum::name).toList(),
                    item.needed(),
                    item.ask(),
                    item.why(),
                    item.toWhom(),
                    item.howLong(),
                    item.ifRefused());
        }
    }

    /// @param ownerKind `SUBJECT` or `MATTER`
    record ServedView(
            UUID id,
            UUID subject,
            String ownerKind,
            UUID owner,
            @Nullable UUID recipient,
            String notice,
            int version,
            String language,
            String contentHash,
            String means,
            Instant at) {

        static ServedView of(ServedNotice served) {
            return new ServedView(
                    served.id().value(),
                    served.subject().value(),
                    kindOf(served.owner()),
                    served.owner().id(),
                    served.recipient().map(RecipientId::value).orElse(null),
                    served.notice(),
                    served.noticeVersion(),
                    served.language().tag(),
                    served.contentHash().hex(),
                    served.means().name(),
                    served.at());
        }
    }

    record RecordView(
            UUID id,
            long version,
            UUID subject,
            String ownerKind,
            UUID owner,
            String purpose,
            @Nullable UUID recipient,
            String basis,
            @Nullable String kind,
            List<String> classes,
            String state,
            @Nullable UUID notice,
            @Nullable String item,
            List<String> rules,
            @Nullable UUID agreement,
            Instant at,
            @Nullable Instant until) {

        static RecordView of(ConsentRecord record) {
            return new RecordView(
                    record.id().value(),
                    record.version(),
                    record.subject().value(),
                    kindOf(record.owner()),
                    record.owner().id(),
                    record.purpose().name(),
                    record.recipient().map(RecipientId::value).orElse(null),
                    record.basis().name(),
                    record.kind().map(Enum::name).orElse(null),
                    record.classes().stream().sorted().map(Enum::name).toList(),
                    record.state().name(),
                    record.notice().map(ServedNoticeId::value).orElse(null),
                    record.item().orElse(null),
                    record.rules(),
                    record.agreement().map(AgreementId::value).orElse(null),
                    record.at(),
                    record.until().orElse(null));
        }
    }

    /// @param states oldest first
    /// @param shown  the notice in the words that were shown
    record ReceiptView(
            RecordView present,
            List<RecordView> states,
            @Nullable ServedView notice,
            @Nullable String shown) {

        static ReceiptView of(ConsentReceipt receipt) {
            return new ReceiptView(
                    RecordView.of(receipt.present()),
                    receipt.states().stream().map(RecordView::of).toList(),
                    receipt.notice().map(ServedView::of).orElse(null),
                    receipt.notice().map(ServedNotice::content).orElse(null));
        }
    }

    private static String kindOf(Owner owner) {
        return switch (owner) {
            case Owner.OfSubject _ -> "SUBJECT";
            case Owner.OfMatter _ -> "MATTER";
        };
    }
}
