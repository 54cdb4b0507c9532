package io.beltline.components.tailing;

import io.beltline.components.operators.OperatorList;
import io.beltline.components.operators.RegexText;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines at the start of files that say something of all that follow.
 *
 * @param pattern what matches each of them
 * @param metadataOperators make attributes of them
 */
public record HeaderConfig(
    @Doc("A regular expression that matches each line of the header.") @Nullable RegexText pattern,
    @Doc("Operators; the attributes they give to a line of the header all records get.")
        List<ConfigNode> metadataOperators)
    implements Validated {
  private static final String KEY = "metadata_operators";

  /** Operators that do not hand on each line at once. */
  private static final Set<String> REFUSED = Set.of("filter", "recombine");

  @Override
  public void validate(Problems problems) {
    if (pattern == null) {
      problems.add("pattern", "is missing (expected: a regular expression such as ^#)");
    }
    if (metadataOperators.isEmpty()) {
      problems.add(KEY, "is empty (expected: at least one operator)");
    }
    for (int i = 0; i < metadataOperators.size(); i++) {
      if (metadataOperators.get(i) instanceof ConfigMap map
          && map.value("type") instanceof ConfigScalar type
          && REFUSED.contains(type.original())) {
        problems.add(
            KEY + "::" + i + "::type",
            "\"" + type.original() + "\" does not hand on each line (expected: a parser)");
      }
    }
    OperatorList.read(metadataOperators, KEY, problems);
  }

  /** The operators; of a valid configuration. */
  OperatorList operators() {
    return OperatorList.read(
        metadataOperators,
        KEY,
        (key, message) -> {
          throw new IllegalStateException("not validated: " + key + ": " + message);
        });
  }
}
