package io.beltline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReservationTest {
  private static final long LIMIT = 1000;

  private final ByteAccount account = new ByteAccount();
  private int settled;
  private final Admission admission =
      new Admission() {
        @Override
        public boolean tryAcquire(long bytes) {
          return account.tryAcquire(bytes, LIMIT);
        }

        @Override
        public void release(long bytes) {
          account.release(bytes);
        }

        @Override
        public void settled() {
          settled++;
        }
      };

  private Reservation reserve(long bytes) {
    return Objects.requireNonNull(admission.reserve(bytes));
  }

  @Test
  void theLastShareGivesTheBytesBack() {
    Reservation receiver = reserve(600);
    Reservation queue = Objects.requireNonNull(receiver.share());
    Reservation other = Objects.requireNonNull(queue.share());
    assertThat(account.held()).as("the bytes exist once").isEqualTo(600);
    receiver.close();
    receiver.close();
    other.close();
    assertThat(account.held()).isEqualTo(600);
    assertThat(receiver.grow(1)).as("a closed share grows nothing").isFalse();
    assertThat(queue.grow(400)).isTrue();
    queue.close();
    assertThat(account.held()).isZero();
    assertThat(queue.share()).as("what was given back has no shares").isNull();
  }

  @Test
  void itIsSettledWhenNoCopyInMemoryIsTheOnlyOne() {
    Reservation receiver = reserve(600);
    Reservation disk = Objects.requireNonNull(receiver.share());
    Reservation memory = Objects.requireNonNull(receiver.share());
    disk.kept();
    receiver.close();
    disk.kept();
    assertThat(settled).as("one queue has it in memory alone").isZero();
    memory.close();
    assertThat(settled).isEqualTo(1);
    assertThat(account.held()).as("the copy in front of the disk takes room").isEqualTo(600);
    disk.close();
    assertThat(settled).isEqualTo(1);
    assertThat(account.held()).isZero();
  }

  @Test
  void refusesWhatDoesNotFitAndChangesNothing() {
    Reservation first = reserve(900);
    assertThat(first.grow(101)).isFalse();
    assertThat(admission.reserve(101)).isNull();
    assertThat(account.held()).isEqualTo(900);
    first.shrink(800);
    assertThat(account.held()).isEqualTo(100);
    first.shrink(200);
    assertThat(account.held()).as("no more than there is").isZero();
  }

  @Property(seed = "20261128")
  void theAccountHoldsWhatOpenReservationsHold(@ForAll long seed) {
    Random random = new Random(seed);
    List<Reservation> open = new ArrayList<>();
    List<Reservation> originals = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Reservation one = open.isEmpty() ? null : open.get(random.nextInt(open.size()));
      switch (random.nextInt(5)) {
        case 0 -> {
          Reservation begun = admission.reserve(random.nextLong(LIMIT));
          if (begun != null) {
            open.add(begun);
            originals.add(begun);
          }
        }
        case 1 -> {
          if (one != null) {
            open.add(Objects.requireNonNull(one.share()));
          }
        }
        case 2 -> {
          if (one != null) {
            boolean ignored = one.grow(random.nextLong(LIMIT));
          }
        }
        case 3 -> {
          if (one != null) {
            one.shrink(random.nextLong(LIMIT));
          }
        }
        default -> {
          if (one != null) {
            one.close();
            open.remove(one);
          }
        }
      }
      assertThat(account.held()).isBetween(0L, LIMIT);
      assertThat(account.held()).isEqualTo(originals.stream().mapToLong(Reservation::bytes).sum());
    }
    open.forEach(Reservation::close);
    assertThat(account.held()).isZero();
  }
}
