package io.beltline.components.tailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.components.operators.Origin;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of lines when others meet a bug. */
class TailFaultTest {
  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock();
  private final List<String> shipped = Collections.synchronizedList(new ArrayList<>());

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
      throw new AssertionError("there is no file");
    }

    @Override
    public void shipIfFull() {}

    @Override
    public void ship() {
      shipped.addAll(lines);
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
    TailConfig config = BoundYaml.value(TailConfig.class, "include: ['" + folder + "/*']");
    TailReceiver receiver =
        new TailReceiver(
            TestSettings.of("file_log").settings(),
            config,
            null,
            false,
            new Nowhere(),
            way -> new Buggy());
    receiver.start(new TestHost(clock));
    clock.awaitPending(1);
    assertThat(shipped).containsExactly("held");
    receiver.shutdown(Deadline.in(clock, Duration.ZERO));
  }
}
