package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;
import java.util.Arrays;
import java.util.Objects;

/**
 * Goes wherever a program leads without a byte, the preferred way first, and knows which slots were
 * filled on the way. One thread.
 */
final class Ways {
  private static final int[] NONE = {};

  private final Program program;
  private final int[] stack;
  private final int[] taken; // the last slot of the way to what is on the stack: a link, or -1
  private final int[] seen;
  private final int[] slots; // of links
  private final int[] parents; // of links
  private int links;
  private int step;
  private int way;
  private long work;

  /** Is shown where the ways end. */
  @FunctionalInterface
  interface End {
    /** An instruction that takes a byte, or a match; false if no other is of interest. */
    boolean at(int instruction);
  }

  Ways(Program program) {
    this.program = program;
    this.stack = new int[2 * program.size + 2];
    this.taken = new int[2 * program.size + 2];
    this.seen = new int[program.size];
    this.slots = new int[program.size];
    this.parents = new int[program.size];
  }

  /** Begins anew: no instruction was seen. */
  void begin() {
    step++;
    links = 0;
  }

  /**
   * Shows all ends that were not shown since the beginning.
   *
   * @param before what stands before the place, as flags of kernels
   * @param after what stands behind it
   * @return false if no other is of interest
   */
  boolean follow(int from, int before, int after, End end) {
    int depth = push(0, from, -1);
    while (depth > 0) {
      int i = stack[--depth];
      way = taken[depth];
      if (seen[i] == step) {
        continue;
      }
      seen[i] = step;
      work++;
      switch (program.operation[i]) {
        case Program.SPLIT -> {
          depth = push(depth, program.b[i], way);
          depth = push(depth, program.a[i], way);
        }
        case Program.ASSERT -> {
          Place place = Objects.requireNonNull(program.places[i]);
          if (place.holds(before, after)) {
            depth = push(depth, program.next[i], way);
          }
        }
        case Program.SAVE -> {
          slots[links] = program.a[i];
          parents[links] = way;
          depth = push(depth, program.next[i], links++);
        }
        default -> {
          if (!end.at(i)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private int push(int depth, int instruction, int way) {
    stack[depth] = instruction;
    taken[depth] = way;
    return depth + 1;
  }

  /** How many instructions were looked at in all. */
  long work() {
    return work;
  }

  /** The slots that the way to the end that is shown fills, in order. */
  int[] filled() {
    int count = 0;
    for (int link = way; link >= 0; link = parents[link]) {
      count++;
    }
    if (count == 0) {
      return NONE;
    }
    work += count;
    int[] filled = new int[count];
    for (int link = way; link >= 0; link = parents[link]) {
      filled[--count] = slots[link];
    }
    return Arrays.stream(filled).sorted().distinct().toArray();
  }
}
