package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an expression matches anywhere in a text, one look-up a byte.
 *
 * <p>A deterministic automaton whose states are made when they are first reached. Too many of them
 * are forgotten and made anew, so that memory is bounded and time stays linear in the text whatever
 * the expression. Safe for all threads: states are immutable but for the links between them, each
 * of which is absent or right.
 */
final class Automaton {
  private static final int MAX_STATES = 2_000;
  private static final int NEWLINE = '\n';

  private static final int AT_START = 1;
  private static final int AFTER_WORD = 2;
  private static final int AFTER_NEWLINE = 4;

  private final Program program;

  /** The class of each byte; bytes of a class lead to the same state everywhere. */
  private final byte[] classOf = new byte[256];

  private final int classes;
  private final boolean words;
  private final boolean lines;

  /** Whether a match can begin at the start of the text only. */
  private final boolean anchored;

  private final State first;
  private Map<Kernel, State> known = new HashMap<>();

  Automaton(Program program) {
    this.program = program;
    this.words = program.uses(Place.WORD_EDGE) || program.uses(Place.NO_WORD_EDGE);
    this.lines = program.uses(Place.LINE_START) || program.uses(Place.LINE_END);
    this.classes = classify();
    this.anchored = beginsAtStartOnly();
    this.first = new State(new Kernel(new int[0], AT_START), classes + 1, false, false);
  }

