package io.beltline.ottl.pattern;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts by one look-up a byte.
 *
 * <p>A deterministic automaton whose states are made when they are first reached. Too many of them
 * are forgotten and made anew, so that memory is bounded and time stays linear in the text whatever
 * the expression. Safe for all threads: states are immutable but for the links between them, each
 * of which is absent or right.
 */
final class Automaton {
  private static final int MAX_STATES = 4_000;

  /** Of four bytes each: where states lead to, and the instructions that wait in them. */
  private static final int MAX_ENTRIES = 1 << 20;

  private final ByteClasses classes;
  private final Stepper stepper;
  private final @Nullable State[] initial = new @Nullable State[Kernel.PLACES];
  private Map<Kernel, State> known = new HashMap<>();
  private int entries;
  private int made;

  Automaton(Program program, Search search) {
    this.classes = new ByteClasses(program);
    this.stepper = new Stepper(program, search, classes);
  }

  /** A state and where each class of bytes leads from it; the last one is the end of the text. */
  static final class State {
    private final Kernel kernel;
    private final @Nullable State[] next;
    private final boolean hopeless;

    /** Whether there is more to know than the next state. */
    private final boolean notable;

    private State(Kernel kernel, int followers, boolean hopeless) {
      this.kernel = kernel;
      this.next = new @Nullable State[followers];
      this.hopeless = hopeless;
      this.notable = hopeless || kernel.matched().length > 0;
    }

    private boolean matches() {
      return kernel.matched().length > 0;
    }
  }

  /** Whether something matches a part of a text. */
  boolean find(byte[] text, int from, int to) {
    State state = initial(Kernel.AT_START);
    byte[] classOf = classes.of;
    for (int p = from; p < to; p++) {
      int c = classOf[text[p] & 0xff] & 0xff;
      State next = state.next[c];
      if (next == null) {
        next = make(state, c, text[p] & 0xff);
      }
      if (next.notable) {
        if (next.matches()) {
          return true;
        }
        if (next.hopeless) {
          return false;
        }
      }
      state = next;
    }
    return end(state).matches();
  }

  /**
   * The lowest of the patterns that match a part of a text, from one on.
   *
   * @param least the first pattern of interest
   * @param credit how many states may be made
   * @return {@link PatternSet#NONE}, or {@link PatternSet#UNKNOWN} if there was too little credit
   */
  int lowest(byte[] text, int from, int to, int least, Credit credit) {
    State state = initial(Kernel.AT_START);
    byte[] classOf = classes.of;
    int lowest = Integer.MAX_VALUE;
    for (int p = from; p < to; p++) {
      int c = classOf[text[p] & 0xff] & 0xff;
      State next = state.next[c];
      if (next == null) {
        if (!credit.spend()) {
          return PatternSet.UNKNOWN;
        }
        next = make(state, c, text[p] & 0xff);
      }
      if (next.notable) {
        lowest = lowest(next, least, lowest);
        if (next.hopeless || lowest == least) {
          return found(lowest);
        }
      }
      state = next;
    }
    return found(lowest(end(state), least, lowest));
  }

  private static int found(int lowest) {
    return lowest == Integer.MAX_VALUE ? PatternSet.NONE : lowest;
  }

  private static int lowest(State state, int least, int already) {
    for (int pattern : state.kernel.matched()) {
      if (pattern >= least) {
        return Math.min(pattern, already);
      }
    }
    return already;
  }

  /** Whether a match can begin at the start of the text only. */
  boolean isAnchored() {
    return stepper.isAnchored();
  }

  /**
   * Where the first match from a place of a text on ends, or -1 if there is none; {@link #reached}
   * says up to where the text was read.
   */
  long firstEnd(byte[] text, int from, int at, int to) {
    State state = initial(classes.flags(at == from ? -1 : text[at - 1] & 0xff));
    byte[] classOf = classes.of;
    int end = -1;
    for (int p = at; p < to; p++) {
      int c = classOf[text[p] & 0xff] & 0xff;
      State next = state.next[c];
      if (next == null) {
        next = make(state, c, text[p] & 0xff);
      }
      if (next.notable) {
        if (next.matches()) {
          end = p;
        }
        if (next.hopeless) {
          return firstEnd(end, p);
        }
      }
      state = next;
    }
    return firstEnd(end(state).matches() ? to : end, to);
  }

  private static long firstEnd(int end, int reached) {
    return ((long) reached << 32) | (end & 0xffff_ffffL);
  }

  /** Up to where the text was read. */
  static int reached(long firstEnd) {
    return (int) (firstEnd >>> 32);
  }

  /**
   * Where the longest match that ends at a place of a text begins, not before {@code at}; {@code
   * end} if there is none.
   */
  int start(byte[] text, int from, int at, int end, int to) {
    State state = initial(classes.flags(end == to ? -1 : text[end] & 0xff));
    byte[] classOf = classes.of;
    int start = end;
    for (int p = end; p >= at && p > from; p--) {
      int c = classOf[text[p - 1] & 0xff] & 0xff;
      State next = state.next[c];
      if (next == null) {
        next = make(state, c, text[p - 1] & 0xff);
      }
      if (next.notable) {
        if (next.matches()) {
          start = p;
        }
        if (next.hopeless) {
          return start;
        }
      }
      state = next;
    }
    return at == from && end(state).matches() ? from : start;
  }

  private State end(State state) {
    State end = state.next[classes.count];
    return end == null ? make(state, classes.count, -1) : end;
  }

  private State initial(int before) {
    State there = initial[before];
    return there == null ? begin(before) : there;
  }

  private synchronized State begin(int before) {
    State begun = new State(stepper.initial(before), classes.count + 1, false);
    initial[before] = begun;
    return begun;
  }

  private synchronized State make(State state, int byteClass, int sample) {
    made++;
    Kernel kernel = stepper.after(state.kernel, sample);
    State next = sample < 0 ? new State(kernel, 0, true) : state(kernel);
    state.next[byteClass] = next;
    return next;
  }

  private State state(Kernel kernel) {
    State there = known.get(kernel);
    if (there != null) {
      return there;
    }
    int more = classes.count + 1 + kernel.waiting().length + kernel.matched().length;
    if (known.size() >= MAX_STATES || entries + more > MAX_ENTRIES) {
      known = new HashMap<>();
      entries = 0;
      Arrays.fill(initial, null);
    }
    entries += more;
    boolean hopeless = stepper.isHopeless(kernel);
    State next = new State(kernel, hopeless ? 0 : classes.count + 1, hopeless);
    known.put(kernel, next);
    return next;
  }

  /** How many entries are kept. */
  synchronized int entries() {
    return entries;
  }

  /** How many times a state was looked for that no other had led to. */
  synchronized int made() {
    return made;
  }
}
