package io.beltline.exporter.elasticsearch;

import io.beltline.api.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses mapping modes: the scope's wish before the sender's before the configuration. */
final class Modes {
  private static final String HEADER = "X-Elastic-Mapping-Mode";

  private final MappingConfig config;
  private final @Nullable String sender;
  private String complaint = "";

  Modes(MappingConfig config, Context context) {
    this.config = config;
    List<String> values = context.metadata().get(HEADER);
    sender = values.isEmpty() ? null : values.getFirst();
  }

  /** The mode of a scope; null if what is asked for is no mode or not allowed. */
  @Nullable MappingMode of(RoutingNames scope) {
    String asked = scope.mode != null ? scope.mode : sender;
    if (asked == null) {
      return config.mode();
    }
    MappingMode mode = MappingMode.find(asked);
    if (mode != null && config.allows(mode)) {
      return mode;
    }
    complaint =
        mode == null
            ? "\"" + asked + "\" is no mapping mode (expected: otel, ecs, none, raw or bodymap)"
            : "mapping mode " + mode.word() + " is none of mapping::allowed_modes";
    return null;
  }

  /** Why there was no mode. */
  String complaint() {
    return complaint;
  }
}
