package io.beltline.ottl.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Finds the next match in a text, and says how much it has read. One thread. */
abstract sealed class MatchFinder permits MatchFinder.Quick, MatchFinder.Slow, GroupFinder {
  /** Where the match that was found begins. */
  int start;

  /** The first index behind the match that was found. */
  int end;

  /** Looks for the first match from a place on. */
  abstract boolean find(int at);

  /** How many bytes or characters were read in all. */
  abstract long read();

  /** Two automata: one finds the end, one the start. */
  static final class Quick extends MatchFinder {
    private final Spans spans;
    private final byte[] text;
    private final int from;
    private final int to;
    private long read;

    Quick(Spans spans, byte[] text, int from, int to) {
      this.spans = spans;
      this.text = text;
      this.from = from;
      this.to = to;
    }

    @Override
    boolean find(int at) {
      long found = spans.forwards().firstEnd(text, from, at, to);
      read += Automaton.reached(found) - at;
      end = (int) found;
      if (end < 0) {
        return false;
      }
      start =
          spans.forwards().isAnchored() ? from : spans.backwards().start(text, from, at, end, to);
      read += end - start;
      return true;
    }

    @Override
    long read() {
      return read;
    }
  }

  /** RE2/J. */
  static final class Slow extends MatchFinder {
    private final CountedText text;
    private final Matcher matcher;

    Slow(Pattern pattern, byte[] utf8) {
      this.text = new CountedText(utf8);
      this.matcher = pattern.matcher(text);
    }

    @Override
    boolean find(int at) {
      if (!matcher.find(text.charOf(at))) {
        return false;
      }
      start = text.byteOf(matcher.start());
      end = text.byteOf(matcher.end());
      return true;
    }

    @Override
    long read() {
      return text.read;
    }
  }
}
