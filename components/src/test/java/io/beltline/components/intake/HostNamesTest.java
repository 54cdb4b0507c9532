package io.beltline.components.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.FakeClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A resolver that takes its time, and those who ask. */
class HostNamesTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final FakeClock clock = new FakeClock();
  private final CountDownLatch answering = new CountDownLatch(1);
  private final Map<InetAddress, Integer> asked = new ConcurrentHashMap<>();
  private final AtomicInteger asking = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger virtual = new AtomicInteger();
  private final HostNames names = new HostNames(clock, this::resolve);

  private String resolve(InetAddress address) {
    asked.merge(address, 1, Integer::sum);
    most.accumulateAndGet(asking.incrementAndGet(), Math::max);
    if (Thread.currentThread().isVirtual()) {
      virtual.incrementAndGet();
    }
    try {
      answering.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    asking.decrementAndGet();
    return "name of " + address.getHostAddress();
  }

  private static InetAddress address(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {10, 0, (byte) (last >> 8), (byte) last});
  }

  @Test
  void nobodyWaitsLongerThanItsPatienceAndFewThreadsAsk() throws Exception {
    for (int i = 0; i < 1000; i++) {
      assertThat(names.of(address(i), Duration.ZERO)).isEqualTo(address(i).getHostAddress());
    }
    assertThat(names.of(address(0), Duration.ZERO)).isEqualTo("10.0.0.0");
    answering.countDown();
    assertThat(names.of(address(0), LONG)).isEqualTo("name of 10.0.0.0");
    assertThat(names.of(address(50), LONG)).isEqualTo("name of 10.0.0.50");
    assertThat(most).hasValueLessThanOrEqualTo(2);
    assertThat(virtual).as("threads whose carriers it would block").hasValue(0);
    assertThat(asked.keySet()).hasSizeLessThanOrEqualTo(102);
    assertThat(names.of(address(999), LONG)).as("there was no place").startsWith("name of");
  }

  @Test
  void aNameIsAskedForOnceInFiveMinutes() throws Exception {
    answering.countDown();
    assertThat(names.of(address(1), LONG)).isEqualTo("name of 10.0.0.1");
    clock.advance(Duration.ofMinutes(4));
    assertThat(names.of(address(1), LONG)).isEqualTo("name of 10.0.0.1");
    assertThat(asked.get(address(1))).isEqualTo(1);
    clock.advance(Duration.ofMinutes(2));
    assertThat(names.of(address(1), LONG)).isEqualTo("name of 10.0.0.1");
    assertThat(asked.get(address(1))).isEqualTo(2);
  }
}
