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
  private final MatchFinder finder;
  private final long most;
  private int search;
  private int start;
  private int end;

  Matches(byte[] text, MatchFinder finder) {
    this.text = text;
    this.finder = finder;
    this.most = (long) MOST_READS * Math.max(SHORT, text.length);
  }

  /** Goes on to the next match; false if there is none. */
  public boolean next() {
    if (finder.read() > most && search < text.length) {
      start = search;
      end = text.length;
      search = end + 1;
      return true;
    }
    while (search <= text.length && finder.find(search)) {
      boolean counts = finder.end > end || finder.start == 0;
      start = finder.start;
      end = finder.end;
      int width = search < text.length ? Utf8.sizeAt(text, search, text.length) : 1;
      search = Math.max(search + Math.max(1, width), end);
      if (counts) {
        return true;
      }
    }
    search = text.length + 1;
    return false;
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