  /** What is known at a place: instructions that wait for a byte, and what stood before. */
  @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
  private record Kernel(int[] waiting, int before) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kernel that
          && before == that.before
          && Arrays.equals(waiting, that.waiting);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(waiting) + before;
    }
  }

  private static final class State {
    final Kernel kernel;
    final @Nullable State[] next;
    final boolean matches;
    final boolean hopeless;

    State(Kernel kernel, int followers, boolean matches, boolean hopeless) {
      this.kernel = kernel;
      this.next = new @Nullable State[followers];
      this.matches = matches;
      this.hopeless = hopeless;
    }
  }

  private static final State MATCH = new State(new Kernel(new int[0], 0), 0, true, false);
  private static final State FAIL = new State(new Kernel(new int[0], 0), 0, false, true);

  /** Whether the expression matches a part of a text of well-formed UTF-8. */
  boolean find(byte[] text, int from, int to) {
    State state = first;
    byte[] byteClass = classOf;
    for (int p = from; p < to; p++) {
      int c = byteClass[text[p] & 0xff];
      State next = state.next[c];
      if (next == null) {
        next = make(state, c, text[p] & 0xff);
      }
      if (next.matches) {
        return true;
      }
      if (next.hopeless) {
        return false;
      }
      state = next;
    }
    State end = state.next[classes];
    return (end == null ? make(state, classes, -1) : end).matches;
  }

  /**
   * Where the first match can begin at the earliest: no match reaches over that place. -1 if there
   * is no match.
   */
  int earliest(byte[] text, int from, int to) {
    State state = first;
    int start = from;
    for (int p = from; p < to; p++) {
      if (state.kernel.waiting.length == 0) {
        start = p;
      }
      int c = classOf[text[p] & 0xff];
      State next = state.next[c];
      if (next == null) {
        next = make(state, c, text[p] & 0xff);
      }
      if (next.matches) {
        return start;
      }
      if (next.hopeless) {
        return -1;
      }
      state = next;
    }
    if (state.kernel.waiting.length == 0) {
      start = to;
    }
    State end = state.next[classes];
    return (end == null ? make(state, classes, -1) : end).matches ? start : -1;
  }

  private synchronized State make(State state, int byteClass, int sample) {
    State made = step(state.kernel, sample);
    state.next[byteClass] = made;
    return made;
  }

  private State step(Kernel kernel, int sample) {
    boolean[] reached = new boolean[program.size];
    boolean start = (kernel.before & AT_START) != 0;
    for (int i : kernel.waiting) {
      follow(i, kernel.before, sample, reached);
    }
    if (start || !anchored) {
      follow(program.start, kernel.before, sample, reached);
    }
    int[] waiting = new int[program.size];
    int count = 0;
    for (int i = 0; i < program.size; i++) {
      if (!reached[i]) {
        continue;
      }
      if (program.operation[i] == Program.MATCH) {
        return MATCH;
      }
      if (program.operation[i] == Program.BYTES
          && sample >= program.a[i]
          && sample <= program.b[i]) {
        waiting[count++] = program.next[i];
      }
    }
    if (sample < 0 || (anchored && count == 0)) {
      return FAIL;
    }
    int before =
        (words && isWord(sample) ? AFTER_WORD : 0)
            | (lines && sample == NEWLINE ? AFTER_NEWLINE : 0);
    return state(new Kernel(distinct(waiting, count), before));
  }

  private static int[] distinct(int[] numbers, int count) {
    return Arrays.stream(numbers, 0, count).sorted().distinct().toArray();
  }

  private State state(Kernel kernel) {
    State there = known.get(kernel);
    if (there != null) {
      return there;
    }
    if (known.size() >= MAX_STATES) {
      known = new HashMap<>();
      Arrays.fill(first.next, null);
    }
    State made = new State(kernel, classes + 1, false, false);
    known.put(kernel, made);
    return made;
  }

  /** Marks all instructions that are reached without a byte, given what stands on both sides. */
  private void follow(int from, int before, int sample, boolean[] reached) {
    int i = from;
    while (!reached[i]) {
      reached[i] = true;
      switch (program.operation[i]) {
        case Program.SPLIT -> {
          follow(program.a[i], before, sample, reached);
          i = program.b[i];
        }
        case Program.ASSERT -> {
          if (!holds(program.places[i], before, sample)) {
            return;
          }
          i = program.next[i];
        }
        default -> {
          return;
        }
      }
    }
  }

  private static boolean holds(@Nullable Place place, int before, int after) {
    boolean start = (before & AT_START) != 0;
    return switch (place) {
      case null -> true;
      case TEXT_START -> start;
      case TEXT_END -> after < 0;
      case LINE_START -> start || (before & AFTER_NEWLINE) != 0;
      case LINE_END -> after < 0 || after == NEWLINE;
      case WORD_EDGE -> ((before & AFTER_WORD) != 0) != isWord(after);
      case NO_WORD_EDGE -> ((before & AFTER_WORD) != 0) == isWord(after);
    };
  }

  private static boolean isWord(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }

  private int classify() {
    boolean[] begins = new boolean[257];
    begins[0] = true;
    for (int i = 0; i < program.size; i++) {
      if (program.operation[i] == Program.BYTES && program.a[i] <= program.b[i]) {
        begins[program.a[i]] = true;
        begins[program.b[i] + 1] = true;
      }
    }
    for (int c = 0; c < 256; c++) {
      if ((words && c > 0 && isWord(c) != isWord(c - 1))
          || (lines && (c == NEWLINE || c == NEWLINE + 1))) {
        begins[c] = true;
      }
    }
    int count = -1;
    for (int c = 0; c < 256; c++) {
      count += begins[c] ? 1 : 0;
      classOf[c] = (byte) Math.min(count, 127);
    }
    return Math.min(count + 1, 128);
  }

  private boolean beginsAtStartOnly() {
    boolean[] reached = new boolean[program.size];
    everywhereBut(program.start, reached);
    for (int i = 0; i < program.size; i++) {
      if (reached[i] && program.operation[i] <= Program.BYTES) {
        return false;
      }
    }
    return true;
  }

  /** Marks what is reached without a byte and without the start of the text. */
  private void everywhereBut(int from, boolean[] reached) {
    int i = from;
    while (!reached[i]) {
      reached[i] = true;
      if (program.operation[i] == Program.SPLIT) {
        everywhereBut(program.a[i], reached);
        i = program.b[i];
      } else if (program.operation[i] == Program.ASSERT && program.places[i] != Place.TEXT_START) {
        i = program.next[i];
      } else {
        return;
      }
    }
  }

  /** Whether there are few enough classes of bytes for the automaton to tell them apart. */
  static boolean fits(Program program) {
    return new Automaton(program).classes < 128;
  }
}
