package io.beltline.exporter.elasticsearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What documents look like: {@code mapping}.
 *
 * @param mode the mode where nothing else is asked for
 * @param allowedModes the modes that may be asked for, none for all
 * @param dedup accepted, without effect
 * @param dedot accepted, without effect
 */
public record MappingConfig(
    @Default("otel") @Doc("What documents look like, unless scope or sender ask for another mode.")
        MappingMode mode,
    @Default("[]")
        @Doc(
            "The modes that the scope attribute elastic.mapping.mode and the header"
                + " X-Elastic-Mapping-Mode may ask for; empty for all.")
        List<MappingMode> allowedModes,
    @Doc("Accepted, without effect: no field is ever written twice.") @Nullable Boolean dedup,
    @Doc("Accepted, without effect: ecs nests, the other modes do not.") @Nullable Boolean dedot)
    implements Validated {

  /** Copies the modes. */
  public MappingConfig {
    allowedModes = List.copyOf(allowedModes);
  }

  @Override
  public void validate(Problems problems) {
    if (!allows(mode)) {
      problems.add(
          "mode",
          mode.word() + " is none of allowed_modes (expected: one of " + allowedModes + ")");
    }
  }

  boolean allows(MappingMode asked) {
    return allowedModes.isEmpty() || allowedModes.contains(asked);
  }
}
