package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out what is known of a rest that is one byte longer. Guarded by its engine. */
final class RestBuilder {
  private final Program program;
  private final ByteClasses classes;

  /** The instructions that lead to another without a byte. */
  private final int[][] origins;

  /** The numbers of the instructions that take bytes, and of those that are a match. */
  private final int[] takers;

  private final int[] matches;
  private final int[] stack;
  private final int[] seen;
  private int step;

  RestBuilder(Program program, ByteClasses classes) {
    this.program = program;
    this.classes = classes;
    this.origins = origins(program);
    this.takers = all(program, Program.BYTES);
    this.matches = all(program, Program.MATCH);
    this.stack = new int[program.size];
    this.seen = new int[program.size];
  }

  private static int[] all(Program program, int operation) {
    int[] all = new int[program.size];
    int count = 0;
    for (int i = 0; i < program.size; i++) {
      if (program.operation[i] == operation) {
        all[count++] = i;
      }
    }
    return Arrays.copyOf(all, count);
  }

  private static int[][] origins(Program program) {
    int[] counts = new int[program.size];
    int[][] origins = new int[program.size][];
    for (boolean counting : new boolean[] {true, false}) {
      for (int i = 0; !counting && i < program.size; i++) {
        origins[i] = new int[counts[i]];
        counts[i] = 0;
      }
      for (int i = 0; i < program.size; i++) {
        switch (program.operation[i]) {
          case Program.SPLIT -> {
            link(counting, counts, origins, program.a[i], i);
            link(counting, counts, origins, program.b[i], i);
          }
          case Program.ASSERT, Program.SAVE -> link(counting, counts, origins, program.next[i], i);
          default -> {}
        }
      }
    }
    return origins;
  }

  private static void link(boolean counting, int[] counts, int[][] origins, int to, int from) {
    if (!counting) {
      origins[to][counts[to]] = from;
    }
    counts[to]++;
  }

  /** What is known at the end of a text. */
  Rest none() {
    return new Rest(Kernel.NONE, Kernel.AT_START, false, classes.count + 1);
  }

  /** What is known of a rest and the byte before it; -1 is the start of the text. */
  Kernel longer(Rest rest, int sample) {
    step++;
    int before = classes.flags(sample);
    int depth = 0;
    for (int[] ends : new int[][] {matches, rest.viable}) {
      for (int end : ends) {
        seen[end] = step;
        stack[depth++] = end;
      }
    }
    while (depth > 0) {
      for (int origin : origins[stack[--depth]]) {
        if (seen[origin] != step && passes(origin, before, rest.first)) {
          seen[origin] = step;
          stack[depth++] = origin;
        }
      }
    }
    int[] viable = new int[takers.length];
    int count = 0;
    for (int taker : takers) {
      if (sample >= program.a[taker]
          && sample <= program.b[taker]
          && seen[program.next[taker]] == step) {
        viable[count++] = taker;
      }
    }
    boolean begins = seen[program.start] == step;
    return new Kernel(
        Arrays.copyOf(viable, count), before, begins ? new int[] {program.start} : Kernel.NONE);
  }

  private boolean passes(int instruction, int before, int after) {
    @Nullable Place place = program.places[instruction];
    return program.operation[instruction] != Program.ASSERT
        || Objects.requireNonNull(place).holds(before, after);
  }
}
