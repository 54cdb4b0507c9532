package io.beltline.components.intake;

import io.beltline.api.ComponentId;
import io.beltline.components.operators.OperatorList;
import io.beltline.components.operators.TextTemplate;
import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of every receiver whose lines go through operators.
 *
 * @param id accepted, without effect
 * @param output accepted, without effect
 * @param attributes attributes of all records
 * @param resource attributes of the resource
 * @param operators what becomes of entries
 * @param storage accepted, without effect
 * @param retryOnFailure how often entries are offered again
 */
public record InputConfig(
    @Doc("Accepted, without effect: entries go to the first operator.") String id,
    @Doc("Accepted, without effect: entries go to the first operator.") List<String> output,
    @Doc("Attributes of all records; values may have EXPR(...).")
        Map<String, TextTemplate> attributes,
    @Doc("Attributes of the resource; values may have EXPR(...).")
        Map<String, TextTemplate> resource,
    @Doc("What becomes of entries, step by step.") List<ConfigNode> operators,
    @Doc("Accepted, without effect: nothing is remembered over restarts.")
        @Nullable ComponentId storage,
    @Doc("How often entries are offered again that the pipeline refused for a time.")
        RetryConfig retryOnFailure)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    OperatorList.read(operators, "operators", problems);
  }

  /** The operators; of a valid configuration. */
  public OperatorList operatorList() {
    return OperatorList.read(
        operators,
        "operators",
        (key, message) -> {
          throw new IllegalStateException("not validated: " + key + ": " + message);
        });
  }
}
