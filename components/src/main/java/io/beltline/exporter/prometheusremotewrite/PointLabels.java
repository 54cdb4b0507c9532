package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.components.prometheus.Labels;
import io.beltline.components.prometheus.Names;
import io.beltline.components.prometheus.ResourceLabels;
import io.beltline.components.prometheus.ResourceLabels.Target;
import io.beltline.components.prometheus.Translation;
import io.beltline.exporter.prometheusremotewrite.SeriesMemory.Metric;
import io.beltline.exporter.prometheusremotewrite.SeriesMemory.Resource;
import io.beltline.exporter.prometheusremotewrite.SeriesMemory.Scope;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.WireWriter;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the labels of series: of the resource, the scope, the point, and those of the user. */
final class PointLabels {
  /** What a text with its name takes in a map, about, beside its characters. */
  private static final int PER_ATTRIBUTE = 160;

  private final Translation translation;
  private final boolean scopes;
  private final ResourceLabels resources;
  private final Map<String, String> external = new TreeMap<>();
  private final PrometheusRemoteWriteExporterConfig config;
  private final SeriesMemory memory;
  private final WireWriter key = new WireWriter(512);
  private @Nullable Resource resource;
  private @Nullable Scope scope;

  PointLabels(PrometheusRemoteWriteExporterConfig config, SeriesMemory memory) {
    this.config = config;
    this.memory = memory;
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
  void resource(ResourceView view) {
    Slice bytes = view.toSlice();
    Resource found = memory.resources().find(0, bytes.array(), bytes.offset(), bytes.end());
    if (found == null) {
      Target target = resources.of(view);
      found = new Resource(memory.number(), target, told(target));
      long size = PER_ATTRIBUTE * (long) (target.onSeries().size() + target.onTarget().size());
      size += 2L * bytes.length() + (found.told() == null ? 0 : found.told().bytes());
      memory.resources().add(0, bytes.array(), bytes.offset(), bytes.end(), found, size);
    }
    resource = found;
    scope = null;
  }

  private @Nullable Known told(Target target) {
    if (!config.targetInfo().enabled() || target.onTarget().size() <= target.identity().size()) {
      return null;
    }
    String name =
        Names.metric(Translation.ESCAPED, config.namespace(), "target_info", "", Names.Type.OTHER);
    return new Known(withExternal(new TreeMap<>(target.onTarget()), ""), name, false);
  }

  /** Goes on to another scope of the resource. */
  void scope(ScopeMetricsView view) {
    key.cut(0);
    key.bytes(1, view.scope().toSlice());
    ByteRange schema = view.schemaUrlUtf8();
    key.raw(schema.array(), schema.offset(), schema.offset() + schema.length());
    Slice bytes = key.toSlice();
    int within = resource().number();
    Scope found = memory.scopes().find(within, bytes.array(), bytes.offset(), bytes.end());
    if (found == null) {
      TreeMap<String, String> labels = new TreeMap<>();
      if (scopes) {
        Labels.ofScope(translation, view, labels);
      }
      labels.putAll(resource().target().identity());
      found = new Scope(memory.number(), labels);
      long size = PER_ATTRIBUTE * (long) labels.size() + 2L * bytes.length();
      memory.scopes().add(within, bytes.array(), bytes.offset(), bytes.end(), found, size);
    }
    scope = found;
  }

  private Resource resource() {
    return Objects.requireNonNull(resource, "no resource yet");
  }

  /** A hash of the resource. */
  int source() {
    return resource().target().hash();
  }

  /**
   * What a point becomes.
   *
   * @param attributes gives those of the point from the first on, again if it is asked again
   * @param reserved a name the type needs for itself, empty if none
   */
  Known of(Metric metric, Supplier<AttributesView> attributes, String reserved) {
    ByteRange together = attributes.get().spread();
    Slice apart = together == null ? copied(attributes.get()) : Slice.EMPTY;
    byte[] bytes = together == null ? apart.array() : together.array();
    int from = together == null ? apart.offset() : together.offset();
    int to = from + (together == null ? apart.length() : together.length());
    Scope within = Objects.requireNonNull(scope, "no scope yet");
    long place = SeriesMemory.within(within, metric);
    Known found = memory.series().find(place, bytes, from, to);
    if (found == null) {
      LabelSet labels = labels(within, attributes.get(), reserved);
      found = new Known(labels, metric.about().family(), !reserved.isEmpty());
      memory.series().add(place, bytes, from, to, found, found.bytes());
    }
    return found;
  }

  private Slice copied(AttributesView attributes) {
    key.cut(0);
    while (attributes.next()) {
      key.bytes(1, attributes.slice());
    }
    return key.toSlice();
  }

  private LabelSet labels(Scope within, AttributesView attributes, String reserved) {
    TreeMap<String, String> all = new TreeMap<>();
    while (attributes.next()) {
      all.put(attributes.item().key(), attributes.item().value().asString());
    }
    all.putAll(resource().target().onSeries());
    return withExternal(Labels.of(translation, within.fixed(), reserved, all), reserved);
  }

  /** The {@code target_info} of the resource; null if it has nothing to tell. */
  @Nullable Known ofTarget() {
    return resource().told();
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
