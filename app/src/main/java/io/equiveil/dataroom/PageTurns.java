package io.equiveil.dataroom;

import io.equiveil.kernel.DocumentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Pages that are shown turned, because they came in on their side. The document itself is not touched.
@Repository
class PageTurns {

    private final JdbcClient jdbc;

    PageTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By how many quarters to the right a page is shown turned: 0 to 3.
    ///
    /// @param page from 1
    int of(DocumentId document, int page) {
        return jdbc.sql("select quarters from dataroom.page_turns where document_id = :document and page = :page")
                .param("document", document.value())
                .param("page", page)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void set(DocumentId document, int page, int quarters) {
        jdbc.sql("delete from dataroom.page_turns where document_id = :document and page = :page")
                .param("document", document.value())
                .param("page", page)
                .update();
        if (quarters != 0) {
            jdbc.sql("""
                    insert into dataroom.page_turns (document_id, page, quarters) values (:document, :page, :quarters)
                    """)
                    .param("document", document.value())
                    .param("page", page)
                    .param("quarters", quarters)
                    .update();
        }
    }
}
