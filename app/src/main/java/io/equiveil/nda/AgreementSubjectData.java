package io.equiveil.nda;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: its agreements, with every sealed version and scan of them, and where the
/// originals lie.
@Component
class AgreementSubjectData implements SubjectData {

    private final JdbcClient jdbc;

    AgreementSubjectData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String room() {
        return "nda";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        List<Address> all = new ArrayList<>();
        jdbc.sql("""
                        select document_id from nda.agreements where subject_id = :subject
                        union
                        select s.document_id from nda.signatures s join nda.agreements a on a.id = s.agreement_id
                         where a.subject_id = :subject
                        union
                        select p.scan_id from nda.papers p join nda.agreements a on a.id = p.agreement_id
                         where a.subject_id = :subject
                        """)
                .param("subject", subject.value())
                .query((row, n) -> row.getObject("document_id", UUID.class))
                .list()
                .forEach(document -> all.add(Agreements.addressOf(subject, document)));
        jdbc.sql("""
                        select distinct a.id from nda.papers p join nda.agreements a on a.id = p.agreement_id
                         where a.subject_id = :subject
                        """)
                .param("subject", subject.value())
                .query((row, n) -> new AgreementId(row.getObject("id", UUID.class)))
                .list()
                .forEach(agreement -> all.add(AgreementTexts.placeOf(subject, agreement)));
        jdbc.sql("select id from nda.agreements where subject_id = :subject and text_version > :word")
                .param("subject", subject.value())
                .param("word", AgreementRow.WORD_TEXTS)
                .query((row, n) -> new AgreementId(row.getObject("id", UUID.class)))
                .list()
                .forEach(agreement -> all.add(AgreementTexts.wordOf(subject, agreement)));
        return all;
    }

    @Override
    public void forget(SubjectId subject) {
        // The rows say that there was an agreement and when it was signed; signatures are never deleted. The text dies
        // with the subject's key.
    }
}
