package io.beltline.processor.filter;

import io.beltline.components.match.MatchConfig;
import io.beltline.components.match.MatchConfig.AttributeConfig;
import io.beltline.components.match.MatchConfig.MatchType;
import io.beltline.components.match.MatchConfig.RegexpConfig;
import io.beltline.components.match.MatchConfig.SeverityConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Properties under this processor's keys, as those that several processors share. */
final class Matches {
  private Matches() {}

  static MatchConfig of(
      @Nullable MatchType type,
      List<String> metricNames,
      List<AttributeConfig> resources,
      List<AttributeConfig> attributes,
      List<String> bodies,
      List<String> severityTexts,
      @Nullable SeverityConfig severity) {
    return new MatchConfig(
        type,
        new RegexpConfig(false, 0),
        List.of(),
        List.of(),
        List.of(),
        bodies,
        severityTexts,
        severity,
        metricNames,
        attributes,
        resources,
        List.of());
  }
}
