package io.beltline.ottl.pattern;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds a match and its groups in one pass, one look-up a byte.
 *
 * <p>Only for expressions that begin at the start of the text, and in which all that may still
 * match at a place agrees on where the groups are so far: then one set of slots does for all of it.
 * Whether that is so is known before the first text is read. Immutable.
 *
 * <p>Source: https://swtch.com/~rsc/regexp/regexp3.html, "one-pass"; here a state may be several
 * places of the expression, as long as they agree.
 */
final class OnePass {
  /** Up to here an entry is where the row of the next state begins, behind it an action. */
  static final int SHIFT = 20;

  private static final int ACTION = 1 << SHIFT;

  private final int[] table;
  private final Action[] actions;
  private final boolean[][] loops;
  private final byte[] classOf;
  private final int end;

  /**
   * What is to be done before a byte is taken.
   *
   * @param saves the slots that are filled if it is taken
   * @param match the slots of a match that ends here, which counts if no later one is found
   * @param last whether the byte cannot be taken
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Action(int[] saves, int @Nullable [] match, boolean last) {}

  /**
   * An automaton.
   *
   * @param table a row a state: an entry for each class of bytes, one for the text's end, and which
   *     loop stays there
   * @param actions what entries stand for; the first is nothing
   * @param loops for each byte whether a state is left as it is, without an action
   */
  OnePass(int[] table, Action[] actions, boolean[][] loops, ByteClasses classes) {
    this.table = table;
    this.actions = actions;
    this.loops = loops;
    this.classOf = classes.of;
    this.end = classes.count;
  }

  /** How many entries the table has. */
  int size() {
    return table.length;
  }

  /** Whether there is a match; the slots are then where it and its groups are, or -1. */
  boolean find(byte[] text, int from, int to, int[] slots) {
    Arrays.fill(slots, -1);
    int[] match = null;
    int[] kept = null;
    int matchEnd = -1;
    int state = 0;
    int p = from;
    while (true) {
      int entry = 0;
      while (p < to) {
        entry = table[state + (classOf[text[p] & 0xff] & 0xff)];
        if (entry >= ACTION) {
          break;
        }
        p++;
        if (entry == state) { // no look-up waits for the one before
          p = skip(loops[table[state + end + 1]], text, p, to);
        }
        state = entry;
      }
      Action action = actions[(p < to ? entry : table[state + end]) >>> SHIFT];
      if (action.match != null) {
        match = action.match;
        matchEnd = p;
        kept = null;
      }
      if (action.last) {
        break;
      }
      if (match != null && kept == null && action.saves.length > 0) {
        kept = slots.clone();
      }
      fill(slots, action.saves, p);
      state = entry & (ACTION - 1);
      p++;
    }
    if (match == null) {
      return false;
    }
    if (kept != null) {
      System.arraycopy(kept, 0, slots, 0, slots.length);
    }
    fill(slots, match, matchEnd);
    slots[0] = from;
    slots[1] = matchEnd;
    return true;
  }

  private static int skip(boolean[] loop, byte[] text, int from, int to) {
    int p = from;
    while (p < to && loop[text[p] & 0xff]) {
      p++;
    }
    return p;
  }

  private static void fill(int[] slots, int[] which, int at) {
    for (int slot : which) {
      slots[slot] = at;
    }
  }
}
