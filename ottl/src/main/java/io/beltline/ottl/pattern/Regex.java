package io.beltline.ottl.pattern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A regular expression as a tree. */
sealed interface Regex {

  /** Nothing, which always matches. */
  record Empty() implements Regex {}

  /** One character of a set. */
  record Chars(CharClass set) implements Regex {}

  /** A condition on a place between two characters. */
  record Assert(Place place) implements Regex {}

  /** One after another. */
  record Sequence(List<Regex> parts) implements Regex {}

  /** One of several. */
  record Choice(List<Regex> parts) implements Regex {}

  /** What a group stands around; it has a number, and perhaps a name. */
  record Group(Regex part, int number, @Nullable String name) implements Regex {}

  /** Again and again; a maximum of -1 is none. If lazy, as seldom as possible is preferred. */
  record Repeat(Regex part, int least, int most, boolean lazy) implements Regex {}

  /** Whether nothing at all can match, if the places are right. */
  default boolean canBeEmpty() {
    return switch (this) {
      case Empty _, Assert _ -> true;
      case Chars _ -> false;
      case Sequence(var parts) -> parts.stream().allMatch(Regex::canBeEmpty);
      case Choice(var parts) -> parts.stream().anyMatch(Regex::canBeEmpty);
      case Group(var part, _, _) -> part.canBeEmpty();
      case Repeat(var part, var least, _, _) -> least == 0 || part.canBeEmpty();
    };
  }

  /** Whether something that can be empty is repeated: which match is preferred is intricate. */
  default boolean repeatsEmpty() {
    return switch (this) {
      case Empty _, Assert _, Chars _ -> false;
      case Sequence(var parts) -> parts.stream().anyMatch(Regex::repeatsEmpty);
      case Choice(var parts) -> parts.stream().anyMatch(Regex::repeatsEmpty);
      case Group(var part, _, _) -> part.repeatsEmpty();
      case Repeat(var part, _, _, _) -> part.canBeEmpty() || part.repeatsEmpty();
    };
  }

  /** The same where there is no limit: what groups have then is intricate, too. */
  default boolean loopsEmpty() {
    return switch (this) {
      case Empty _, Assert _, Chars _ -> false;
      case Sequence(var parts) -> parts.stream().anyMatch(Regex::loopsEmpty);
      case Choice(var parts) -> parts.stream().anyMatch(Regex::loopsEmpty);
      case Group(var part, _, _) -> part.loopsEmpty();
      case Repeat(var part, _, var most, _) -> (most < 0 && part.canBeEmpty()) || part.loopsEmpty();
    };
  }

  /** Places between characters. */
  enum Place {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD_EDGE,
    NO_WORD_EDGE;

    /** The same place for who reads from the end. */
    Place mirrored() {
      return switch (this) {
        case TEXT_START -> TEXT_END;
        case TEXT_END -> TEXT_START;
        case LINE_START -> LINE_END;
        case LINE_END -> LINE_START;
        case WORD_EDGE, NO_WORD_EDGE -> this;
      };
    }

    /** Whether it is between what stands before and what stands after; flags of kernels. */
    boolean holds(int before, int after) {
      boolean edge = ((before ^ after) & Kernel.AFTER_WORD) != 0;
      return switch (this) {
        case TEXT_START -> (before & Kernel.AT_START) != 0;
        case TEXT_END -> (after & Kernel.AT_START) != 0;
        case LINE_START -> (before & (Kernel.AT_START | Kernel.AFTER_NEWLINE)) != 0;
        case LINE_END -> (after & (Kernel.AT_START | Kernel.AFTER_NEWLINE)) != 0;
        case WORD_EDGE -> edge;
        case NO_WORD_EDGE -> !edge;
      };
    }
  }
}
