package io.beltline.processor.span;

import io.beltline.model.otlp.SpanEditor;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.NamedGroup;
import io.beltline.ottl.pattern.TextPattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes attributes of the named groups of an expression. Safe for all threads. */
final class NameRule {
  private final TextPattern pattern;
  private final boolean keepName;

  NameRule(String expression, boolean keepName) {
    try {
      this.pattern = TextPattern.of(expression);
    } catch (InvalidPatternException checked) {
      throw new IllegalArgumentException(checked);
    }
    this.keepName = keepName;
  }

  /** Applies it to a span; true if its expression matches. */
  boolean apply(SpanEditor span) {
    String name = span.name();
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    Captures match = pattern.captures(utf8, 0, utf8.length);
    if (!match.next()) {
      return false;
    }
    ByteArrayOutputStream renamed = new ByteArrayOutputStream(utf8.length);
    int copied = 0;
    for (NamedGroup group : pattern.namedGroups()) { // groups without a name stay as they are
      int from = match.start(group.number());
      if (from < 0) { // it took no part
        continue;
      }
      span.attributes().upsert(group.name(), match.text(group.number()));
      if (from >= copied) { // else it stands inside another
        renamed.write(utf8, copied, from - copied);
        renamed.writeBytes(("{" + group.name() + "}").getBytes(StandardCharsets.UTF_8));
        copied = match.end(group.number());
      }
    }
    renamed.write(utf8, copied, utf8.length - copied);
    String after = renamed.toString(StandardCharsets.UTF_8);
    if (!keepName && !name.equals(after)) {
      span.name(after);
    }
    return true;
  }
}
