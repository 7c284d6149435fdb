package io.equiveil.declarations;

import io.equiveil.declarations.Declaration.State;
import io.equiveil.declarations.Declaration.Telling;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A declaration as it is stored.
record DeclarationRow(Declaration said, long version) {

    /// What nobody has touched yet.
    static DeclarationRow untouched(MatterId matter, SubjectId seller, DeclarationKind kind) {
        return blank(UUID.randomUUID(), matter, seller, kind, 0);
    }

    /// As if nobody had touched it, at a version that was touched by somebody else.
    static DeclarationRow blank(UUID id, MatterId matter, SubjectId seller, DeclarationKind kind, long version) {
        return new DeclarationRow(
                new Declaration(
                        id,
                        matter,
                        seller,
                        kind,
                        State.NOT_ASKED,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                version);
    }

    static String name(MatterId matter, DeclarationKind kind) {
        return "declarations.declarations/" + matter + "/" + kind;
    }

    String name() {
        return name(said.matter(), said.kind());
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(),
                version,
                leaf,
                List.of(
                        said.id().toString(),
                        said.matter().toString(),
                        said.seller().toString(),
                        said.kind().name(),
                        said.state().name(),
                        text(said.answeredBy()),
                        Boolean.toString(said.named()),
                        text(said.told()),
                        text(said.how()),
                        text(said.signed()),
                        text(said.scan()),
                        text(said.takenBy()),
                        text(said.settledOn())));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("-");
    }

    /// Somebody said whether it is needed; a paper that was signed before counts no more.
    DeclarationRow answered(State state, PersonId by, Optional<LocalDate> settled) {
        return next(new Declaration(
                said.id(),
                said.matter(),
                said.seller(),
                said.kind(),
                state,
                Optional.of(by),
                said.named(),
                said.told(),
                said.how(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settled));
    }

    /// The second person said whether the reason counts.
    DeclarationRow decided(boolean notNeeded, LocalDate on) {
        return next(with(
                notNeeded ? State.NOT_NEEDED : State.NEEDED,
                said.named(),
                said.told(),
                said.how(),
                notNeeded ? Optional.of(on) : Optional.empty()));
    }

    /// Somebody is named, and has not been told yet.
    DeclarationRow naming() {
        return next(with(said.state(), true, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    DeclarationRow told(LocalDate on, Telling how) {
        return next(with(said.state(), true, Optional.of(on), Optional.of(how), Optional.empty()));
    }

    DeclarationRow onPaper(UUID scan, LocalDate signed, PersonId by) {
        return next(new Declaration(
                said.id(),
                said.matter(),
                said.seller(),
                said.kind(),
                State.ON_PAPER,
                said.answeredBy(),
                said.named(),
                said.told(),
                said.how(),
                Optional.of(signed),
                Optional.of(scan),
                Optional.of(by),
                Optional.empty()));
    }

    DeclarationRow confirmed(LocalDate on) {
        return next(new Declaration(
                said.id(),
                said.matter(),
                said.seller(),
                said.kind(),
                State.SIGNED,
                said.answeredBy(),
                said.named(),
                said.told(),
                said.how(),
                said.signed(),
                said.scan(),
                said.takenBy(),
                Optional.of(on)));
    }

    DeclarationRow sentBack() {
        return next(with(State.NEEDED, said.named(), said.told(), said.how(), Optional.empty()));
    }

    private Declaration with(
            State state, boolean named, Optional<LocalDate> told, Optional<Telling> how, Optional<LocalDate> settled) {
        return new Declaration(
                said.id(),
                said.matter(),
                said.seller(),
                said.kind(),
                state,
                said.answeredBy(),
                named,
                told,
                how,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settled);
    }

    private DeclarationRow next(Declaration changed) {
        return new DeclarationRow(changed, version + 1);
    }
}
