package io.equiveil.dataroom;

import static io.equiveil.dataroom.DocumentRepository.at;

import io.equiveil.dataroom.Reading.PageTime;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who looked at which page for how long.
@Repository
class ViewRepository {

    private final JdbcClient jdbc;

    ViewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void opened(ViewId view, DocumentId document, PersonId person, long intake, Instant now) {
        jdbc.sql("insert into dataroom.views (id, document_id, person_id, intake, opened_at)"
                        + " values (:id, :document, :person, :intake, :at)")
                .param("id", view.value())
                .param("document", document.value())
                .param("person", person.value())
                .param("intake", intake)
                .param("at", at(now))
                .update();
    }

    void seen(ViewId view, int page, int seconds) {
        jdbc.sql("insert into dataroom.page_views (view_id, page, seconds) values (:view, :page, :seconds)"
                        + " on conflict (view_id, page) do update set seconds ="
                        + " least(86400, dataroom.page_views.seconds + excluded.seconds)")
                .param("view", view.value())
                .param("page", page)
                .param("seconds", Math.min(seconds, 86_400))
                .update();
    }

    /// @return false if it had ended before
    boolean ended(ViewId view, Ending ending, Instant now) {
        return jdbc.sql(
                                "update dataroom.views set ended_at = :at, ending = :ending where id = :id and ended_at is null")
                        .param("id", view.value())
                        .param("ending", ending.name())
                        .param("at", at(now))
                        .update()
                == 1;
    }

    Optional<DocumentId> documentOf(ViewId view, PersonId person) {
        return jdbc.sql("select document_id from dataroom.views where id = :id and person_id = :person")
                .param("id", view.value())
                .param("person", person.value())
                .query(UUID.class)
                .optional()
                .map(DocumentId::new);
    }

    /// Why a viewing of this person ended; empty if there was none or it has not ended.
    Optional<Ending> endingOf(ViewId view, PersonId person) {
        return jdbc.sql("select ending from dataroom.views where id = :id and person_id = :person"
                        + " and ending is not null")
                .param("id", view.value())
                .param("person", person.value())
                .query(String.class)
                .optional()
                .map(Ending::valueOf);
    }

    /// How many different pages of a view were seen, and for how many seconds together.
    Totals totals(ViewId view) {
        return jdbc.sql("select count(*) as pages, coalesce(sum(seconds), 0) as seconds from dataroom.page_views"
                        + " where view_id = :view")
                .param("view", view.value())
                .query((row, number) -> new Totals(row.getInt("pages"), row.getLong("seconds")))
                .single();
    }

    record Totals(int pages, long seconds) {}

    /// Readings of a document, newest first.
    List<Reading> of(DocumentId document, int limit) {
        List<Reading> bare = jdbc.sql("select * from dataroom.views where document_id = :document"
                        + " order by opened_at desc limit :limit")
                .param("document", document.value())
                .param("limit", limit)
                .query((row, number) -> new Reading(
                        new ViewId(row.getObject("id", UUID.class)),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getString("ending")).map(Ending::valueOf),
                        row.getLong("intake"),
                        List.of()))
                .list();
        Map<UUID, List<PageTime>> pages = bare.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("select * from dataroom.page_views where view_id in (:views) order by page")
                        .param(
                                "views",
                                bare.stream()
                                        .map(reading -> reading.view().value())
                                        .toList())
                        .query((row, number) -> Map.entry(
                                row.getObject("view_id", UUID.class),
                                new PageTime(row.getInt("page"), row.getInt("seconds"))))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return bare.stream()
                .map(reading -> new Reading(
                        reading.view(),
                        reading.person(),
                        reading.openedAt(),
                        reading.endedAt(),
                        reading.ending(),
                        reading.intake(),
                        pages.getOrDefault(reading.view().value(), List.of())))
                .toList();
    }
}
