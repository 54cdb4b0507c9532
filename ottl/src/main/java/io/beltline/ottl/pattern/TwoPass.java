package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Rest.Step;
import io.beltline.ottl.value.Utf8;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds matches and their groups in two passes, one look-up a byte each.
 *
 * <p>The first reads the text from its end and knows at each place which instructions lead to a
 * match. The second goes the preferred way of those that do, without ever turning back. One first
 * pass does for all matches in a text. Time is linear in the text; memory is bounded: what was
 * found out is forgotten when there is too much of it. A text that asks for too much that is new is
 * left to RE2/J. Safe for all threads.
 *
 * <p>Source: Frisch and Cardelli, Greedy Regular Expression Matching (ICALP 2004).
 */
final class TwoPass {
  /** Longer texts are left to RE2/J: four bytes are kept for each byte. */
  static final int MOST_TEXT = 1 << 20;

  /** There is no match. */
  static final int NONE = -1;

  /** Too much is new in a text. */
  static final int TOO_MUCH = -2;

  private final RestCache cache;
  private final boolean anchored;
  private final byte[] classOf;
  private final int textStart;
  private final byte[] flagsOf = new byte[256];
  private final int kinds;

  private TwoPass(RestCache cache, boolean anchored) {
    this.cache = cache;
    this.anchored = anchored;
    this.classOf = cache.classes.of;
    this.textStart = cache.classes.count;
    this.kinds = cache.kinds;
    for (int c = 0; c < 256; c++) {
      flagsOf[c] = (byte) cache.classes.flags(c);
    }
  }

  /**
   * An engine, or null if it would take too much memory.
   *
   * @param anchored whether a match can begin at the start of the text only
   */
  static @Nullable TwoPass of(Program program, boolean anchored) {
    RestCache cache = RestCache.of(program);
    return cache == null ? null : new TwoPass(cache, anchored);
  }

  /** What is known at each place of a text, its end included, or null if that is too much. */
  @Nullable Rest @Nullable [] read(byte[] text, int from, int to) {
    if (to - from > MOST_TEXT) {
      return null;
    }
    cache.earn(to - from);
    @Nullable Rest[] rests = new @Nullable Rest[to - from + 1];
    Rest rest = cache.none();
    rests[to - from] = rest;
    for (int p = to - 1; p >= from; p--) {
      int c = classOf[text[p] & 0xff] & 0xff;
      Rest longer = rest.longer[c];
      if (longer == null) {
        longer = cache.longer(rest, c, text[p] & 0xff);
        if (longer == null) {
          return null;
        }
      }
      rests[p - from] = longer;
      rest = longer;
    }
    return rests;
  }

  /**
   * Where the first match from a place of a text on begins; the slots are then where it and its
   * groups are.
   *
   * @param rests what is known of the text
   * @return {@link #NONE}, {@link #TOO_MUCH} or a place
   */
  int find(@Nullable Rest[] rests, byte[] text, int from, int at, int to, int[] slots) {
    int start = start(rests, text, from, at, to);
    if (start < 0) {
      return start;
    }
    Arrays.fill(slots, -1);
    int place = 0;
    int p = start;
    while (place >= 0) {
      Rest rest = Objects.requireNonNull(rests[p - from]);
      int kind = p == from ? Kernel.AT_START : flagsOf[text[p - 1] & 0xff];
      place += kind & (kinds - 1);
      @Nullable Step[] steps = rest.steps;
      Step step = steps == null ? null : steps[place];
      if (step == null) {
        step = cache.step(rest, place);
        if (step == null) {
          return TOO_MUCH;
        }
      }
      for (int slot : step.saves()) {
        slots[slot] = p;
      }
      place = step.next();
      p++;
    }
    slots[0] = start;
    slots[1] = p - 1;
    return start;
  }

  private int start(@Nullable Rest[] rests, byte[] text, int from, int at, int to) {
    if (at == from) {
      Rest first = Objects.requireNonNull(rests[0]);
      Rest whole = first.longer[textStart];
      if (whole == null) {
        whole = cache.longer(first, textStart, -1);
        if (whole == null) {
          return TOO_MUCH;
        }
      }
      if (whole.begins) {
        return from;
      }
    }
    for (int p = Math.max(at, from + 1); p <= to && !anchored; p++) {
      if (Objects.requireNonNull(rests[p - 1 - from]).begins
          && (p == to || !Utf8.isInside(text[p]))) {
        return p;
      }
    }
    return NONE;
  }
}
