package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code ExtractGrokPatterns}: a map of what the fields of a grok expression match. */
final class GrokExtraction {
  /** More than statements have on purpose; beyond it the one used longest ago is forgotten. */
  private static final int MAX_KNOWN = 64;

  private GrokExtraction() {}

  static Conversion of(Arguments a) throws InvalidStatementException {
    Expression target = a.value("target");
    Expression pattern = a.value("pattern");
    boolean onlyNamed = a.bool("namedCapturesOnly", false);
    GrokLibrary library = new GrokLibrary(definitions(a));
    Cell constant = pattern.constant();
    if (constant != null) {
      try {
        GrokPattern known = compile(constant.text(), library, onlyNamed);
        return (x, out) -> known.extract(target.eval(x), out);
      } catch (InvalidPatternException wrong) {
        throw a.problem("pattern", String.valueOf(wrong.getMessage()));
      }
    }
    int memory = a.layout().nextMemory();
    return (x, out) -> {
      Map<String, GrokPattern> known = x.memory(memory, Recent::new);
      String expression = pattern.eval(x).text();
      GrokPattern compiled = known.get(expression);
      if (compiled == null) {
        try {
          compiled = compile(expression, library, onlyNamed);
        } catch (InvalidPatternException wrong) {
          throw new EvaluationException(String.valueOf(wrong.getMessage()));
        }
        known.put(expression, compiled);
      }
      compiled.extract(target.eval(x), out);
    };
  }

  private static GrokPattern compile(String expression, GrokLibrary library, boolean onlyNamed)
      throws InvalidPatternException {
    GrokPattern pattern = GrokPattern.of(expression, library, onlyNamed);
    if (onlyNamed && !pattern.hasFields()) {
      throw new InvalidPatternException(
          "\"" + expression + "\" has no named field (expected: %{NUMBER:name})");
    }
    return pattern;
  }

  private static Map<String, String> definitions(Arguments a) throws InvalidStatementException {
    Map<String, String> definitions = new HashMap<>();
    if (!a.has("patternDefinitions")) {
      return definitions;
    }
    for (Expression each : a.values("patternDefinitions")) {
      Cell text = each.constant();
      if (text == null || !text.is(ValueKind.STRING)) {
        throw a.problem("patternDefinitions", "patternDefinitions takes constant strings");
      }
      String definition = text.text();
      int equals = definition.indexOf('=');
      if (equals < 0 || definition.lastIndexOf(':', equals) >= 0) {
        throw a.problem(
            "patternDefinitions",
            "\"" + definition + "\" defines no grok pattern (expected: NAME=expression)");
      }
      definitions.put(definition.substring(0, equals), definition.substring(equals + 1));
    }
    return definitions;
  }

  private static final class Recent extends LinkedHashMap<String, GrokPattern> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, GrokPattern> eldest) {
      return size() > MAX_KNOWN;
    }
  }
}
