package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds out what a byte makes of a kernel. Guarded by its automaton. */
final class Stepper {
  private final Program program;
  private final Search search;
  private final ByteClasses classes;

  /** Whether a match can begin at the start of the text only. */
  private final boolean anchored;

  private final int[] stack;
  private final int[] seen; // the step that reached an instruction
  private final int[] added; // the step that made it wait
  private final int[] waiting;
  private int step;
  private int count;
  private int[] matched = Kernel.NONE;

  Stepper(Program program, Search search, ByteClasses classes) {
    this.program = program;
    this.search = search;
    this.classes = classes;
    this.stack = new int[2 * program.size + 2];
    this.seen = new int[program.size];
    this.added = new int[program.size];
    this.waiting = new int[program.size];
    this.anchored = search != Search.BACKWARDS && beginsAtStartOnly();
  }

  /** Whether a match can begin at the start of the text only. */
  boolean isAnchored() {
    return anchored;
  }

  /** What is known before the first byte. */
  Kernel initial(int before) {
    return new Kernel(
        search == Search.BACKWARDS ? new int[] {program.start} : Kernel.NONE, before, Kernel.NONE);
  }

  /** What is known behind a byte, or behind the end of the text: -1. */
  Kernel after(Kernel kernel, int sample) {
    step++;
    count = 0;
    matched = Kernel.NONE;
    boolean sealed = kernel.is(Kernel.SEALED);
    boolean open = true;
    for (int i = 0; open && i < kernel.waiting().length; i++) {
      open = follow(kernel.waiting()[i], kernel, sample);
    }
    if (open && !sealed && begins(kernel, sample)) {
      follow(program.start, kernel, sample);
    }
    if (matched.length > 1) {
      Arrays.sort(matched);
    }
    if (sample < 0) {
      return new Kernel(Kernel.NONE, 0, matched);
    }
    boolean seals = search == Search.FIRST && (sealed || matched.length > 0);
    int before = classes.flags(sample) | (seals ? Kernel.SEALED : 0);
    int[] next = Arrays.copyOf(waiting, count);
    if (search != Search.FIRST) {
      Arrays.sort(next);
    }
    return new Kernel(next, before, matched);
  }

  /** Whether a match can begin here: not inside a character. */
  private boolean begins(Kernel kernel, int sample) {
    return search != Search.BACKWARDS
        && (!anchored || kernel.is(Kernel.AT_START))
        && (sample < ByteClasses.INSIDE || sample >= ByteClasses.LEADING);
  }

  /** Whether nothing can match any more behind a byte. */
  boolean isHopeless(Kernel kernel) {
    return kernel.waiting().length == 0
        && (anchored || search == Search.BACKWARDS || kernel.is(Kernel.SEALED));
  }

  /** Goes wherever no byte is needed, the preferred way first; false where a match ends all. */
  private boolean follow(int from, Kernel kernel, int sample) {
    int depth = 0;
    stack[depth++] = from;
    while (depth > 0) {
      int i = stack[--depth];
      if (seen[i] == step) {
        continue;
      }
      seen[i] = step;
      switch (program.operation[i]) {
        case Program.SPLIT -> {
          stack[depth++] = program.b[i];
          stack[depth++] = program.a[i];
        }
        case Program.ASSERT -> {
          if (holds(program.places[i], kernel, sample)) {
            stack[depth++] = program.next[i];
          }
        }
        case Program.BYTES -> {
          if (sample >= program.a[i] && sample <= program.b[i]) {
            await(program.next[i]);
          }
        }
        default -> {
          matched = Arrays.copyOf(matched, matched.length + 1);
          matched[matched.length - 1] = program.a[i];
          if (search == Search.FIRST) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void await(int instruction) {
    if (added[instruction] != step) {
      added[instruction] = step;
      waiting[count++] = instruction;
    }
  }

  private static boolean holds(@Nullable Place place, Kernel kernel, int after) {
    boolean start = kernel.is(Kernel.AT_START);
    return switch (place) {
      case null -> true;
      case TEXT_START -> start;
      case TEXT_END -> after < 0;
      case LINE_START -> start || kernel.is(Kernel.AFTER_NEWLINE);
      case LINE_END -> after < 0 || after == ByteClasses.NEWLINE;
      case WORD_EDGE -> kernel.is(Kernel.AFTER_WORD) != ByteClasses.isWord(after);
      case NO_WORD_EDGE -> kernel.is(Kernel.AFTER_WORD) == ByteClasses.isWord(after);
    };
  }

  private boolean beginsAtStartOnly() {
    boolean[] reached = new boolean[program.size];
    int depth = 0;
    stack[depth++] = program.start;
    while (depth > 0) {
      int i = stack[--depth];
      if (reached[i]) {
        continue;
      }
      reached[i] = true;
      switch (program.operation[i]) {
        case Program.SPLIT -> {
          stack[depth++] = program.b[i];
          stack[depth++] = program.a[i];
        }
        case Program.ASSERT -> {
          if (program.places[i] != Place.TEXT_START) {
            stack[depth++] = program.next[i];
          }
        }
        default -> {
          return false;
        }
      }
    }
    return true;
  }
}
