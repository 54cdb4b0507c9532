package io.beltline.receiver.httpcheck;

import io.beltline.components.expression.ExpressionException;
import io.beltline.components.expression.JsonText;
import io.beltline.model.Slice;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries the body of an answer by what is expected of it. One body, one thread. */
final class BodyRules {
  /** What was tried. */
  enum Rule {
    CONTAINS,
    NOT_CONTAINS,
    JSON_PATH,
    SIZE,
    REGEX
  }

  private final Map<Rule, Integer> passed = new EnumMap<>(Rule.class);
  private final Map<Rule, Integer> failed = new EnumMap<>(Rule.class);
  private final Slice body;
  private final String text;
  private boolean parsed;
  private Optional<Object> json = Optional.empty();

  private BodyRules(Slice body) {
    this.body = body;
    this.text = body.toUtf8();
  }

  /**
   * What came of it, without the body.
   *
   * @param passed how many checks of each kind have passed
   * @param failed how many have failed
   */
  record Counts(Map<Rule, Integer> passed, Map<Rule, Integer> failed) {}

  /** Tries a body. */
  static Counts of(List<ValidationConfig> expected, Slice body) {
    BodyRules rules = new BodyRules(body);
    expected.forEach(rules::check);
    return new Counts(rules.passed, rules.failed);
  }

  private void check(ValidationConfig expected) {
    if (!expected.contains().isEmpty()) {
      note(Rule.CONTAINS, text.contains(expected.contains()));
    }
    if (!expected.notContains().isEmpty()) {
      note(Rule.NOT_CONTAINS, !text.contains(expected.notContains()));
    }
    JsonPath path = expected.jsonPath();
    if (path != null) {
      Optional<String> found = json().flatMap(path::find);
      String wanted = expected.wanted();
      note(
          Rule.JSON_PATH,
          found.isPresent() && (wanted.isEmpty() || wanted.equals(found.orElseThrow())));
    }
    if (expected.maxSize() != null) {
      note(Rule.SIZE, body.length() <= expected.maxSize());
    }
    if (expected.minSize() != null) {
      note(Rule.SIZE, body.length() >= expected.minSize());
    }
    if (expected.regex() != null) {
      note(Rule.REGEX, expected.regex().pattern().find(body.array(), body.offset(), body.end()));
    }
  }

  private void note(Rule rule, boolean holds) {
    (holds ? passed : failed).merge(rule, 1, Integer::sum);
  }

  /** The body as JSON, read once; empty if it is none. */
  private Optional<Object> json() {
    if (!parsed) {
      parsed = true;
      try {
        json = Optional.ofNullable(JsonText.read(text, true));
      } catch (ExpressionException none) {
        json = Optional.empty(); // each path fails, and is counted
      }
    }
    return json;
  }
}
