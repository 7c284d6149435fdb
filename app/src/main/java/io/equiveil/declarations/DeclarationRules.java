package io.equiveil.declarations;

import io.equiveil.clients.ClientKind;
import io.equiveil.declarations.DeclarationRule.Meaning;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.TextId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which papers a transfer may need, read from data once.
final class DeclarationRules {

    private final Map<DeclarationKind, DeclarationRule> rules = new EnumMap<>(DeclarationKind.class);

    /// @throws IllegalArgumentException if a paper or one of its grounds is missing or there twice
    DeclarationRules(List<DeclarationRule> all) {
        for (DeclarationRule rule : all) {
            if (rules.put(rule.kind(), rule) != null) {
                throw new IllegalArgumentException("paper " + rule.kind() + " is there twice");
            }
        }
        for (DeclarationKind kind : DeclarationKind.values()) {
            if (!rules.containsKey(kind)) {
                throw new IllegalArgumentException("paper " + kind + " has no rule");
            }
        }
        for (Ground ground : Ground.values()) {
            if (!of(ground.kind()).grounds().containsKey(ground)) {
                throw new IllegalArgumentException("ground " + ground + " has no meaning");
            }
        }
    }

    /// Those that ship with the product.
    static DeclarationRules shipped() {
        try (InputStream text =
                Objects.requireNonNull(DeclarationRules.class.getResourceAsStream("/declarations/papers.json"))) {
            List<DeclarationRule> rules = new ArrayList<>();
            JsonMapper.builder().build().readTree(text).path("papers").forEach(row -> rules.add(rule(row)));
            return new DeclarationRules(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeclarationRule rule(JsonNode row) {
        Map<Ground, Meaning> grounds = new EnumMap<>(Ground.class);
        for (JsonNode ground : row.path("grounds")) {
            grounds.put(
                    Ground.valueOf(ground.path("ground").asString()),
                    new Meaning(
                            ground.path("needsPaper").asBoolean(false),
                            ground.path("ownWordEnough").asBoolean(false),
                            texts(ground.path("rules"))));
        }
        return new DeclarationRule(
                DeclarationKind.valueOf(row.path("kind").asString()),
                MatterStage.valueOf(row.path("stage").asString()),
                texts(row.path("sellers")).stream().map(ClientKind::valueOf).collect(Collectors.toSet()),
                texts(row.path("rules")),
                new TextId(row.path("paper").asString()),
                Optional.ofNullable(row.get("notice")).map(JsonNode::asString).map(TextId::new),
                grounds);
    }

    private static List<String> texts(JsonNode row) {
        List<String> found = new ArrayList<>();
        row.forEach(each -> found.add(each.asString()));
        return found;
    }

    DeclarationRule of(DeclarationKind kind) {
        return Objects.requireNonNull(rules.get(kind));
    }

    /// The papers that may be needed where somebody of this kind sells.
    List<DeclarationRule> of(ClientKind seller) {
        return rules.values().stream()
                .filter(rule -> rule.sellers().contains(seller))
                .toList();
    }

    /// Every rule of law that a paper or a ground rests on.
    Set<String> citations() {
        return rules.values().stream()
                .flatMap(rule -> Stream.concat(
                        rule.rules().stream(),
                        rule.grounds().values().stream().flatMap(meaning -> meaning.rules().stream())))
                .collect(Collectors.toSet());
    }
}
