package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Regex.Place;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as instructions over bytes, in the manner of Thompson.
 *
 * <p>Instructions are numbered; each has an operation and up to two followers. Immutable once
 * built.
 */
final class Program {
  private static final int MAX_SIZE = 20_000;
  private static final int MALFORMED = 0xff;
  private static final int REPLACEMENT = 0xfffd;

  /** The end; its number in {@code a} says of which expression. */
  static final int MATCH = 0;

  static final int BYTES = 1;
  static final int SPLIT = 2;
  static final int ASSERT = 3;

  /** Fills the slot {@code a}: twice the number of a group for its start, one more for its end. */
  static final int SAVE = 4;

  int[] operation = new int[64];

  /** The lowest byte, or the follower of a split that is preferred. */
  int[] a = new int[64];

  /** The highest byte, or the other follower of a split. */
  int[] b = new int[64];

  int[] next = new int[64];

  /** What an assertion asks for. */
  @Nullable Place[] places = new @Nullable Place[64];

  int size;
  int start;
  private final boolean backwards;
  private final boolean groups;

  private Program(boolean backwards, boolean groups) {
    this.backwards = backwards;
    this.groups = groups;
  }

  /** The program for texts read from their front, or null if it would be too large. */
  static @Nullable Program of(Regex regex) {
    return build(new Program(false, false), new int[] {0}, List.of(regex));
  }

  /** The program that fills the slots of groups, or null if it would be too large. */
  static @Nullable Program withGroups(Regex regex) {
    return build(new Program(false, true), new int[] {0}, List.of(regex));
  }

  /** The program for texts read from their end, or null if it would be too large. */
  static @Nullable Program backwards(Regex regex) {
    return build(new Program(true, false), new int[] {0}, List.of(regex));
  }

  /** One program for several expressions with their numbers, or null if it would be too large. */
  static @Nullable Program of(int[] numbers, List<Regex> regexes) {
    return build(new Program(false, false), numbers, regexes);
  }

  private static @Nullable Program build(Program program, int[] numbers, List<Regex> regexes) {
    try {
      int start = -1;
      for (int i = numbers.length - 1; i >= 0; i--) {
        int match = program.add(MATCH, numbers[i], 0, -1);
        start = program.either(program.compile(regexes.get(i), match), start);
      }
      program.start = start;
      return program;
    } catch (TooLarge large) {
      return null;
    }
  }

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super(null, null, false, false);
    }
  }

  private int add(int op, int first, int second, int follower) {
    if (size >= MAX_SIZE) {
      throw new TooLarge();
    }
    if (size == operation.length) {
      operation = Arrays.copyOf(operation, 2 * size);
      a = Arrays.copyOf(a, 2 * size);
      b = Arrays.copyOf(b, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
    }
    operation[size] = op;
    a[size] = first;
    b[size] = second;
    next[size] = follower;
    return size++;
  }

  /** Adds what matches an expression and goes on to a follower; returns where it begins. */
  private int compile(Regex regex, int follower) {
    return switch (regex) {
      case Regex.Empty _ -> follower;
      case Regex.Chars chars -> chars(chars.set(), follower);
      case Regex.Assert place -> assertion(place.place(), follower);
      case Regex.Group(var part, _, _) when !groups -> compile(part, follower);
      case Regex.Group(var part, var number, _) -> {
        int close = add(SAVE, 2 * number + 1, 0, follower);
        yield add(SAVE, 2 * number, 0, compile(part, close));
      }
      case Regex.Sequence sequence -> {
        int to = follower;
        for (Regex part : backwards ? sequence.parts() : sequence.parts().reversed()) {
          to = compile(part, to);
        }
        yield to;
      }
      case Regex.Choice choice -> {
        int to = -1;
        for (Regex part : choice.parts().reversed()) {
          int from = compile(part, follower);
          to = to < 0 ? from : add(SPLIT, from, to, -1);
        }
        yield to;
      }
      case Regex.Repeat repeat -> repeat(repeat, follower);
    };
  }

  private int assertion(Place place, int follower) {
    int added = add(ASSERT, 0, 0, follower);
    places[added] = backwards ? place.mirrored() : place;
    return added;
  }

  private int repeat(Regex.Repeat repeat, int follower) {
    int to = follower;
    int copies = repeat.least();
    if (repeat.most() < 0) {
      int loop = add(SPLIT, follower, follower, -1);
      int body = compile(repeat.part(), loop); // may move the arrays
      (repeat.lazy() ? b : a)[loop] = body;
      boolean once = copies > 0 && !repeat.part().canBeEmpty();
      to = once ? body : loop; // the loop is the last of the copies
      copies -= once ? 1 : 0;
    } else {
      for (int i = repeat.least(); i < repeat.most(); i++) {
        int body = compile(repeat.part(), to);
        to = repeat.lazy() ? add(SPLIT, follower, body, -1) : add(SPLIT, body, follower, -1);
      }
    }
    for (int i = 0; i < copies; i++) {
      to = compile(repeat.part(), to);
    }
    return to;
  }

  private int chars(CharClass set, int follower) {
    int[] ends = set.ends();
    // a byte that is part of no character is read as the replacement character
    int to = set.contains(REPLACEMENT) ? add(BYTES, MALFORMED, MALFORMED, follower) : -1;
    for (int i = ends.length - 2; i >= 0; i -= 2) {
      to =
          Utf8Ranges.compile(
              ends[i], ends[i + 1], (sequence) -> bytes(sequence, follower), this, to);
    }
    return to < 0 ? add(SPLIT, fail(), fail(), -1) : to;
  }

  /** An instruction that nothing passes: a byte from 1 to 0. */
  private int fail() {
    return add(BYTES, 1, 0, 0);
  }

  int either(int first, int second) {
    return second < 0 ? first : add(SPLIT, first, second, -1);
  }

  private int bytes(int[] sequence, int follower) {
    int to = follower;
    for (int n = sequence.length / 2, k = 0; k < n; k++) {
      int i = 2 * (backwards ? k : n - 1 - k);
      to = add(BYTES, sequence[i], sequence[i + 1], to);
    }
    return to;
  }

  boolean uses(Place place) {
    for (int i = 0; i < size; i++) {
      if (operation[i] == ASSERT && places[i] == place) {
        return true;
      }
    }
    return false;
  }
}
