package io.beltline.service.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * Writes a registry as Prometheus text 0.0.4 or OpenMetrics 1.0.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
public final class PrometheusText {
  /** The content type of the Prometheus text form. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** The content type of the OpenMetrics form. */
  public static final String OPEN_METRICS_TYPE =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final String SCOPE = "io.beltline";

  private final Exposition exposition;
  private final StringBuilder out = new StringBuilder(4096);

  private PrometheusText(Exposition exposition) {
    this.exposition = exposition;
  }

  /** The text of everything a registry holds, sorted by name and labels. */
  public static String of(MetricRegistry registry, Exposition exposition) {
    PrometheusText text = new PrometheusText(exposition);
    registry.families().forEach(text::family);
    text.targetInfo();
    if (exposition.openMetrics()) {
      text.out.append("# EOF\n");
    }
    return text.out.toString();
  }

  private void family(MetricFamily family) {
    if (family.series().isEmpty()) {
      return;
    }
    String name = ExposedName.of(family, exposition);
    boolean counter = family.kind() == MetricKind.COUNTER;
    boolean suffix = counter && (exposition.openMetrics() || !exposition.withoutTypeSuffix());
    String sample = suffix && !name.endsWith("_total") ? name + "_total" : name;
    String family0 = exposition.openMetrics() ? without(name, "_total") : sample;
    header(family0, family.kind().label(), family.description());
    family
        .series()
        .forEach(
            (labels, value) -> {
              switch (value) {
                case Sum sum -> line(sample, labels.labels(), Long.toString(sum.value()));
                case DoubleSupplier supplier ->
                    line(sample, labels.labels(), number(supplier.getAsDouble()));
                case Distribution distribution ->
                    histogram(name, labels.labels(), distribution.snapshot());
                default -> throw new IllegalStateException("unknown instrument");
              }
            });
  }

  private void histogram(
      String name, SortedMap<String, String> labels, Distribution.Snapshot snapshot) {
    long seen = 0;
    for (int i = 0; i < snapshot.counts().length; i++) {
      seen += snapshot.counts()[i];
      TreeMap<String, String> with = new TreeMap<>(labels);
      with.put("le", i < snapshot.bounds().length ? number(snapshot.bounds()[i]) : "+Inf");
      line(name + "_bucket", with, Long.toString(seen));
    }
    line(name + "_sum", labels, number(snapshot.sum()));
    line(name + "_count", labels, Long.toString(seen));
  }

  private void targetInfo() {
    if (exposition.resource().isEmpty()) {
      return;
    }
    boolean open = exposition.openMetrics();
    header(open ? "target" : "target_info", open ? "info" : "gauge", "Target metadata");
    labelled("target_info", new TreeMap<>(exposition.resource()), false, "1");
  }

  private void header(String name, String type, String description) {
    out.append("# HELP ").append(name).append(' ');
    escape(description, exposition.openMetrics());
    out.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, SortedMap<String, String> labels, String value) {
    labelled(name, labels, !exposition.withoutScopeInfo(), value);
  }

  private void labelled(String name, Map<String, String> labels, boolean scope, String value) {
    out.append(name);
    char before = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.append(before).append(ExposedName.plain(label.getKey())).append("=\"");
      escape(label.getValue(), true);
      out.append('"');
      before = ',';
    }
    if (scope) {
      out.append(before).append("otel_scope_name=\"").append(SCOPE).append('"');
      before = ',';
    }
    if (before == ',') {
      out.append('}');
    }
    out.append(' ').append(value).append('\n');
  }

  private void escape(String text, boolean quotes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '"' -> out.append(quotes ? "\\\"" : "\"");
        default -> out.append(c);
      }
    }
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String without(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
