package io.beltline.ottl.function;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A regular expression that may come with the telemetry. Immutable; safe for all threads. */
public abstract class PatternArgument {
  /** More than statements have on purpose; beyond it the one used longest ago is forgotten. */
  private static final int MAX_KNOWN = 64;

  /** A longer expression than this does not come from telemetry on purpose. */
  private static final int MAX_LENGTH = 10_000;

  private PatternArgument() {}

  /** The expression for the record at hand. */
  public abstract TextPattern get(Execution x);

  /** The expression if it is the same for all records, or null. */
  public @Nullable TextPattern constant() {
    return null;
  }

  static PatternArgument of(TextPattern pattern) {
    return new PatternArgument() {
      @Override
      public TextPattern get(Execution x) {
        return pattern;
      }

      @Override
      public TextPattern constant() {
        return pattern;
      }
    };
  }

  static PatternArgument of(Expression text, Layout layout) {
    int memory = layout.nextMemory();
    return new PatternArgument() {
      @Override
      public TextPattern get(Execution x) {
        Map<String, TextPattern> known = x.memory(memory, Recent::new);
        String regex = text.eval(x).text();
        TextPattern pattern = known.get(regex);
        if (pattern == null) {
          pattern = compiled(regex);
          known.put(regex, pattern);
        }
        return pattern;
      }
    };
  }

  /** Bounded, since the time to compile an expression is not linear in its length. */
  private static TextPattern compiled(String regex) {
    if (regex.length() > MAX_LENGTH) {
      throw new EvaluationException(
          "a regular expression of %d characters is too long (expected: at most %d)"
              .formatted(regex.length(), MAX_LENGTH));
    }
    try {
      return TextPattern.of(regex);
    } catch (InvalidPatternException wrong) {
      throw new EvaluationException(String.valueOf(wrong.getMessage()));
    }
  }

  private static final class Recent extends LinkedHashMap<String, TextPattern> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, TextPattern> eldest) {
      return size() > MAX_KNOWN;
    }
  }
}
