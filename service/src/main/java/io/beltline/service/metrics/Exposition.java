package io.beltline.service.metrics;

import java.util.Map;

/**
 * How metrics are written as text.
 *
 * @param withoutTypeSuffix counters keep their names without {@code _total}
 * @param withoutUnits names get no unit suffix
 * @param withoutScopeInfo series get no {@code otel_scope_*} labels
 * @param openMetrics write OpenMetrics 1.0 instead of Prometheus text 0.0.4; counters then always
 *     end in {@code _total}
 * @param resource what identifies the process, shown as {@code target_info}; empty for none
 */
public record Exposition(
    boolean withoutTypeSuffix,
    boolean withoutUnits,
    boolean withoutScopeInfo,
    boolean openMetrics,
    Map<String, String> resource) {

  /** Copies the resource. */
  public Exposition {
    resource = Map.copyOf(resource);
  }

  /**
   * What the OpenTelemetry Collector does when its configuration does not say: no suffixes, no
   * scope.
   */
  public static Exposition standard(Map<String, String> resource) {
    return new Exposition(true, true, true, false, resource);
  }

  /** The same as OpenMetrics. */
  public Exposition asOpenMetrics() {
    return new Exposition(withoutTypeSuffix, withoutUnits, withoutScopeInfo, true, resource);
  }
}
