package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Deadline;
import io.beltline.transport.Here;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NameLookupsTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final Here here = new Here();
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final NameLookups lookups =
      new NameLookups(
          host -> {
            asked.incrementAndGet();
            if (host.equals("silent")) {
              awaitAnswer();
            }
            if (host.equals("unknown")) {
              throw new UnknownHostException(host);
            }
            return new InetAddress[] {HERE};
          });

  private void awaitAnswer() {
    try {
      answered.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private Deadline in(Duration limit) {
    return here.deadline(limit);
  }

  @Test
  void addressesAreFound() throws Exception {
    assertThat(lookups.find("here", in(Duration.ofSeconds(20)))).containsExactly(HERE);
    assertThatThrownBy(() -> lookups.find("unknown", in(Duration.ofSeconds(20))))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("unknown");
    assertThat(lookups.running()).isZero();
  }

  @Test
  void nobodyWaitsLongerThanHeCan() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> lookups.find("silent", in(Duration.ofMillis(20))))
          .isInstanceOf(TimeoutException.class);
    }
    CompletableFuture<List<InetAddress>> patient = new CompletableFuture<>();
    Thread.startVirtualThread(() -> patient.completeAsync(this::found, Runnable::run));
    answered.countDown();
    assertThat(found(patient)).containsExactly(HERE);
    assertThat(asked.get()).as("one lookup for all who asked meanwhile").isLessThanOrEqualTo(2);
    assertThat(lookups.find("here", in(Duration.ofSeconds(20)))).containsExactly(HERE);
  }

  private List<InetAddress> found() {
    try {
      return lookups.find("silent", in(Duration.ofSeconds(20)));
    } catch (UnknownHostException | TimeoutException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<InetAddress> found(CompletableFuture<List<InetAddress>> patient)
      throws InterruptedException, ExecutionException, TimeoutException {
    return patient.get(20, TimeUnit.SECONDS);
  }
}
