package io.beltline.transport.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.transport.Here;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HostSlotsTest {
  private static final Origin ONE = Origin.of(URI.create("http://one"));
  private static final Origin OTHER = Origin.of(URI.create("http://other"));

  private final Here here = new Here();
  private final HostSlots slots = new HostSlots(1);

  @Test
  void oneServersSlotsAreNotTheOthers() throws Exception {
    try (HostSlots.Slot one = slots.enter(ONE, here.soon());
        HostSlots.Slot other = slots.enter(OTHER, here.soon())) {
      assertThat(one).isNotNull();
      assertThat(other).isNotNull();
      assertThat(slots.enter(ONE, here.deadline(Duration.ZERO))).isNull();
      assertThat(slots.origins()).isEqualTo(2);
    }
    assertThat(slots.origins()).isZero();
  }

  @Test
  void whoWaitsGetsTheSlotThatIsGivenBack() throws Exception {
    HostSlots.Slot first = requireNonNull(slots.enter(ONE, here.soon()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> second =
          threads.submit(
              () -> {
                try (HostSlots.Slot slot = slots.enter(ONE, here.soon())) {
                  return slot == null ? -1 : slots.origins();
                }
              });
      first.close();
      assertThat(second.get()).isEqualTo(1);
    }
    assertThat(slots.origins()).isZero();
  }

  @Test
  void whoIsInterruptedLeavesNothingBehind() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> slots.enter(ONE, here.soon()))
        .isInstanceOf(InterruptedException.class);
    assertThat(slots.origins()).isZero();
  }

  @Test
  void withoutALimitNothingIsKept() throws Exception {
    HostSlots free = new HostSlots(0);
    try (HostSlots.Slot slot = free.enter(ONE, here.deadline(Duration.ZERO))) {
      assertThat(slot).isNotNull();
      assertThat(free.origins()).isZero();
    }
  }
}
