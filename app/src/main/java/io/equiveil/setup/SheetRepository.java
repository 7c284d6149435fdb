package io.equiveil.setup;

import io.equiveil.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The book of recovery sheets. Nothing rests on it: a share is good or not, whatever stands here.
@Repository
class SheetRepository {

    private final JdbcClient jdbc;

    SheetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(SheetSet set) {
        jdbc.sql("insert into setup.sheet_sets (id, needed, made_by, made_at) values (?, ?, ?, ?)")
                .params(
                        set.id(),
                        set.needed(),
                        set.madeBy().value(),
                        set.madeAt().atOffset(ZoneOffset.UTC))
                .update();
        for (SheetSet.Sheet sheet : set.sheets()) {
            UUID person = sheet.holder() instanceof SheetHolder.Colleague(var held) ? held.value() : null;
            String place = sheet.holder() instanceof SheetHolder.Deposit(var where) ? where.name() : null;
            jdbc.sql("insert into setup.sheets (set_id, number, check_code, holder, place) values (?, ?, ?, ?, ?)")
                    .param(set.id())
                    .param(sheet.number())
                    .param(sheet.checkCode())
                    .param(person)
                    .param(place)
                    .update();
        }
    }

    void confirm(String set, int number, PersonId by, Instant at) {
        jdbc.sql("update setup.sheets set confirmed_by = ?, confirmed_at = ? where set_id = ? and number = ?")
                .params(by.value(), at.atOffset(ZoneOffset.UTC), set, number)
                .update();
    }

    List<SheetSet> sets(int most) {
        return jdbc.sql("select id, needed, made_by, made_at from setup.sheet_sets order by made_at desc, id limit ?")
                .param(most)
                .query((row, _) -> new SheetSet(
                        row.getString("id"),
                        row.getInt("needed"),
                        new PersonId(row.getObject("made_by", UUID.class)),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        sheets(row.getString("id"))))
                .list();
    }

    private List<SheetSet.Sheet> sheets(String set) {
        return jdbc.sql("select number, check_code, holder, place, confirmed_at from setup.sheets where set_id = ?"
                        + " order by number")
                .param(set)
                .query((row, _) -> sheet(row))
                .list();
    }

    private static SheetSet.Sheet sheet(ResultSet row) throws SQLException {
        UUID person = row.getObject("holder", UUID.class);
        SheetHolder holder = person == null
                ? new SheetHolder.Deposit(SheetHolder.Place.valueOf(row.getString("place")))
                : new SheetHolder.Colleague(new PersonId(person));
        return new SheetSet.Sheet(
                row.getInt("number"),
                row.getString("check_code"),
                holder,
                Optional.ofNullable(row.getObject("confirmed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
