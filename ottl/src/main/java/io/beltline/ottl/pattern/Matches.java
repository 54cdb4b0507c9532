package io.beltline.ottl.pattern;

import io.beltline.ottl.value.Utf8;

/**
 * The matches of an expression in a text, one after the other, as Go's ReplaceAll takes them: an
 * empty one next to another does not count. One thread.
 *
 * <p>An expression like {@code a.*z|a} can ask for the rest of a text to be read for each match.
 * Once {@value #MOST_READS} times the text was read, all that is left of it is one match.
 *
 * <p>Source: https://pkg.go.dev/regexp#Regexp.ReplaceAll.
 */
public final class Matches {
  private static final int MOST_READS = 64;
  private static final int SHORT = 1_024;

  private final byte[] text;
  private final int from;
  private final int to;
  private final MatchFinder finder;
  private final long most;
  private int search;
  private int start;
  private int end;

  Matches(byte[] text, int from, int to, MatchFinder finder) {
    this.text = text;
    this.from = from;
    this.to = to;
    this.finder = finder;
    this.most = (long) MOST_READS * Math.max(SHORT, to - from);
    this.search = from;
    this.end = from;
  }

  /** Goes on to the next match; false if there is none. */
  public boolean next() {
    if (finder.read() > most && search < to) {
      start = search;
      end = to;
      search = end + 1;
      return true;
    }
    while (search <= to && finder.find(search)) {
      boolean counts = finder.end > end || finder.start == from;
      start = finder.start;
      end = finder.end;
      int width = search < to ? Utf8.sizeAt(text, search, to) : 1;
      search = Math.max(search + Math.max(1, width), end);
      if (counts) {
        return true;
      }
    }
    search = to + 1;
    return false;
  }

  /** Where the text begins. */
  int from() {
    return from;
  }

  /** Where the match begins. */
  public int start() {
    return start;
  }

  /** The first index behind the match. */
  public int end() {
    return end;
  }
}
