package io.beltline.processor.resource;

import io.beltline.api.Ruled;
import io.beltline.components.attributes.ActionConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import java.util.List;

/**
 * What users write under {@code resource}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/resourceprocessor">the
 *     keys and defaults</a>
 */
public record ResourceProcessorConfig(
    @Doc("What is done to the attributes of each resource, in order.") @Default("[]")
        List<ActionConfig> attributes)
    implements Validated, Ruled {

  @Override
  public void validate(Problems problems) {
    if (attributes.isEmpty()) {
      problems.add("attributes", "is missing or empty (expected: a list with at least one action)");
    }
  }

  @Override
  public List<Rule> rules(Signal signal) {
    return ActionConfig.rules("attributes", attributes.size());
  }
}
