package io.beltline.receiver.tcpcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookupsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void aResolverThatSaysNothingIsNotWaitedForAndAskedOnce() throws IOException {
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Lookups lookups =
        new Lookups(
            host -> {
              asked.incrementAndGet();
              try {
                answer.await();
              } catch (InterruptedException stop) {
                throw new UnknownHostException(host);
              }
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            });
    for (Duration most : new Duration[] {Duration.ofMillis(1), Duration.ZERO}) {
      assertThatThrownBy(() -> lookups.of("slow", most))
          .isInstanceOfSatisfying(
              SocketTimeoutException.class,
              late -> assertThat(ErrorCode.of(late)).isEqualTo(ErrorCode.CONNECTION_TIMEOUT));
    }
    assertThat(asked).as("threads").hasValue(1);
    answer.countDown();
    assertThat(lookups.of("slow", LONG)).containsExactly(InetAddress.getLoopbackAddress());
  }

  @Test
  void whatIsFoundIsAskedForAgainTheNextTime() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Lookups lookups =
        new Lookups(
            host -> {
              asked.incrementAndGet();
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            });
    lookups.of("a", LONG);
    lookups.of("b", LONG);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aHostThatIsNotKnownIsToldAsTheSystemDoes() {
    Lookups lookups =
        new Lookups(
            host -> {
              throw new UnknownHostException(host);
            });
    assertThatThrownBy(() -> lookups.of("nowhere", LONG))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("nowhere");
  }

  @Test
  void whoeverIsInterruptedStaysSo() {
    Lookups lookups = new Lookups(host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> lookups.of("a", LONG)).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
