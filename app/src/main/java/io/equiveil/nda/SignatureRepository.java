package io.equiveil.nda;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementSummary.Medium;
import io.equiveil.nda.AgreementSummary.Side;
import io.equiveil.nda.AgreementSummary.Signed;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Signatures given on screen, as rows. One that somebody touched with SQL does not count as signed.
@Repository
class SignatureRepository {

    /// How many of the newest are looked at by the control.
    private static final int LOOKED_AT = 500;

    private static final String COLUMNS =
            "agreement_id, side, person_id, grade, document_id, signed_at, version, leaf, mac";

    private final JdbcClient jdbc;
    private final GateRows gateRows;
    private final Ledger ledger;

    SignatureRepository(JdbcClient jdbc, GateRows gateRows, Ledger ledger) {
        this.jdbc = jdbc;
        this.gateRows = gateRows;
        this.ledger = ledger;
    }

    /// A signature that is being given.
    ///
    /// @param at when; kept to the microsecond, as the database does, since the MAC is over what is read back
    record Given(AgreementId agreement, Side side, PersonId person, String grade, UUID document, Instant at) {
        Given {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }

        String rowName() {
            return SignatureRepository.rowName(agreement, side);
        }

        /// The entry that says so, for the log to know this row by.
        Entry in(Entry entry) {
            return entry.about(rowName(), 1);
        }

        private GateRow gateRow(long version, Digest leaf) {
            return new GateRow(
                    rowName(),
                    version,
                    leaf,
                    List.of(
                            agreement.toString(),
                            side.name(),
                            person.toString(),
                            grade,
                            document.toString(),
                            at.toString()));
        }
    }

    private record Row(Given given, long version, @Nullable Digest leaf, byte @Nullable [] mac) {}

    /// @param leaf of the entry that [Given#in] made
    void add(Given given, Digest leaf) {
        jdbc.sql("""
                        insert into nda.signatures (id, agreement_id, side, person_id, grade, document_id, signed_at,
                            version, leaf, mac)
                        values (:id, :agreement, :side, :person, :grade, :document, :at, 1, :leaf, :mac)
                        """)
                .param("id", UUID.randomUUID())
                .param("agreement", given.agreement().value())
                .param("side", given.side().name())
                .param("person", given.person().value())
                .param("grade", given.grade())
                .param("document", given.document())
                .param("at", Timestamp.from(given.at()))
                .param("leaf", leaf.bytes())
                .param("mac", gateRows.mac(given.gateRow(1, leaf)))
                .update();
    }

    /// The signatures of an agreement that count, oldest first.
    List<Signed> of(Found agreement) {
        return jdbc
                .sql("select " + COLUMNS + " from nda.signatures where agreement_id = :id order by signed_at")
                .param("id", agreement.row().id().value())
                .query(SignatureRepository::row)
                .list()
                .stream()
                .filter(row -> counts(row, Optional.of(agreement)))
                .map(Row::given)
                .map(given -> new Signed(given.side(), given.person(), given.grade(), given.at()))
                .toList();
    }

    /// Whether the firm has signed on screen, as the log says; a row that was changed or taken away makes no
    /// difference.
    boolean firmHasSigned(AgreementId agreement) {
        return ledger.knows(rowName(agreement, Side.FIRM));
    }

    private static String rowName(AgreementId agreement, Side side) {
        return "nda.signatures/" + agreement + "/" + side;
    }

    /// How many of the newest are not as they were given.
    ///
    /// @param agreements finds the agreement that a row without MAC has to fit
    long countNotGenuine(Function<AgreementId, Optional<Found>> agreements) {
        return jdbc
                .sql("select " + COLUMNS + " from nda.signatures order by signed_at desc limit " + LOOKED_AT)
                .query(SignatureRepository::row)
                .list()
                .stream()
                .filter(row -> !counts(row, agreements.apply(row.given().agreement())))
                .count();
    }

    /// A row of an earlier version, without MAC, counts as long as the log knows none of this name and the agreement
    /// itself, held by its own MAC, says that this side has signed.
    private boolean counts(Row row, Optional<Found> agreement) {
        Digest leaf = row.leaf();
        byte[] mac = row.mac();
        return leaf == null || mac == null
                ? !ledger.knows(row.given().rowName())
                        && agreement
                                .filter(Found::genuine)
                                .filter(found ->
                                        hasSigned(found.row(), row.given().side()))
                                .isPresent()
                : gateRows.genuine(row.given().gateRow(row.version(), leaf), mac);
    }

    private static boolean hasSigned(AgreementRow agreement, Side side) {
        return switch (agreement.state()) {
            case DRAFT, ON_PAPER, CANCELLED -> false;
            case SENT -> side == Side.FIRM;
            case IN_FORCE, ENDED -> agreement.standing().medium() == Medium.SCREEN;
        };
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        byte[] leaf = row.getBytes("leaf");
        return new Row(
                new Given(
                        new AgreementId(row.getObject("agreement_id", UUID.class)),
                        Side.valueOf(row.getString("side")),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getString("grade"),
                        row.getObject("document_id", UUID.class),
                        row.getTimestamp("signed_at").toInstant()),
                row.getLong("version"),
                leaf == null || leaf.length != Digest.LENGTH ? null : Digest.of(leaf),
                row.getBytes("mac"));
    }
}
