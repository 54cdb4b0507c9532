package io.beltline.distribution.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.distribution.plain.Alignment.Pair;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AlignmentTest {

  @Property(tries = 500, seed = "20261128")
  void pairsAsManyAsPossibleInOrder(
      @ForAll @Size(max = 7) List<@IntRange(max = 3) Integer> expected,
      @ForAll @Size(max = 7) List<@IntRange(max = 3) Integer> found) {
    List<Pair> pairs =
        Alignment.of(expected.size(), found.size(), (i, j) -> expected.get(i).equals(found.get(j)));
    List<Integer> left = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    int fitting = 0;
    for (Pair pair : pairs) {
      if (pair.expected() >= 0) {
        left.add(pair.expected());
      }
      if (pair.found() >= 0) {
        right.add(pair.found());
      }
      if (pair.expected() >= 0
          && pair.found() >= 0
          && expected.get(pair.expected()).equals(found.get(pair.found()))) {
        fitting++;
      }
    }
    assertThat(left).isSorted().hasSize(expected.size()).doesNotHaveDuplicates();
    assertThat(right).isSorted().hasSize(found.size()).doesNotHaveDuplicates();
    assertThat(fitting).isGreaterThanOrEqualTo(longest(expected, found));
  }

  /** The longest common subsequence, by trying everything. */
  private static int longest(List<Integer> a, List<Integer> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    List<Integer> restA = a.subList(1, a.size());
    List<Integer> restB = b.subList(1, b.size());
    return a.getFirst().equals(b.getFirst())
        ? 1 + longest(restA, restB)
        : Math.max(longest(restA, b), longest(a, restB));
  }
}
