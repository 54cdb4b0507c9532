package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.MetricType;
import io.beltline.components.exposition.SeriesText;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.WireWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the point that a series is part of. One thread. */
final class SeriesResolver {
  private static final String JOB = "job";
  private static final String INSTANCE = "instance";
  private static final String SCOPE = "otel_scope_";
  private static final Set<String> HIDDEN = Set.of("__scheme__", "__metrics_path__");

  private final SampleRules rules;
  private final ScopeGroup.Id own;
  private final Function<ResourceGroup.Id, SortedMap<String, String>> resource;
  private final Map<ResourceGroup.Id, ResourceGroup> resources = new LinkedHashMap<>();

  /**
   * One that has found nothing yet.
   *
   * @param own the scope of series that name none
   * @param resource the attributes that a resource always has
   */
  SeriesResolver(
      SampleRules rules,
      ScopeGroup.Id own,
      Function<ResourceGroup.Id, SortedMap<String, String>> resource) {
    this.rules = rules;
    this.own = own;
    this.resource = resource;
  }

  /** What all that has been found takes, about. */
  long bytes() {
    return resources.values().stream().mapToLong(ResourceGroup::bytes).sum();
  }

  /** All that has been found. */
  Map<ResourceGroup.Id, ResourceGroup> resources() {
    return resources;
  }

  /**
   * Finds where a series belongs.
   *
   * @param entry is told of it
   * @param labels of the series when all is done with them; they are used up
   * @param what what the target says of it
   * @param custom whether it is a native histogram with bounds of its own
   * @return how many bytes were not kept before and are kept now, about
   */
  long resolve(
      SeriesEntry entry, SortedMap<String, String> labels, Classification what, boolean custom) {
    labels.putAll(rules.external());
    String name = take(labels, SeriesText.NAME, "");
    ResourceGroup.Id id =
        new ResourceGroup.Id(
            take(labels, JOB, rules.target().getOrDefault(JOB, "")),
            take(labels, INSTANCE, rules.target().getOrDefault(INSTANCE, "")));
    int before = resources.size();
    ResourceGroup group =
        resources.computeIfAbsent(id, key -> new ResourceGroup(resource.apply(key)));
    labels.keySet().removeAll(HIDDEN);
    long made = ResourceGroup.OVERHEAD * (long) (resources.size() - before);
    if (name.equals("target_info")) {
      entry.role = Role.TARGET_INFO;
      entry.resource = group;
      group.told = labels;
      return made + ScopeGroup.LABEL * (long) labels.size();
    }
    boolean info = name.equals("otel_scope_info");
    before = group.size();
    ScopeGroup.Id scopeId = scope(labels, info);
    ScopeGroup scope = group.scope(scopeId);
    made +=
        (ScopeGroup.OVERHEAD + ScopeGroup.LABEL * (long) scopeId.attributes().size())
            * (group.size() - before);
    if (info) {
      entry.role = Role.SCOPE_INFO;
      entry.scope = scope;
      scope.told = labels;
      return made + ScopeGroup.LABEL * (long) labels.size();
    }
    return made + point(entry, scope, name, labels, what, custom);
  }

  private ScopeGroup.Id scope(SortedMap<String, String> labels, boolean info) {
    String name = take(labels, SCOPE + "name", "");
    String version = take(labels, SCOPE + "version", "");
    String schema = take(labels, SCOPE + "schema_url", "");
    SortedMap<String, String> attributes = new TreeMap<>();
    for (String key : labels.tailMap(SCOPE).keySet().toArray(String[]::new)) {
      if (!key.startsWith(SCOPE) || info) {
        break;
      }
      attributes.put(key.substring(SCOPE.length()), take(labels, key, ""));
    }
    boolean none = name.isEmpty() && version.isEmpty() && schema.isEmpty() && attributes.isEmpty();
    return none ? own : new ScopeGroup.Id(name, version, schema, attributes);
  }

  private long point(
      SeriesEntry entry,
      ScopeGroup scope,
      String name,
      SortedMap<String, String> labels,
      Classification what,
      boolean custom) {
    Classification suited = suited(name, what);
    MetricType type = suited.family().type;
    int data = data(suited, custom);
    String metric = name.substring(0, name.length() - suited.suffix().length());
    if (suited.role() == Role.CREATED && type == MetricType.COUNTER) {
      metric += "_total";
    }
    double bound = Double.NaN;
    if (suited.isJoined() && suited.role() != Role.NATIVE) {
      String label = take(labels, type == MetricType.HISTOGRAM ? "le" : "quantile", "");
      bound = number(label);
    }
    byte[] attributes = attributes(labels, MetricGroup.attributesField(data));
    String shown = rules.trimSuffixes() ? Suffixes.trimmed(metric, data, suited.family()) : metric;
    int before = scope.size();
    MetricGroup group = scope.metric(shown, data, suited.family());
    long made = MetricGroup.OVERHEAD * (long) (scope.size() - before);
    before = group.size();
    entry.role = suited.role();
    entry.point = custom ? group.custom(attributes) : group.point(attributes);
    if (suited.role() == Role.BUCKET || suited.role() == Role.QUANTILE) {
      entry.part = ((JoinedPoint) entry.point).part(bound);
    }
    return made + (long) attributes.length * (group.size() - before);
  }

  /** A part whose name relabeling has changed into that of no part is a number of its own. */
  private static Classification suited(String name, Classification what) {
    boolean whole = name.length() > what.suffix().length() && name.endsWith(what.suffix());
    return whole ? what : new Classification(Family.UNKNOWN, Role.NUMBER, "");
  }

  private static int data(Classification what, boolean custom) {
    MetricType type = what.family().type;
    return switch (what.role()) {
      case NATIVE -> custom ? MetricView.HISTOGRAM : MetricView.EXPONENTIAL_HISTOGRAM;
      case BUCKET, QUANTILE, SUM, COUNT, CREATED ->
          switch (type) {
            case HISTOGRAM -> MetricView.HISTOGRAM;
            case SUMMARY -> MetricView.SUMMARY;
            case COUNTER -> MetricView.SUM;
            case UNKNOWN, GAUGE, GAUGE_HISTOGRAM, INFO, STATE_SET -> MetricView.GAUGE;
          };
      case NUMBER, TARGET_INFO, SCOPE_INFO, DROPPED ->
          switch (type) {
            case COUNTER, INFO, STATE_SET -> MetricView.SUM;
            case UNKNOWN, GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> MetricView.GAUGE;
          };
    };
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException none) {
          yield Double.NaN;
        }
      }
    };
  }

  private static byte[] attributes(SortedMap<String, String> labels, int field) {
    WireWriter out = new WireWriter(64 * labels.size());
    labels.values().removeIf(String::isEmpty);
    Points.attributes(out, field, labels);
    return Arrays.copyOf(out.toSlice().array(), out.size());
  }

  private static String take(SortedMap<String, String> labels, String name, String otherwise) {
    String value = labels.remove(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
