package io.beltline.receiver.namedpipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Admission;
import io.beltline.api.ComponentException;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.receiver.LogRecords;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NamedPipeReceiverTest {
  private static final int PATIENCE_SECONDS = 20;

  private final TestSettings settings = TestSettings.of("named_pipe");
  private final BlockingQueue<Telemetry> received = new LinkedBlockingQueue<>();
  private final CountDownLatch open = new CountDownLatch(1);
  private boolean closed;
  private boolean broken;
  private @Nullable Receiver receiver;

  @TempDir private Path folder;

  private Path start(String... keys) {
    Path pipe = folder.resolve("pipe");
    String yaml = "path: '" + pipe + "'\n" + String.join("\n", keys);
    receiver =
        new NamedPipeReceiverFactory()
            .create(
                settings.settings(),
                BoundYaml.value(NamedPipeReceiverConfig.class, yaml),
                new Out());
    receiver.start(new TestHost(RealClock.INSTANCE));
    return pipe;
  }

  @AfterEach
  void stop() {
    open.countDown();
    if (receiver != null) {
      receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(10)));
      receiver = null;
    }
  }

  private static void write(Path pipe, String text, Charset charset) throws IOException {
    try (OutputStream out = Files.newOutputStream(pipe)) {
      out.write(text.getBytes(charset));
    }
  }

  private static void write(Path pipe, String text) throws IOException {
    write(pipe, text, StandardCharsets.UTF_8);
  }

  private List<@Nullable Object> bodies(int count) throws InterruptedException {
    List<@Nullable Object> bodies = new ArrayList<>();
    while (bodies.size() < count) {
      Telemetry request = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(request).as("a request behind " + bodies).isNotNull();
      LogRecords.of(Objects.requireNonNull(request)).forEach(r -> bodies.add(r.get("body")));
    }
    return bodies;
  }

  @Test
  void linesOfSeveralWritersAreRecords() throws Exception {
    Path pipe = start("attributes: {from: pipe}", "mode: 0600");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe)))
        .isEqualTo("rw-------");
    write(pipe, "one\n two \n");
    assertThat(bodies(2)).containsExactly("one", "two");
    write(pipe, "three\n\nfo");
    assertThat(bodies(1)).containsExactly("three");
    write(pipe, "ur\n");
    assertThat(bodies(1)).as("a line of two writers").containsExactly("four");
    assertThat(settings.meter().count("beltline_receiver_read_records")).isEqualTo(4);
  }

  @Test
  void theUmaskDoesNotMatter() {
    assertThat(start())
        .satisfies(
            pipe ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe)))
                    .isEqualTo("rw-rw-rw-"));
  }

  @Test
  void entriesOfSeveralLines() throws Exception {
    Path pipe = start("multiline: {line_start_pattern: '^E'}");
    write(pipe, "E1\n b\nE2\n");
    assertThat(bodies(1)).containsExactly("E1\n b");
    stop();
    assertThat(bodies(1)).as("the rest, at the end").containsExactly("E2");
  }

  @Test
  void otherEncodings() throws Exception {
    Path pipe = start("encoding: utf-16le");
    write(pipe, "é\nE2\n", StandardCharsets.UTF_16LE);
    assertThat(bodies(2)).containsExactly("é", "E2");
  }

  @Test
  void longEntriesAreDivided() throws Exception {
    Path pipe = start("max_log_size: 4");
    write(pipe, "abcdefgh\nab\n");
    assertThat(bodies(3)).containsExactly("abcd", "efgh", "ab");
  }

  @Test
  void operatorsTreatEntries() throws Exception {
    Path pipe = start("operators: [{type: json_parser, parse_to: body}]");
    write(pipe, "{\"a\":\"b\"}\n");
    assertThat(bodies(1)).containsExactly(Map.of("a", "b"));
  }

  @Test
  void aBugIsNotTheEnd() throws Exception {
    broken = true;
    Path pipe = start();
    write(pipe, "one\n");
    open.await();
    write(pipe, "two\n");
    assertThat(bodies(1)).containsExactly("two");
    assertThat(settings.meter().count("beltline_receiver_dropped_items", Map.of("reason", "error")))
        .isEqualTo(1);
  }

  @Test
  void whatIsInThePipeIsReadBeforeTheEnd() throws Exception {
    closed = true;
    Path pipe = start();
    write(pipe, "one\n");
    write(pipe, "two\n");
    stop();
    assertThat(bodies(2)).containsExactly("one", "two");
  }

  @Test
  void aPipeThatIsThereIsUsedAgain() throws Exception {
    start();
    stop();
    Path pipe = start();
    write(pipe, "again\n");
    assertThat(bodies(1)).containsExactly("again");
  }

  @Test
  void whatIsNoPipeIsTold() throws Exception {
    Files.writeString(folder.resolve("pipe"), "a file");
    assertThatThrownBy(this::start)
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("is no named pipe");
    assertThat(folder.resolve("pipe")).hasContent("a file");
  }

  @Test
  void whatCannotBeMadeIsTold() {
    String yaml = "path: '" + folder + "/none/pipe'";
    Receiver wrong =
        new NamedPipeReceiverFactory()
            .create(
                settings.settings(),
                BoundYaml.value(NamedPipeReceiverConfig.class, yaml),
                new Out());
    assertThatThrownBy(() -> wrong.start(new TestHost(RealClock.INSTANCE)))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("none/pipe cannot be made")
        .hasMessageContaining("No such file or directory");
  }

  private final class Out implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return Optional.of(
          (context, telemetry) -> {
            if (closed) {
              await();
            }
            if (broken) {
              broken = false;
              open.countDown();
              throw new OutOfMemoryError("for a moment");
            }
            received.add(telemetry);
            return ConsumeResult.accepted();
          });
    }

    private void await() {
      try {
        assertThat(open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }
}
