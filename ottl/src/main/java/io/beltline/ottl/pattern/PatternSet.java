package io.beltline.ottl.pattern;

import io.beltline.ottl.value.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several expressions that are looked for at once: one look-up a byte for all of them.
 *
 * <p>All are one automaton. Where a text asks for more states than its length is good for, the
 * halves of the set read it, each for itself, down to single expressions: time is linear in the
 * text whatever it is. Safe for all threads; no allocation once a kind of text was seen.
 */
public final class PatternSet {
  /** No expression matches. */
  public static final int NONE = -1;

  static final int UNKNOWN = -2;

  private final List<TextPattern> patterns;
  private final @Nullable Part quick;
  private final int[] others;

  /** Puts expressions together; their order is their rank. */
  public PatternSet(List<TextPattern> patterns) {
    this.patterns = List.copyOf(patterns);
    List<Integer> quick = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      (patterns.get(i).isQuick() ? quick : others).add(i);
    }
    this.quick = quick.isEmpty() ? null : new Part(numbers(quick));
    this.others = numbers(others);
  }

  private static int[] numbers(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many expressions there are. */
  public int size() {
    return patterns.size();
  }

  /** True if there is no expression. */
  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** One of the expressions. */
  public TextPattern get(int index) {
    return patterns.get(index);
  }

  /** True if an expression matches a part of a text. */
  public boolean find(byte[] text, int from, int to) {
    return first(text, from, to, 0) >= 0;
  }

  /**
   * The first of the expressions that match a part of a text.
   *
   * @param least the index of the first one that is of interest
   * @return its index, or {@link #NONE}
   */
  public int first(byte[] text, int from, int to, int least) {
    int best = NONE;
    if (quick != null) {
      best =
          Utf8.isValid(text, from, to)
              ? quick.first(text, from, to, least)
              : quick.first(Utf8.marked(text, from, to), 0, to - from, least);
    }
    for (int other : others) {
      if (other >= least
          && (best < 0 || other < best)
          && patterns.get(other).find(text, from, to)) {
        return other;
      }
    }
    return best;
  }

  /** Some of the expressions. */
  private final class Part {
    private final int[] numbers;
    private final @Nullable Automaton all;
    private final Credit credit = new Credit();
    private volatile @Nullable Part front;
    private volatile @Nullable Part back;

    Part(int[] numbers) {
      this.numbers = numbers;
      if (numbers.length == 1) {
        this.all = null;
      } else {
        var trees = Arrays.stream(numbers).mapToObj(i -> patterns.get(i).tree()).toList();
        Program program = Program.of(numbers, trees);
        this.all = program == null ? null : new Automaton(program, Search.ANYWHERE);
      }
    }

    int first(byte[] text, int from, int to, int least) {
      if (numbers[numbers.length - 1] < least) {
        return NONE;
      }
      if (numbers.length == 1) {
        return patterns.get(numbers[0]).findValid(text, from, to) ? numbers[0] : NONE;
      }
      int first = UNKNOWN;
      if (all != null) {
        first = all.lowest(text, from, to, least, credit);
        credit.earn(to - from);
      }
      return first == UNKNOWN ? halves(text, from, to, least) : first;
    }

    private int halves(byte[] text, int from, int to, int least) {
      Part front = this.front;
      Part back = this.back;
      if (front == null || back == null) {
        int middle = numbers.length / 2;
        front = new Part(Arrays.copyOfRange(numbers, 0, middle));
        back = new Part(Arrays.copyOfRange(numbers, middle, numbers.length));
        this.front = front;
        this.back = back;
      }
      int first = front.first(text, from, to, least);
      return first >= 0 ? first : back.first(text, from, to, least);
    }
  }
}
