package io.beltline.processor.attributes;

import io.beltline.api.Ruled;
import io.beltline.components.attributes.ActionConfig;
import io.beltline.components.match.MatchConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code attributes}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/attributesprocessor">the
 *     keys and defaults</a>
 */
public record AttributesProcessorConfig(
    @Doc("What is done to the attributes of each item, in order.") @Default("[]")
        List<ActionConfig> actions,
    @Doc("Only items that match are edited. Without it, all are.")
        @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable MatchConfig include,
    @Doc("Items that match are left alone.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Nullable MatchConfig exclude)
    implements Validated, Ruled {

  @Override
  public void validate(Problems problems) {
    if (actions.isEmpty()) {
      problems.add("actions", "is missing or empty (expected: a list with at least one action)");
    }
  }

  @Override
  public List<Rule> rules(Signal signal) {
    return ActionConfig.rules("actions", actions.size());
  }
}
