package io.beltline.components.tally;

import io.beltline.config.ConfigNode;
import io.beltline.config.Validated.Problems;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.Value;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a metric tells of records.
 *
 * @param records which records it is about
 * @param name its name
 * @param description its description
 * @param text its conditions as written
 * @param condition which of the records count; null for all
 * @param attributes what tells points apart
 * @param source the attribute whose values are summed, or null to count
 */
public record TallyRule(
    ContextName records,
    String name,
    String description,
    String text,
    @Nullable Condition condition,
    List<Dimension> attributes,
    @Nullable AttributeKey source) {

  /**
   * An attribute of points.
   *
   * @param key its key
   * @param preset what it is on records without it, or null
   */
  public record Dimension(AttributeKey key, @Nullable Value preset) {}

  /** What users write of a metric. */
  public interface Written {
    /** Its description. */
    String description();

    /** Conditions of which one must hold. */
    List<String> conditions();

    /** What tells points apart. */
    List<TallyAttributeConfig> attributes();
  }

  /** Compiles conditions of which one must hold; null if there are none, or a problem. */
  public static @Nullable Condition compile(
      ContextName records,
      List<String> texts,
      RecordConditions conditions,
      String place,
      Problems problems) {
    List<Condition> any = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        any.add(conditions.condition(records.word(), texts.get(i)).condition());
      } catch (InvalidStatementException wrong) {
        String at = place + "::" + i;
        wrong.problems().forEach(problem -> problems.add(at, problem.toString()));
      }
    }
    return any.size() < texts.size() || any.isEmpty() ? null : Condition.any(any);
  }

  /** The rule for a metric whose conditions are known to be right. */
  public static TallyRule of(
      ContextName records,
      String name,
      Written written,
      @Nullable AttributeKey source,
      RecordConditions conditions) {
    Condition condition =
        compile(
            records,
            written.conditions(),
            conditions,
            name,
            (key, problem) -> {
              throw new IllegalStateException("not validated: " + key + ": " + problem);
            });
    return new TallyRule(
        records,
        name,
        written.description(),
        String.join(" or ", written.conditions()),
        condition,
        written.attributes().stream().map(TallyRule::dimension).toList(),
        source);
  }

  private static Dimension dimension(TallyAttributeConfig written) {
    ConfigNode preset = written.defaultValue();
    return new Dimension(
        AttributeKey.of(written.key()),
        preset == null || preset.isNull() ? null : value(preset.plain()));
  }

  private static Value value(@Nullable Object plain) {
    return switch (plain) {
      case String text -> Value.of(text);
      case Boolean flag -> Value.of(flag);
      case Double number -> Value.of(number);
      case Number number -> Value.of(number.longValue());
      case List<?> list -> Value.of(list.stream().map(TallyRule::value).toList());
      case Map<?, ?> map -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        map.forEach((key, one) -> entries.put(String.valueOf(key), value(one)));
        yield Value.of(entries);
      }
      case null, default -> Value.EMPTY;
    };
  }
}
