package io.beltline.receiver.carbon;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.beltline.receiver.carbon.CarbonReceiverConfig.Parser;
import io.beltline.receiver.carbon.CarbonReceiverConfig.ParserType;
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
      RuleConfig config, Pattern pattern, Map<String, Integer> keys, List<Integer> names) {

    static Rule of(RuleConfig config) {
      if (config.regexp() == null) {
        throw new IllegalStateException("not validated");
      }
      Pattern pattern = config.regexp().pattern().re2();
      Map<String, Integer> keys = new LinkedHashMap<>();
      pattern.namedGroups().entrySet().stream()
          .filter(group -> group.getKey().startsWith(RuleConfig.KEY))
          .sorted(Map.Entry.comparingByValue())
          .forEach(
              group ->
                  keys.put(group.getKey().substring(RuleConfig.KEY.length()), group.getValue()));
      List<Integer> names =
          pattern.namedGroups().entrySet().stream()
              .filter(group -> group.getKey().startsWith(RuleConfig.NAME))
              .sorted(Map.Entry.comparingByKey())
              .map(Map.Entry::getValue)
              .toList();
      return new Rule(config, pattern, keys, names);
    }

    @Nullable CarbonPath apply(String path, String separator) {
      Matcher matcher = pattern.matcher(path);
      if (!matcher.find()) {
        return null;
      }
      Map<String, String> attributes = new LinkedHashMap<>();
      keys.forEach(
          (key, group) -> {
            String text = matcher.group(group);
            if (text != null && !text.isEmpty()) {
              attributes.put(key, text);
            }
          });
      attributes.putAll(config.labels());
      StringBuilder name = new StringBuilder(config.namePrefix());
      for (int group : names) {
        String text = matcher.group(group);
        name.append(separator).append(text == null ? "" : text);
      }
      return new CarbonPath(
          name.isEmpty() ? path : name.toString(),
          attributes,
          config.type() == RuleConfig.Type.CUMULATIVE);
    }
  }
}
