package io.beltline.ottl.function;

import io.beltline.model.otlp.ByteRange;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of texts as an argument, usually constant. Immutable; safe for all threads. */
final class TextsArgument {
  private final String name;
  private final List<Expression> values;
  private final @Nullable Texts constant;

  private TextsArgument(String name, List<Expression> values) {
    this.name = name;
    this.values = values;
    boolean known = values.stream().allMatch(value -> value.constant() != null);
    this.constant =
        known
            ? new Texts(
                values.stream().map(value -> bytes(value.constant())).toArray(byte[][]::new))
            : null;
  }

  private static byte[] bytes(@Nullable Cell cell) {
    return cell == null ? new byte[0] : cell.slice().toByteArray();
  }

  /** The list of a parameter; constants that are no texts are refused. */
  static TextsArgument of(Arguments a, String name) throws InvalidStatementException {
    List<Expression> values = a.values(name);
    for (Expression value : values) {
      Cell constant = value.constant();
      if (constant != null && !constant.is(ValueKind.STRING)) {
        throw a.problem(name, name + " takes strings, not " + constant.kind().words());
      }
    }
    return new TextsArgument(name, values);
  }

  /** The texts for the record at hand. */
  Texts get(Execution x) {
    if (constant != null) {
      return constant;
    }
    byte[][] all = new byte[values.size()][];
    for (int i = 0; i < all.length; i++) {
      Cell cell = values.get(i).eval(x);
      if (!cell.is(ValueKind.STRING)) {
        throw new EvaluationException(name + " takes strings, not " + cell.kind().words());
      }
      all[i] = cell.slice().toByteArray();
    }
    return new Texts(all);
  }

  /** Texts in UTF-8. */
  static final class Texts {
    private final byte[][] all;

    Texts(byte[][] all) {
      this.all = all;
    }

    int size() {
      return all.length;
    }

    byte[] get(int i) {
      return all[i];
    }

    boolean contains(ByteRange wanted) {
      for (byte[] text : all) {
        if (wanted.contentEquals(text)) {
          return true;
        }
      }
      return false;
    }
  }
}
