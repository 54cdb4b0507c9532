package io.beltline.components.tailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Settings;
import io.beltline.components.operators.Origin;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.LogLines;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of lines when others meet a bug. */
class TailFaultTest {
  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private final CountDownLatch ends = new CountDownLatch(1);
  private final AtomicInteger ships = new AtomicInteger();
  private final List<String> shipped = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** A line is held until it is flushed; while others are flushed there is a bug. */
  private final class Buggy implements LineTaker {
    @Override
    public LineBatch batch() {
      return new Batch();
    }

    @Override
    public void flush(LineBatch batch) {
      ((Batch) batch).lines.add("held");
      throw new IllegalStateException("a bug");
    }
  }

  private final class Batch implements LineBatch {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void take(LineSource file, byte[] bytes, int from, int to, long begin, Origin origin) {
      String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      if (line.equals("bad")) {
        throw new IllegalStateException("a bug");
      }
      lines.add(line);
    }

    @Override
    public void shipIfFull() {}

    @Override
    public void ship() throws InterruptedException {
      ships.addAndGet(lines.isEmpty() ? 0 : 1);
      if (lines.contains("last")) {
        ends.countDown();
        throw new InterruptedException("the receiver ends");
      }
      if (lines.contains("stuck")) {
        throw new IllegalStateException("another bug");
      }
      shipped.addAll(lines);
      lines.clear();
    }
  }

  private static final class Nowhere implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return Optional.empty();
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }

  @Test
  void whatIsFlushedBesideABugIsShipped() {
    TailReceiver receiver = started(new Buggy());
    clock.awaitPending(1);
    assertThat(shipped).containsExactly("held");
    receiver.shutdown(Deadline.in(clock, Duration.ZERO));
  }

  @Test
  void whatIsReadBesideABugIsShipped() throws IOException {
    Files.writeString(folder.resolve("a.log"), "one\ntwo\nbad\nthree\n");
    TailReceiver receiver = started(Batch::new);
    clock.awaitPending(1);
    assertThat(shipped).containsExactly("one", "two");
    receiver.shutdown(Deadline.in(clock, Duration.ZERO));
  }

  @Test
  void aBugIsToldAlsoWhereTheEndComesUponIt() throws Exception {
    Files.writeString(folder.resolve("a.log"), "last\nbad\n");
    TailReceiver receiver = started(Batch::new);
    assertThat(ends.await(10, TimeUnit.SECONDS)).isTrue();
    receiver.shutdown(Deadline.in(clock, Duration.ZERO));
    assertThat(log).anyMatch(line -> line.startsWith("ERROR a line of ") && line.endsWith("a bug"));
  }

  @Test
  void theBugThatCameFirstIsTold() throws IOException {
    Files.writeString(folder.resolve("a.log"), "stuck\nbad\n");
    TailReceiver receiver = started(Batch::new);
    clock.awaitPending(1);
    receiver.shutdown(Deadline.in(clock, Duration.ZERO));
    assertThat(log).contains("ERROR reading failed, goes on in 10 s: a bug, another bug");
    assertThat(ships.get()).as("and what may be torn is shipped once").isEqualTo(1);
  }

  @Test
  void otherFilesAreReadBesideABug() throws IOException {
    for (int i = 0; i < 20; i++) { // more than there are workers
      Files.writeString(folder.resolve(i + ".log"), (i < 10 ? "bad" : "line " + i) + "\n");
    }
    TailReceiver receiver = started(Batch::new);
    clock.awaitPending(1);
    receiver.shutdown(Deadline.in(clock, Duration.ZERO));
    assertThat(shipped).hasSize(10);
  }

  private TailReceiver started(LineTaker taker) {
    Settings plain = TestSettings.of("file_log").settings();
    Settings settings =
        new Settings(plain.id(), new LogLines(log), plain.meter(), plain.ledger(), plain.build());
    TailConfig config =
        BoundYaml.value(TailConfig.class, "include: ['" + folder + "/*']\nstart_at: beginning\n");
    TailReceiver receiver =
        new TailReceiver(settings, config, null, false, new Nowhere(), way -> taker);
    receiver.start(new TestHost(clock));
    return receiver;
  }
}
