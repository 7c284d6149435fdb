package io.equiveil.matters;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.MattersShownAs;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How people like to see open matters.
@Repository
class ListSettings {

    private final JdbcClient jdbc;
    private final Ledger ledger;

    ListSettings(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    ListSetting of(PersonId person) {
        return find(person).orElse(ListSetting.USUAL);
    }

    private Optional<ListSetting> find(PersonId person) {
        return jdbc.sql("select shown_as, whose from matters.list_settings where person_id = ?")
                .param(person.value())
                .query((row, _) -> new ListSetting(ListView.valueOf(row.getString(1)), Whose.valueOf(row.getString(2))))
                .optional();
    }

    /// In the caller's transaction.
    void keep(Requester.SignedIn who, ListSetting setting) {
        if (setting.equals(of(who.person()))) {
            return;
        }
        jdbc.sql("""
                        insert into matters.list_settings (person_id, shown_as, whose) values (:person, :view, :whose)
                        on conflict (person_id) do update set shown_as = excluded.shown_as, whose = excluded.whose
                        """)
                .param("person", who.person().value())
                .param("view", setting.view().name())
                .param("whose", setting.whose().name())
                .update();
        ledger.append(Entry.of(who, new MattersShownAs(setting.view(), setting.whose())));
    }
}
