package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.Names;
import io.beltline.components.prometheus.ResourceLabels;
import io.beltline.components.prometheus.ResourceLabels.Target;
import io.beltline.components.prometheus.Translation;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.ScopeMetricsView;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the labels of series: of the resource, the scope, the point, and those of the user. */
final class PointLabels {
  private final Translation translation;
  private final boolean scopes;
  private final ResourceLabels resources;
  private final Map<String, String> external = new TreeMap<>();
  private Target target =
      new Target(
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          0);
  private SortedMap<String, String> fixed = Collections.emptySortedMap();

  PointLabels(PrometheusRemoteWriteExporterConfig config) {
    translation = config.translation();
    scopes = !config.disableScopeInfo();
    resources =
        new ResourceLabels(
            translation, config.resourceConstantLabels(), config.resourceToTelemetryConversion());
    config.externalLabels().forEach((key, value) -> external.put(external(key), value));
  }

  /** The user's names may begin with two underscores, which no attribute's may. */
  private String external(String key) {
    return translation.utf8() || Names.isClassicLabel(key) ? key : Names.label(translation, key);
  }

  /** Goes on to another resource. */
  void resource(ResourceView resource) {
    target = resources.of(resource);
    fixed = target.identity();
  }

  /** Goes on to another scope of the resource. */
  void scope(ScopeMetricsView scope) {
    TreeMap<String, String> labels = new TreeMap<>();
    if (scopes) {
      Labels.ofScope(translation, scope, labels);
    }
    labels.putAll(target.identity());
    fixed = labels;
  }

  /** A hash of the resource. */
  int source() {
    return target.hash();
  }

  /**
   * The labels of a point, without its name.
   *
   * @param reserved a name the type needs for itself, empty if none
   */
  LabelSet of(AttributesView attributes, String reserved) {
    TreeMap<String, String> all = new TreeMap<>();
    while (attributes.next()) {
      all.put(attributes.item().key(), attributes.item().value().asString());
    }
    all.putAll(target.onSeries());
    return withExternal(Labels.of(translation, fixed, reserved, all), reserved);
  }

  /** The labels of {@code target_info}; null if the resource has nothing to tell. */
  @org.jspecify.annotations.Nullable
  LabelSet ofTarget() {
    return target.onTarget().size() <= target.identity().size()
        ? null
        : withExternal(new TreeMap<>(target.onTarget()), "");
  }

  private LabelSet withExternal(SortedMap<String, String> labels, String reserved) {
    external.forEach(
        (name, value) -> {
          if (!name.equals(reserved)) {
            labels.putIfAbsent(name, value);
          }
        });
    return LabelSet.of(labels);
  }
}
