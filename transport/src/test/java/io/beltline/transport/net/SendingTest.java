package io.beltline.transport.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Deadline;
import io.beltline.transport.Here;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SendingTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Here here = new Here();
  private final Sending sending = new Sending(8 << 10);

  private Sending.Room enter(long bytes) throws InterruptedException {
    return Objects.requireNonNull(sending.enter(bytes, null));
  }

  private boolean hasRoom(long bytes) throws InterruptedException {
    Deadline now = here.deadline(Duration.ZERO);
    try (Sending.Room room = sending.enter(bytes, now)) {
      return room != null;
    }
  }

  @Test
  void onlySoMuchIsSentAtOnce() throws Exception {
    try (Sending.Room first = enter(5 << 10)) {
      assertThat(first).isNotNull();
      assertThat(hasRoom(3 << 10)).isTrue();
      assertThat(hasRoom((3 << 10) + 1)).isFalse();
    }
    assertThat(hasRoom(8 << 10)).isTrue();
  }

  @Test
  void whatIsLargerThanAllRoomGoesAlone() throws Exception {
    try (Sending.Room large = enter(1 << 30)) {
      assertThat(large).isNotNull();
      assertThat(hasRoom(1)).isFalse();
    }
    try (Sending.Room small = enter(0)) {
      assertThat(small).isNotNull();
      assertThat(hasRoom(1 << 30)).isFalse();
    }
  }

  @Test
  void whoWaitsGoesOnWhenThereIsRoom() throws Exception {
    Sending.Room first = enter(8 << 10);
    CompletableFuture<Boolean> second = new CompletableFuture<>();
    Thread waiting =
        Thread.startVirtualThread(
            () -> {
              try (Sending.Room room = sending.enter(1, here.deadline(LONG))) {
                second.complete(room != null);
              } catch (InterruptedException stop) {
                second.completeExceptionally(stop);
              }
            });
    first.close();
    assertThat(second.get()).isTrue();
    waiting.join();
  }
}
