package io.equiveil.transfers;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.CompanyForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which steps a transfer needs, read from data once.
final class StepRules {

    private final Map<TransferStep, StepRule> rules;

    /// @throws IllegalArgumentException if a step is missing or there twice
    StepRules(List<StepRule> rules) {
        this.rules = new EnumMap<>(TransferStep.class);
        for (StepRule rule : rules) {
            if (this.rules.put(rule.step(), rule) != null) {
                throw new IllegalArgumentException("step " + rule.step() + " is there twice");
            }
        }
        for (TransferStep step : TransferStep.values()) {
            if (!this.rules.containsKey(step)) {
                throw new IllegalArgumentException("step " + step + " has no rule");
            }
        }
    }

    /// Those that ship with the product.
    static StepRules shipped() {
        try (InputStream text = Objects.requireNonNull(StepRules.class.getResourceAsStream("/transfers/steps.json"))) {
            List<StepRule> rules = new ArrayList<>();
            JsonMapper.builder().build().readTree(text).path("steps").forEach(row -> rules.add(rule(row)));
            return new StepRules(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StepRule rule(JsonNode row) {
        MatterStage stage = MatterStage.valueOf(text(row, "stage").orElseThrow());
        return new StepRule(
                TransferStep.valueOf(text(row, "step").orElseThrow()),
                stage,
                text(row, "from").map(MatterStage::valueOf).orElse(stage),
                texts(row, "forms").stream().map(CompanyForm::valueOf).collect(Collectors.toSet()),
                texts(row, "sellers").stream().map(ClientKind::valueOf).collect(Collectors.toSet()),
                texts(row, "rules"),
                text(row, "deadline"),
                text(row, "after").map(TransferStep::valueOf),
                text(row, "document").filter("REQUIRED"::equals).isPresent(),
                row.path("bothSides").asBoolean(false));
    }

    private static Optional<String> text(JsonNode row, String name) {
        return Optional.ofNullable(row.get(name)).map(JsonNode::asString);
    }

    private static List<String> texts(JsonNode row, String name) {
        List<String> found = new ArrayList<>();
        row.path(name).forEach(each -> found.add(each.asString()));
        return found;
    }

    StepRule of(TransferStep step) {
        return Objects.requireNonNull(rules.get(step));
    }

    /// The steps of a transfer, in their order.
    List<StepRule> of(CompanyForm form, ClientKind seller) {
        return rules.values().stream()
                .filter(rule -> rule.appliesTo(form, seller))
                .sorted(Comparator.comparing(StepRule::step))
                .toList();
    }

    /// Steps whose documents are the buyer's affair as well as the seller's.
    Set<TransferStep> ofBothSides() {
        return rules.values().stream()
                .filter(StepRule::bothSides)
                .map(StepRule::step)
                .collect(Collectors.toSet());
    }

    /// Every rule of law that a step rests on or counts by.
    Set<String> citations() {
        return rules.values().stream()
                .flatMap(rule -> java.util.stream.Stream.concat(rule.rules().stream(), rule.deadline().stream()))
                .collect(Collectors.toSet());
    }
}
