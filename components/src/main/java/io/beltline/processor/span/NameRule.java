package io.beltline.processor.span;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.beltline.model.otlp.SpanEditor;
import java.util.Map;
import java.util.TreeMap;

/** Makes attributes of the named groups of an expression. Safe for all threads. */
final class NameRule {
  private final Pattern pattern;
  private final boolean keepName;

  /** The names of groups by their numbers; groups without a name are left as they are. */
  private final Map<Integer, String> names = new TreeMap<>();

  NameRule(String expression, boolean keepName) {
    this.pattern = Pattern.compile(expression);
    this.keepName = keepName;
    pattern.namedGroups().forEach((name, number) -> names.put(number, name));
  }

  /** Applies it to a span; true if its expression matches. */
  boolean apply(SpanEditor span) {
    String name = span.name();
    Matcher matcher = pattern.matcher(name);
    if (!matcher.find()) {
      return false;
    }
    StringBuilder renamed = new StringBuilder();
    int copied = 0;
    for (Map.Entry<Integer, String> group : names.entrySet()) {
      int from = matcher.start(group.getKey());
      if (from < 0) { // it took no part
        continue;
      }
      span.attributes().upsert(group.getValue(), matcher.group(group.getKey()));
      if (from >= copied) { // else it stands inside another
        renamed.append(name, copied, from).append('{').append(group.getValue()).append('}');
        copied = matcher.end(group.getKey());
      }
    }
    renamed.append(name, copied, name.length());
    if (!keepName && !name.contentEquals(renamed)) {
      span.name(renamed.toString());
    }
    return true;
  }
}
