package io.equiveil.declarations;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.TextId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `declarations/papers.json` says of one paper.
///
/// @param stage   the stage that cannot be left before the question is settled
/// @param sellers kinds of sellers whom it concerns
/// @param rules   rules of law that it rests on
/// @param paper   its text
/// @param notice  what whoever is to sign is told first; empty where the paper itself says it
/// @param grounds why it is needed or not
public record DeclarationRule(
        DeclarationKind kind,
        MatterStage stage,
        Set<ClientKind> sellers,
        List<String> rules,
        TextId paper,
        Optional<TextId> notice,
        Map<Ground, Meaning> grounds) {

    public DeclarationRule {
        sellers = Set.copyOf(sellers);
        rules = List.copyOf(rules);
        grounds = Map.copyOf(grounds);
    }

    /// What a ground means for the paper.
    ///
    /// @param needsPaper    whether the paper is needed then
    /// @param ownWordEnough whether what the seller itself says settles it without a second person
    /// @param rules         rules of law that it rests on
    public record Meaning(boolean needsPaper, boolean ownWordEnough, List<String> rules) {
        public Meaning {
            rules = List.copyOf(rules);
        }
    }
}
