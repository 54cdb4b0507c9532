package io.beltline.service.trial;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.api.PipelineId;
import io.beltline.api.Ruled;
import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Position;
import io.beltline.model.Signal;
import io.beltline.service.plan.Factories;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedComponent;
import io.beltline.service.plan.PlannedPipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the rules of a plan are written.
 *
 * @param tree the configuration
 * @param factories knows all spellings
 */
record RulePlaces(ConfigMap tree, Factories factories) {
  private static final Pattern COLONS = Pattern.compile("::");
  private static final Comparator<PlacedRule> BY_PLACE =
      Comparator.comparing((PlacedRule r) -> r.position().source())
          .thenComparingInt(r -> r.position().line())
          .thenComparingInt(r -> r.position().column());

  /** The rules of processors and connectors for the signals that reach them, by place. */
  List<PlacedRule> of(Plan plan) {
    List<PlacedRule> all = new ArrayList<>();
    for (ComponentKind kind : List.of(ComponentKind.PROCESSOR, ComponentKind.CONNECTOR)) {
      for (PlannedComponent planned : plan.of(kind).values()) {
        if (planned.config() instanceof Ruled ruled) {
          for (Signal signal : signals(plan, kind, planned.id())) {
            ruled.rules(signal).forEach(r -> all.add(placed(kind, planned.id(), signal, r)));
          }
        }
      }
    }
    return all.stream().sorted(BY_PLACE).toList();
  }

  private static Set<Signal> signals(Plan plan, ComponentKind kind, ComponentId id) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    for (PlannedPipeline pipeline : plan.pipelines()) {
      List<ComponentId> ids =
          kind == ComponentKind.PROCESSOR ? pipeline.processors() : pipeline.exporters();
      PipelineId name = pipeline.id();
      if (ids.contains(id)) {
        signals.add(name.signal());
      }
    }
    return signals;
  }

  private PlacedRule placed(ComponentKind kind, ComponentId id, Signal signal, Ruled.Rule rule) {
    ConfigMap.Entry entry = entry(kind, id);
    Position position = entry == null ? tree.position() : entry.keyPosition();
    ConfigNode node = entry == null ? null : entry.value();
    for (String key : COLONS.splitAsStream(rule.path()).toList()) {
      node = child(node, key);
      position = node == null ? position : node.position();
    }
    String text = node instanceof ConfigScalar scalar ? scalar.original().strip() : "";
    return new PlacedRule(kind, id, signal, rule, position, text);
  }

  /** The keys from the root to a rule. */
  List<String> path(PlacedRule rule) {
    ConfigMap.Entry entry = entry(rule.kind(), rule.component());
    List<String> path = new ArrayList<>();
    if (entry != null) {
      path.add(rule.kind().section());
      path.add(entry.key());
      path.addAll(COLONS.splitAsStream(rule.rule().path()).toList());
    }
    return path;
  }

  private static @Nullable ConfigNode child(@Nullable ConfigNode node, String key) {
    return switch (node) {
      case ConfigMap map -> map.value(key);
      case ConfigList list when Pruning.isNumber(key) -> {
        int index = Integer.parseInt(key);
        yield index < list.items().size() ? list.items().get(index) : null;
      }
      case null, default -> null;
    };
  }

  private ConfigMap.@Nullable Entry entry(ComponentKind kind, ComponentId id) {
    if (tree.value(kind.section()) instanceof ConfigMap section) {
      for (ConfigMap.Entry entry : section.entries().values()) {
        ComponentId written = ComponentId.parse(entry.key());
        Factory<?> factory = factories.find(kind, written.type());
        if (factory != null && new ComponentId(factory.type(), written.name()).equals(id)) {
          return entry;
        }
      }
    }
    return null;
  }
}
