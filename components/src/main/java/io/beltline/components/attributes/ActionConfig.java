package io.beltline.components.attributes;

import io.beltline.api.Ruled;
import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One action on attributes, as users write it in a list of actions or attributes.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/attributesprocessor">the
 *     actions</a>
 */
public record ActionConfig(
    @Doc("The attribute to act on.") @Default("") String key,
    @Doc(
            "insert, update and upsert set a value; delete removes; hash replaces by a SHA-256;"
                + " extract takes named groups of pattern out of the value; convert changes its"
                + " type.")
        @Nullable ActionKind action,
    @Doc("The value to set.") @Nullable ConfigNode value,
    @Doc("The attribute to take the value from.") @Default("") String fromAttribute,
    @Doc(
            "The context to take the value from: metadata.NAME or NAME for a request header,"
                + " auth.NAME for what an authenticator learned, client.address for the peer.")
        @Default("")
        String fromContext,
    @Doc("A regular expression (RE2): keys for delete and hash, the value's for extract.")
        @Default("")
        String pattern,
    @Doc("What convert makes of the value: int, double or string.")
        @Nullable ValueKind convertedType)
    implements Validated {

  /** What an action does. */
  public enum ActionKind {
    INSERT,
    UPDATE,
    UPSERT,
    DELETE,
    HASH,
    EXTRACT,
    CONVERT
  }

  /** What a value can be converted to. */
  public enum ValueKind {
    INT,
    DOUBLE,
    STRING
  }

  @Override
  public void validate(Problems problems) {
    if (action == null) {
      problems.add(
          "action",
          "must be given (expected: insert, update, upsert, delete, hash, extract or convert)");
      return;
    }
    boolean byPattern = action == ActionKind.DELETE || action == ActionKind.HASH;
    if (key.isEmpty() && !(byPattern && !pattern.isEmpty())) {
      problems.add(
          "key",
          byPattern ? "needs key or pattern" : "must not be empty (expected: an attribute's name)");
    }
    long sources =
        Stream.of(value != null, !fromAttribute.isEmpty(), !fromContext.isEmpty())
            .filter(given -> given)
            .count();
    switch (action) {
      case INSERT, UPDATE, UPSERT -> {
        if (sources != 1) {
          problems.add("", word() + " needs exactly one of value, from_attribute and from_context");
        }
        unwanted(problems, "pattern", !pattern.isEmpty());
        unwanted(problems, "converted_type", convertedType != null);
      }
      case DELETE, HASH -> {
        unwanted(problems, "value", value != null);
        unwanted(problems, "from_attribute", !fromAttribute.isEmpty());
        unwanted(problems, "converted_type", convertedType != null);
      }
      case EXTRACT -> {
        unwantedSources(problems);
        unwanted(problems, "converted_type", convertedType != null);
        if (pattern.isEmpty()) {
          problems.add("pattern", "extract needs a pattern with named groups: ^(?P<user>\\w+)@");
        }
      }
      case CONVERT -> {
        unwantedSources(problems);
        unwanted(problems, "pattern", !pattern.isEmpty());
        if (convertedType == null) {
          problems.add("converted_type", "convert needs it (expected: int, double or string)");
        }
      }
    }
    if (!pattern.isEmpty()) {
      Patterns.check(pattern, action == ActionKind.EXTRACT, problems);
    }
  }

  private void unwantedSources(Problems problems) {
    unwanted(problems, "value", value != null);
    unwanted(problems, "from_attribute", !fromAttribute.isEmpty());
    unwanted(problems, "from_context", !fromContext.isEmpty());
  }

  /** What it does; a valid action has it. */
  ActionKind kind() {
    return Objects.requireNonNull(action, "valid");
  }

  private void unwanted(Problems problems, String field, boolean given) {
    if (given) {
      problems.add(field, word() + " takes no " + field);
    }
  }

  private String word() {
    return kind().name().toLowerCase(Locale.ROOT);
  }

  /** The actions of a list under a key, as rules that nothing counts. */
  public static List<Ruled.Rule> rules(String key, int actions) {
    return IntStream.range(0, actions)
        .mapToObj(i -> new Ruled.Rule("action", key + "::" + i, ""))
        .toList();
  }
}
