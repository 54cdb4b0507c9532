package io.beltline.components.tracked;

import io.beltline.api.ComponentId;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.operators.OperatorList;
import io.beltline.components.operators.TextTemplate;
import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of every receiver whose entries go through operators and whose source is read again
 * where it was left.
 *
 * @param attributes attributes of all records
 * @param resource attributes of the resource
 * @param operators what becomes of entries
 * @param storage where the place is kept; null to keep it in memory
 * @param retryOnFailure how often entries are offered again
 */
public record TrackedInputConfig(
    @Doc("Attributes of all records; values may have EXPR(...).")
        Map<String, TextTemplate> attributes,
    @Doc("Attributes of the resource; values may have EXPR(...).")
        Map<String, TextTemplate> resource,
    @Doc("What becomes of entries, step by step.") List<ConfigNode> operators,
    @Doc("The storage extension that keeps how far was read; without, it is kept in memory only.")
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
