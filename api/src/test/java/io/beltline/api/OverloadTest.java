package io.beltline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OverloadTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final Clock clock =
      new Clock() {
        @Override
        public long unixNanos() {
          throw new UnsupportedOperationException();
        }

        @Override
        public long nanoTime() {
          return now.get();
        }

        @Override
        public void sleep(Duration duration) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
          throw new UnsupportedOperationException();
        }
      };

  @Test
  void senders_wait_as_long_as_the_spell_has_lasted() {
    Overload overload = new Overload();
    assertThat(overload.end()).isFalse();
    assertThat(overload.refuse(clock)).isEqualTo(Duration.ofSeconds(1));
    now.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(overload.refuse(clock)).isEqualTo(Duration.ofSeconds(1));
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(overload.refuse(clock)).isEqualTo(Duration.ofMillis(5500));
    now.addAndGet(Duration.ofHours(5).toNanos());
    assertThat(overload.refuse(clock)).isEqualTo(Duration.ofSeconds(30));
    assertThat(overload.end()).isTrue();
    assertThat(overload.refuse(clock)).isEqualTo(Duration.ofSeconds(1));
  }
}
