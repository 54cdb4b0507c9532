package io.beltline.receiver.carbon;

import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.NamedGroup;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.receiver.carbon.CarbonReceiverConfig.Parser;
import io.beltline.receiver.carbon.CarbonReceiverConfig.ParserType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads paths as configured: by the first rule that matches, else plainly. Safe for all threads.
 */
final class PathReader {
  private final List<Rule> rules;
  private final String separator;

  PathReader(Parser config) {
    this.rules =
        config.type() == ParserType.REGEX
            ? config.config().rules().stream().map(Rule::of).toList()
            : List.of();
    this.separator = config.config().nameSeparator();
  }

  /**
   * Reads a path.
   *
   * @throws MalformedLineException if it cannot be read
   */
  CarbonPath read(String path) throws MalformedLineException {
    for (Rule rule : rules) {
      CarbonPath found = rule.apply(path, separator);
      if (found != null) {
        return found;
      }
    }
    return CarbonPath.plain(path);
  }

  /**
   * A rule.
   *
   * @param keys the groups of attributes in their order
   * @param names the groups of the name, by their names
   */
  private record Rule(
      RuleConfig config, TextPattern pattern, Map<String, Integer> keys, List<Integer> names) {

    static Rule of(RuleConfig config) {
      if (config.regexp() == null) {
        throw new IllegalStateException("not validated");
      }
      TextPattern pattern = config.regexp().pattern();
      Map<String, Integer> keys = new LinkedHashMap<>();
      pattern.namedGroups().stream()
          .filter(group -> group.name().startsWith(RuleConfig.KEY))
          .forEach(
              group -> keys.put(group.name().substring(RuleConfig.KEY.length()), group.number()));
      List<Integer> names =
          pattern.namedGroups().stream()
              .filter(group -> group.name().startsWith(RuleConfig.NAME))
              .sorted(Comparator.comparing(NamedGroup::name))
              .map(NamedGroup::number)
              .toList();
      return new Rule(config, pattern, keys, names);
    }

    @Nullable CarbonPath apply(String path, String separator) {
      Captures match = pattern.captures(path);
      if (!match.next()) {
        return null;
      }
      Map<String, String> attributes = new LinkedHashMap<>();
      keys.forEach(
          (key, group) -> {
            String text = match.text(group);
            if (!text.isEmpty()) {
              attributes.put(key, text);
            }
          });
      attributes.putAll(config.labels());
      StringBuilder name = new StringBuilder(config.namePrefix());
      for (int group : names) {
        name.append(separator).append(match.text(group));
      }
      return new CarbonPath(
          name.isEmpty() ? path : name.toString(),
          attributes,
          config.type() == RuleConfig.Type.CUMULATIVE);
    }
  }
}
