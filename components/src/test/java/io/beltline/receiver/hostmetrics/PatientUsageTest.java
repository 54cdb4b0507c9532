package io.beltline.receiver.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How filesystems that may not answer are asked. */
class PatientUsageTest {
  private final Path root = Path.of("/mnt");

  @Test
  void aServerThatDoesNotAnswerCostsOneThread() throws Exception {
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    PatientUsage usage =
        new PatientUsage(
            path -> {
              calls.incrementAndGet();
              try {
                back.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return new FilesystemUsage(10, 4, 3, 2, 1);
            },
            Duration.ofMillis(1));
    assertThatThrownBy(() -> usage.of("gpfs", root)).hasMessageContaining("no answer within");
    assertThatThrownBy(() -> usage.of("nfs4", root)).hasMessageContaining("earlier scrape");
    assertThat(calls).hasValue(1);
    back.countDown();
    FilesystemUsage answer = null;
    while (answer == null) {
      try {
        answer = usage.of("nfs4", root);
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
    assertThat(answer.used()).isEqualTo(6);
    assertThat(answer.reserved()).isEqualTo(1);
  }

  @Test
  void serversThatDoNotAnswerCostOneWaitTogether() {
    CountDownLatch back = new CountDownLatch(1);
    PatientUsage usage =
        new PatientUsage(
            path -> {
              try {
                back.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return new FilesystemUsage(10, 4, 3, 2, 1);
            },
            Duration.ofMillis(100));
    assertThatThrownBy(() -> usage.of("nfs4", root)).hasMessageContaining("within 100 ms");
    assertThatThrownBy(() -> usage.of("nfs4", root.resolve("home")))
        .hasMessageContaining("within 2 ms");
    usage.begin();
    assertThatThrownBy(() -> usage.of("nfs4", root.resolve("net")))
        .hasMessageContaining("within 100 ms");
    back.countDown();
  }

  @Test
  void withoutAThreadOneIsNotReadInThisScrapeAlone() throws Exception {
    AtomicBoolean none = new AtomicBoolean(true);
    PatientUsage usage =
        new PatientUsage(
            path -> new FilesystemUsage(10, 4, 3, 2, 1),
            Duration.ofSeconds(10),
            task -> {
              if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(task);
            });
    usage.begin();
    usage.ahead("nfs4", root);
    assertThatThrownBy(() -> usage.of("nfs4", root))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unable to create native thread");
    none.set(false);
    usage.begin();
    assertThat(usage.of("nfs4", root).used()).isEqualTo(6);
  }

  @Test
  void whatAnsweredAfterItsScrapeIsAskedAnew() throws Exception {
    CountDownLatch back = new CountDownLatch(1);
    CompletableFuture<Thread> first = new CompletableFuture<>();
    AtomicInteger calls = new AtomicInteger();
    PatientUsage usage =
        new PatientUsage(
            path -> {
              int call = calls.incrementAndGet();
              if (call == 1) {
                first.complete(Thread.currentThread());
                try {
                  back.await();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
              }
              return new FilesystemUsage(call, 0, 0, 0, 0);
            },
            Duration.ofMillis(20));
    assertThatThrownBy(() -> usage.of("nfs4", root)).hasMessageContaining("no answer within");
    back.countDown();
    first.join().join();
    FilesystemUsage answer = null;
    while (answer == null) {
      usage.begin();
      try {
        answer = usage.of("nfs4", root);
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
    assertThat(answer.total()).isGreaterThan(1);
  }
}
