package io.beltline.ottl.function;

import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.pattern.Replacement;
import io.beltline.ottl.pattern.Template;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression with what its matches are replaced by. Safe for all threads.
 *
 * <p>A text is not decoded; where no group is asked for, nothing looks for groups.
 */
final class PatternReplacement {
  private final PatternArgument pattern;
  private final Expression replacement;
  private final ConverterArgument converter;
  private volatile @Nullable Known known;

  /** What a replacement that is the same for all records is for an expression. */
  private record Known(TextPattern regex, Template template) {}

  private PatternReplacement(
      PatternArgument pattern, Expression replacement, ConverterArgument converter) {
    this.pattern = pattern;
    this.replacement = replacement;
    this.converter = converter;
  }

  static PatternReplacement of(Arguments a) throws InvalidStatementException {
    return new PatternReplacement(
        a.pattern("regex"), a.value("replacement"), ConverterArgument.of(a));
  }

  /** A text with all matches replaced, or null if that is the text itself. */
  byte @Nullable [] apply(Execution x, Cell text) {
    TextPattern regex = pattern.get(x);
    byte[] plain = plain(regex);
    byte[] after;
    if (plain != null) {
      after = regex.replaceAll(text.array(), text.from(), text.to(), plain);
    } else {
      after = regex.find(text) ? replaced(x, regex, text) : null;
    }
    return after == null || text.contentEquals(after) ? null : after;
  }

  /** The replacement if it is known to be the same bytes wherever it goes, or null. */
  @SuppressWarnings("ReferenceEquality") // an equal one that is another only costs time
  private byte @Nullable [] plain(TextPattern regex) {
    Known there = known;
    return there != null && there.regex == regex && converter.isNothing()
        ? there.template.plain()
        : null;
  }

  private byte @Nullable [] replaced(Execution x, TextPattern regex, Cell text) {
    byte[] before = Arrays.copyOfRange(text.array(), text.from(), text.to());
    return replaced(x, regex, template(x, regex), before);
  }

  private byte @Nullable [] replaced(
      Execution x, TextPattern regex, Template template, byte[] before) {
    byte[] plain = converter.isNothing() ? template.plain() : null;
    return plain == null
        ? grouped(x, regex, template, before)
        : regex.replaceAll(before, 0, before.length, plain);
  }

  /** The expression and the replacement that a record has, for several of its texts. */
  Prepared prepare(Execution x) {
    TextPattern regex = pattern.get(x);
    return new Prepared(x, regex, template(x, regex));
  }

  /**
   * Both evaluated: applying them evaluates no path, so that a walk over a map stays where it is.
   */
  final class Prepared {
    private final Execution x;
    private final TextPattern regex;
    private final Template template;

    private Prepared(Execution x, TextPattern regex, Template template) {
      this.x = x;
      this.regex = regex;
      this.template = template;
    }

    /** Whether the expression is found in a text. */
    boolean matches(Cell text) {
      return regex.find(text);
    }

    /** A text with all matches replaced, or null if that is the text itself. */
    byte @Nullable [] apply(Cell text) {
      if (!regex.find(text)) {
        return null;
      }
      byte[] before = Arrays.copyOfRange(text.array(), text.from(), text.to());
      byte[] after = replaced(x, regex, template, before);
      return after == null || Arrays.equals(before, after) ? null : after;
    }

    /** The same as texts; the text itself if nothing is replaced. */
    String apply(String text) {
      byte[] before = text.getBytes(StandardCharsets.UTF_8);
      byte[] after = apply(new Cell().text(before, 0, before.length));
      return after == null ? text : new String(after, StandardCharsets.UTF_8);
    }
  }

  @SuppressWarnings("ReferenceEquality") // an equal one that is another only costs time
  private Template template(Execution x, TextPattern regex) {
    Known there = known;
    if (there != null && there.regex == regex) {
      return there.template;
    }
    Template made = new Template(replacement.eval(x).text(), regex);
    if (replacement.constant() != null) {
      known = new Known(regex, made);
    }
    return made;
  }

  private byte @Nullable [] grouped(
      Execution x, TextPattern regex, Template template, byte[] text) {
    return Replacement.all(
        regex,
        text,
        0,
        text.length,
        converter.isNothing()
            ? template::append
            : (match, out) -> {
              ByteArrayOutputStream expanded = new ByteArrayOutputStream();
              template.append(match, expanded);
              String converted = converter.apply(x, expanded.toString(StandardCharsets.UTF_8));
              out.writeBytes(converted.getBytes(StandardCharsets.UTF_8));
            });
  }
}
