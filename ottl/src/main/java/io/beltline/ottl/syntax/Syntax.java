package io.beltline.ottl.syntax;

import io.beltline.model.Slice;
import io.beltline.ottl.Location;
import io.beltline.ottl.value.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a statement as it was written. Immutable. */
public sealed interface Syntax {

  /** Where it begins. */
  Location at();

  /** {@code nil}. */
  record Nil(Location at) implements Syntax {}

  /** {@code true} or {@code false}. */
  record Bool(Location at, boolean value) implements Syntax {}

  /** A whole number. */
  record Int(Location at, long value) implements Syntax {}

  /** A floating-point number. */
  record Decimal(Location at, double value) implements Syntax {}

  /** A text, escapes resolved. Usually UTF-8; {@code \xff} makes it anything. */
  record Text(Location at, Slice utf8) implements Syntax {
    /** The text as characters. */
    public String string() {
      return utf8.toUtf8();
    }
  }

  /** {@code 0x0102}. */
  record Bytes(Location at, Slice value) implements Syntax {}

  /** A symbol in upper case: of an enum, or of a function that is handed to another. */
  record Name(Location at, String name) implements Syntax {}

  /** {@code [1, 2]}. */
  record ListOf(Location at, List<Syntax> values) implements Syntax {}

  /** <code>{"a": 1}</code>. */
  record MapOf(Location at, List<Entry> entries) implements Syntax {}

  /** An entry of a map. */
  record Entry(Text key, Syntax value) {}

  /** A field of telemetry, such as {@code log.attributes["a"][0]}. */
  record Path(Location at, List<Segment> segments) implements Syntax {
    /** The names, joined by dots. */
    public String names() {
      return String.join(".", segments.stream().map(Segment::name).toList());
    }
  }

  /** A name in a path with its indexes. */
  record Segment(Location at, String name, List<Syntax> keys) {}

  /** A call, and indexes on its result. */
  record Call(Location at, String function, List<Argument> arguments, List<Syntax> keys)
      implements Syntax {
    /** True if the name is that of an editor. */
    public boolean isEditor() {
      return Character.isLowerCase(function.charAt(0));
    }
  }

  /** An argument, with the name it was given. */
  record Argument(Location at, @Nullable String name, Syntax value) {}

  /** {@code (k, v) => v == 1}. Parameters without use are called {@code _}. */
  record Lambda(Location at, List<String> parameters, Syntax body) implements Syntax {}

  /** {@code left + right}, with the operator's character. */
  record Arithmetic(Location at, char operator, Syntax left, Syntax right) implements Syntax {}

  /** {@code -value}. */
  record Negative(Location at, Syntax value) implements Syntax {}

  /** {@code left == right}. */
  record Compare(Location at, Operator operator, Syntax left, Syntax right) implements Syntax {}

  /** {@code not condition}. */
  record Not(Location at, Syntax condition) implements Syntax {}

  /** Conditions joined by {@code and}. */
  record And(Location at, List<Syntax> conditions) implements Syntax {}

  /** Conditions joined by {@code or}. */
  record Or(Location at, List<Syntax> conditions) implements Syntax {}
}
