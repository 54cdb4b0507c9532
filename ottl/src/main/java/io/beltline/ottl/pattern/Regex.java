package io.beltline.ottl.pattern;

import java.util.List;

/** A regular expression as a tree, without groups: only whether it matches is asked. */
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

  /** Again and again; a maximum of -1 is none. */
  record Repeat(Regex part, int least, int most) implements Regex {}

  /** Places between characters. */
  enum Place {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD_EDGE,
    NO_WORD_EDGE
  }
}
