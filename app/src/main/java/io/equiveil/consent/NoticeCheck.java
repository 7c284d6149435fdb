package io.equiveil.consent;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Measure 7.1: every notice says what the law wants said, in both languages, names the firm, and has been shown in
/// one wording per version only.
@Component
class NoticeCheck implements ControlCheck {

    // What every notice must tell, whatever it is about (PIPL art. 17).
    private static final Set<Notice.Topic> ALWAYS = EnumSet.of(
            Notice.Topic.HANDLER,
            Notice.Topic.PURPOSE,
            Notice.Topic.MANNER,
            Notice.Topic.SCOPE,
            Notice.Topic.RETENTION,
            Notice.Topic.RECIPIENTS,
            Notice.Topic.RIGHTS,
            Notice.Topic.CONTACT);

    private final NoticeCatalogue notices;
    private final ConsentRepository records;

    NoticeCheck(NoticeCatalogue notices, ConsentRepository records) {
        this.notices = notices;
        this.records = records;
    }

    @Override
    public ControlId control() {
        return new ControlId("7.1");
    }

    @Override
    public Outcome check() {
        int incomplete = 0;
        for (NoticeLanguage language : NoticeLanguage.values()) {
            for (Notice notice : notices.all(language)) {
                incomplete += isComplete(notice) ? 0 : 1;
            }
        }
        if (incomplete > 0) {
            return new Outcome.Fails("/consent/notices", "consent.control.notices.incomplete", incomplete);
        }
        if (!notices.handlerNamed()) {
            return new Outcome.Fails("/firm", "consent.control.notices.unnamed");
        }
        List<String> ambiguous = records.ambiguousTexts();
        if (!ambiguous.isEmpty()) {
            return new Outcome.Fails("/consent/notices", "consent.control.notices.ambiguous", ambiguous.size());
        }
        return new Outcome.Holds(
                "consent.control.notices.holds",
                notices.all(NoticeLanguage.ZH_CN).size());
    }

    static boolean isComplete(Notice notice) {
        Set<Notice.Topic> told = EnumSet.noneOf(Notice.Topic.class);
        notice.sections().forEach(section -> told.add(section.topic()));
        boolean sensitive = notice.items().stream().anyMatch(item -> item.kind() == ConsentKind.SEPARATE);
        return told.containsAll(ALWAYS)
                && (!sensitive || told.contains(Notice.Topic.SENSITIVE))
                && !notice.rules().isEmpty()
                && notice.summary().size() <= 5;
    }
}
