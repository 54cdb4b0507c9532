package io.beltline.components.operators;

import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Map;

/**
 * The keys of every receiver whose entries go through operators: what an entry has before it does.
 *
 * @param attributes attributes of all records
 * @param resource attributes of the resource
 * @param operators what becomes of entries
 */
public record OperatedConfig(
    @Doc("Attributes of all records; values may have EXPR(...).")
        Map<String, TextTemplate> attributes,
    @Doc("Attributes of the resource; values may have EXPR(...).")
        Map<String, TextTemplate> resource,
    @Doc("What becomes of entries, step by step.") List<ConfigNode> operators)
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

  /** Gives an entry its attributes and those of its resource. */
  public void label(Entry entry) {
    TextTemplate.render(attributes, entry, entry.attributes());
    TextTemplate.render(resource, entry, entry.resource());
  }
}
