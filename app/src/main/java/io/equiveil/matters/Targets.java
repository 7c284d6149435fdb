package io.equiveil.matters;

import io.equiveil.clients.CompanyNames;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.vault.BlindIndexes;
import io.equiveil.vault.Sealer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which company a matter is about: sealed, and found again by blind index on its whole name and on its whole credit
/// code. What the tokens tell a database administrator stands in `docs/spec/blind-index.md`.
@Repository
class Targets {

    /// Name and unified social credit code of the company; the row is the matter's id.
    static final RecordType TARGET = new RecordType("matters.target");

    private static final String NAME = "matters.target_name";
    private static final String CODE = "matters.target_code";

    private final JdbcClient jdbc;
    private final BlindIndexes indexes;
    private final Sealer sealer;

    Targets(JdbcClient jdbc, BlindIndexes indexes, Sealer sealer) {
        this.jdbc = jdbc;
        this.indexes = indexes;
        this.sealer = sealer;
    }

    static Address address(MatterId id) {
        return new Address(Owner.of(id), RetentionGroup.DEAL, TARGET, id.value(), InformationClass.DEAL_DETAIL);
    }

    /// Seals the company and files its tokens.
    void seal(MatterId id, Cleartext name, Optional<Cleartext> code) {
        Map<String, Cleartext> fields = new HashMap<>();
        fields.put("targetName", name);
        code.ifPresent(value -> fields.put("targetCode", value));
        Map<String, Cleartext> masks = new HashMap<>();
        fields.keySet().forEach(field -> masks.put(field, Cleartext.of("＊＊＊")));
        sealer.seal(address(id), fields, masks);
        jdbc.sql("""
                        insert into matters.targets (matter_id, name_bidx, code_bidx) values (:id, :name, :code)
                        on conflict (matter_id) do update
                           set name_bidx = excluded.name_bidx, code_bidx = excluded.code_bidx
                        """)
                .param("id", id.value())
                .param("name", token(NAME, name))
                .param("code", code.map(value -> token(CODE, value)).orElse(null))
                .update();
    }

    /// Whether the matter is filed under this very company already.
    boolean isFiledAs(MatterId id, Cleartext name, Optional<Cleartext> code) {
        byte @Nullable [] codeToken = code.map(value -> token(CODE, value)).orElse(null);
        return jdbc.sql("""
                        select count(*) from matters.targets
                         where matter_id = :id and name_bidx = :name
                           and code_bidx is not distinct from cast(:code as bytea)
                        """)
                        .param("id", id.value())
                        .param("name", token(NAME, name))
                        .param("code", codeToken)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /// Other open matters about the same company, found without opening any. Until the transaction ends nobody else
    /// looks, so that two matters about one company that open at once find each other.
    List<MatterId> others(MatterId id, Cleartext name, Optional<Cleartext> code) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('matters.targets', 0))")
                .query((row, number) -> 0)
                .single();
        byte @Nullable [] codeToken = code.map(value -> token(CODE, value)).orElse(null);
        return jdbc.sql("""
                        select t.matter_id from matters.targets t join matters.matters m on m.id = t.matter_id
                         where t.matter_id <> :id and m.closed_at is null
                           and (t.name_bidx = :name or t.code_bidx = cast(:code as bytea))
                         order by m.opened_at limit 20
                        """)
                .param("id", id.value())
                .param("name", token(NAME, name))
                .param("code", codeToken)
                .query((row, _) -> new MatterId(row.getObject("matter_id", UUID.class)))
                .list();
    }

    /// How many open matters have no token, so that nobody would find them. Those from the old books go nowhere before
    /// they have one.
    long unindexed() {
        return jdbc.sql(
                        "select count(*) from matters.matters m where m.closed_at is null"
                                + " and m.conflict <> 'NOT_YET' and not exists (select 1 from matters.targets t where t.matter_id = m.id)")
                .query(Long.class)
                .single();
    }

    /// Takes the tokens away with the facts.
    void forget(MatterId id) {
        jdbc.sql("delete from matters.targets where matter_id = :id")
                .param("id", id.value())
                .update();
    }

    private byte[] token(String index, Cleartext value) {
        return indexes.token(index, Cleartext.of(CompanyNames.spelling(value.revealForDisplay())));
    }
}
