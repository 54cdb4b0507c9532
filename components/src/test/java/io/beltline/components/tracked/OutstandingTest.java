package io.beltline.components.tracked;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.operators.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutstandingTest {

  @Test
  void theLowMarkStaysBeforeTheFirstThatIsNotDone() {
    Outstanding<Integer> lines = new Outstanding<>(0);
    Origin first = lines.add(10);
    Origin second = lines.add(20);
    lines.pass(25);
    second.release();
    assertThat(lines.low()).isZero();
    first.hold();
    first.release();
    assertThat(lines.low()).isZero();
    first.release();
    assertThat(lines.low()).isEqualTo(25);
    assertThat(lines.size()).isZero();
  }

  @Property(seed = "3")
  void releasingManyIsAsReleasingEach(
      @ForAll @Size(max = 40) List<@IntRange(max = 2) Integer> sources,
      @ForAll @Size(min = 40, max = 40) List<Boolean> held) {
    List<Outstanding<Integer>> each = three();
    List<Outstanding<Integer>> many = three();
    AtomicInteger others = new AtomicInteger();
    List<Origin> origins = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Origin one = each.get(sources.get(i)).add(i + 1);
      Origin same = many.get(sources.get(i)).add(i + 1);
      if (held.get(i)) {
        one.hold();
        same.hold();
      }
      one.release();
      origins.add(same);
      if (held.get(i)) {
        origins.add(counting(others));
      }
    }
    Range.releaseAll(origins);
    for (int i = 0; i < 3; i++) {
      assertThat(many.get(i).low()).isEqualTo(each.get(i).low());
      assertThat(many.get(i).size()).isEqualTo(each.get(i).size());
      assertThat(many.get(i).takeMoved()).isEqualTo(each.get(i).takeMoved());
    }
    assertThat(others.get()).isEqualTo(origins.size() - sources.size());
  }

  @Test
  void anEntryThatTakesForEverKeepsNoOthers() {
    Outstanding<Integer> lines = new Outstanding<>(0);
    Origin first = lines.add(1);
    for (int i = 2; i <= 10_000; i++) {
      lines.add(i).release();
    }
    assertThat(lines.size()).isLessThanOrEqualTo(1024);
    assertThat(lines.low()).isZero();
    first.release();
    assertThat(lines.low()).isEqualTo(10_000);
    assertThat(lines.size()).isZero();
  }

  @Property(seed = "7")
  void gatheringChangesNoMark(@ForAll @Size(max = 200) List<@IntRange(max = 9) Integer> steps) {
    Outstanding<Integer> gathered = new Outstanding<>(0, 2);
    Outstanding<Integer> plain = new Outstanding<>(0, Integer.MAX_VALUE);
    List<Origin> ones = new ArrayList<>();
    List<Origin> others = new ArrayList<>();
    int mark = 0;
    for (int step : steps) {
      if (step < 5) {
        ones.add(gathered.add(++mark));
        others.add(plain.add(mark));
      } else if (step == 5) {
        gathered.pass(++mark);
        plain.pass(mark);
      } else if (!ones.isEmpty()) {
        int which = step * 7 % ones.size();
        ones.remove(which).release();
        others.remove(which).release();
      }
      assertThat(gathered.low()).isEqualTo(plain.low());
      assertThat(gathered.size() == 0).isEqualTo(plain.size() == 0);
    }
  }

  private static List<Outstanding<Integer>> three() {
    return List.of(new Outstanding<>(0), new Outstanding<>(0), new Outstanding<>(0));
  }

  private static Origin counting(AtomicInteger released) {
    return new Origin() {
      @Override
      public void hold() {}

      @Override
      public void release() {
        released.incrementAndGet();
      }
    };
  }
}
