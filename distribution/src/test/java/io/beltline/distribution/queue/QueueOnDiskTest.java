package io.beltline.distribution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Status;
import io.beltline.delivery.DeadLetters.DeadLetter;
import io.beltline.delivery.DeadLetters.Letterhead;
import io.beltline.delivery.DropReason;
import io.beltline.delivery.LetterCodec;
import io.beltline.delivery.RequestHead;
import io.beltline.delivery.journal.DiskFiles;
import io.beltline.delivery.journal.Journal;
import io.beltline.delivery.journal.JournalQueue;
import io.beltline.delivery.journal.JournalSettings;
import io.beltline.delivery.journal.Ticket;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.service.SystemClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A storage directory that nobody runs on, with two requests and two dead letters. */
class QueueOnDiskTest {
  private static final String QUEUE = "otlp_http/a logs";
  private static final String BOX = "otlp_http/a logs dead letters";

  @Command(name = "beltline")
  private static final class Root {}

  @TempDir Path folder;
  private final SystemClock clock = new SystemClock();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    try (Journal journal = open("queues")) {
      JournalQueue queue = journal.queue(QUEUE, Long.MAX_VALUE);
      long now = clock.unixNanos();
      for (String body : List.of("one", "two")) {
        put(queue, new RequestHead(Signal.LOGS, Context.EMPTY, now, 0, false).encode(), logs(body));
      }
    }
    try (Journal journal = open("letters")) {
      JournalQueue box = journal.queue(BOX, Long.MAX_VALUE);
      put(box, LetterCodec.write(letter("bad")), logs("bad"));
      put(box, LetterCodec.write(letter("worse")), logs("worse"));
    }
  }

  @AfterEach
  void close() {
    clock.close();
  }

  private Journal open(String part) throws IOException {
    return Journal.open(
        folder.resolve(part),
        JournalSettings.defaults(),
        new DiskFiles(),
        clock,
        LoggerFactory.getLogger("journal"));
  }

  private static void put(JournalQueue queue, byte[] meta, Telemetry telemetry) throws IOException {
    if (queue.append(meta, telemetry.payload(), telemetry.itemCount(), 1) instanceof Ticket t) {
      assertThat(queue.await(t)).isNotNull();
    }
  }

  private static Telemetry logs(String body) {
    String json =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"%s\"}}]}]}]}"
            .formatted(body);
    return OtlpJson.read(Signal.LOGS, json.getBytes(StandardCharsets.UTF_8));
  }

  private static DeadLetter letter(String body) {
    Telemetry telemetry = logs(body);
    return new DeadLetter(
        new Letterhead(
            ComponentId.parse("otlp_http/a"),
            Signal.LOGS,
            DropReason.REFUSED,
            Status.INVALID_ARGUMENT,
            "too odd",
            "400",
            1_700_000_000_000_000_000L,
            1_700_000_001_000_000_000L,
            1,
            telemetry.byteSize()),
        Context.EMPTY,
        telemetry);
  }

  private int run(String... args) {
    Program program =
        new Program(
            new BuildInfo("beltline", "a test", "1"),
            clock,
            Map.of("XDG_RUNTIME_DIR", folder.toString()),
            (locations, assignments) -> List.of(folder));
    return QueueCommand.addTo(new CommandLine(new Root()), program)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private int onDisk(String... args) {
    List<String> all = Stream.concat(Stream.of("queue"), Stream.of(args)).toList();
    return run(
        Stream.concat(all.stream(), Stream.of("--directory", folder.toString()))
            .toArray(String[]::new));
  }

  @Test
  void theListShowsRequestsAndLetters() {
    assertThat(onDisk("ls")).isZero();
    assertThat(out.toString())
        .containsPattern("otlp_http/a@logs +dead letters +2 +2 +\\d+ B +-")
        .containsPattern("otlp_http/a@logs +requests +2 +2 +\\d+ B +\\d+m?s")
        .contains("no collector runs on it");
  }

  @Test
  void theConfigurationSaysWhereThatIs() {
    assertThat(run("queue", "ls", "--config", "any.yaml", "--json")).isZero();
    assertThat(out.toString())
        .contains("\"in_use\":false")
        .contains("{\"id\":\"otlp_http/a@logs\",\"holds\":\"requests\",\"requests\":2,\"items\":2");
  }

  @Test
  void lettersAreListedWithTheWordsOfTheDestination() {
    assertThat(onDisk("ls", "--dead-letters")).isZero();
    assertThat(out.toString())
        .containsPattern("otlp_http/a@logs#1 +1 +\\d+ B +\\S+ +refused +INVALID_ARGUMENT.*too odd")
        .contains("otlp_http/a@logs#2");
  }

  @Test
  void whatIsSoundIsSaidToBe() {
    assertThat(onDisk("verify")).isZero();
    assertThat(out.toString()).contains("sound", "2 records with 2 items in 1 file");
  }

  @Test
  void damageIsToldWithItsPlaceAndLeft() throws IOException {
    Path segment;
    try (Stream<Path> files = Files.list(folder.resolve("queues"))) {
      segment = files.filter(f -> f.toString().endsWith(".segment")).findFirst().orElseThrow();
    }
    byte[] before = Files.readAllBytes(segment);
    int at = new String(before, StandardCharsets.ISO_8859_1).indexOf("two");
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.seek(at);
      file.write('T');
    }
    byte[] damaged = Files.readAllBytes(segment);
    assertThat(onDisk("verify")).isEqualTo(1);
    assertThat(out.toString())
        .contains("damaged")
        .contains("record 2 of otlp_http/a@logs, 1 item: damaged on the disk")
        .contains(segment.getFileName().toString());
    assertThat(Files.readAllBytes(segment)).isEqualTo(damaged);
  }

  @Test
  void lettersAreMovedIntoTheQueue() throws IOException {
    assertThat(onDisk("redrive", "otlp_http/a@logs#1")).isZero();
    assertThat(out.toString()).startsWith("1 dead letter moved to the queue");
    try (Journal queues = open("queues");
        Journal letters = open("letters")) {
      assertThat(queues.queue(QUEUE, Long.MAX_VALUE).records()).isEqualTo(3);
      assertThat(letters.queue(BOX, Long.MAX_VALUE).records()).isEqualTo(1);
    }
    assertThat(onDisk("redrive", "otlp_http/a@logs#1")).isEqualTo(3);
    assertThat(err.toString()).contains("there is no such dead letter");
  }

  @Test
  void anotherExportersLettersAreInNobodysWay() throws IOException {
    try (Journal journal = open("letters")) {
      JournalQueue box = journal.queue("zipkin/b traces dead letters", Long.MAX_VALUE);
      put(box, LetterCodec.write(letter("other")), logs("other"));
    }
    assertThat(onDisk("redrive", "zipkin/b@traces")).isEqualTo(1);
    assertThat(err.toString()).contains("zipkin/b@traces was never kept on disk");
    assertThat(onDisk("redrive", "otlp_http/a@logs")).isZero();
    assertThat(out.toString()).startsWith("2 dead letters moved to the queue");
  }

  @Test
  void lettersMayBeInAnotherPlaceThanTheirQueue() throws IOException {
    Path queues = Files.createDirectory(folder.resolve("one")).resolve("queues");
    Path letters = Files.createDirectory(folder.resolve("two")).resolve("letters");
    Files.move(folder.resolve("queues"), queues);
    Files.move(folder.resolve("letters"), letters);
    assertThat(
            run(
                "queue",
                "redrive",
                "otlp_http/a@logs",
                "--directory",
                letters.getParent().toString(),
                "--directory",
                queues.getParent().toString()))
        .isZero();
    assertThat(out.toString()).startsWith("2 dead letters moved to the queue");
    try (Journal journal = open("one/queues")) {
      assertThat(journal.queue(QUEUE, Long.MAX_VALUE).records()).isEqualTo(4);
    }
  }

  @Test
  void whichOfTwoQueuesIsMeantIsNotGuessed() throws IOException {
    Files.createDirectory(folder.resolve("two"));
    try (Journal journal = open("two/queues")) {
      assertThat(journal.queue(QUEUE, Long.MAX_VALUE).records()).isZero();
    }
    assertThat(onDisk("redrive", "otlp_http/a@logs")).isEqualTo(1);
    assertThat(err.toString())
        .contains("otlp_http/a@logs is in")
        .contains("queues and in")
        .contains("name the letters and that one with --directory");
    String kept = folder.resolve("two/queues").toString();
    String letters = folder.resolve("letters").toString();
    assertThat(run("queue", "redrive", "--all", "--directory", letters, "--directory", kept))
        .isZero();
    try (Journal journal = open("two/queues")) {
      assertThat(journal.queue(QUEUE, Long.MAX_VALUE).records()).isEqualTo(2);
    }
  }

  @Test
  void nothingIsThrownAwayWithoutYes() {
    assertThat(onDisk("purge", "--all")).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo("would throw away 2 dead letters with 2 items; nothing is done without --yes\n");
    assertThat(onDisk("purge", "otlp_http/a@logs#2", "--yes")).isZero();
    assertThat(out.toString()).endsWith("1 dead letter with 1 item thrown away\n");
    assertThat(onDisk("purge", "--requests", "otlp_http/a@logs", "--yes")).isZero();
    assertThat(out.toString()).endsWith("2 requests with 2 items thrown away\n");
    assertThat(onDisk("purge", "--requests", "--all", "--yes")).isEqualTo(3);
    assertThat(err.toString()).contains("nothing waits there");
  }

  @Test
  void whatCannotBeFoundIsSaidWithItsCode() {
    assertThat(run("queue", "ls", "--directory", folder.resolve("none").toString())).isEqualTo(3);
    assertThat(run("queue", "ls", "--directory", folder.resolve("queues/cursors").toString()))
        .isEqualTo(3);
    assertThat(run("queue", "ls")).isEqualTo(3);
    assertThat(run("queue", "purge", "nonsense")).isEqualTo(3);
    assertThat(run("queue", "verify")).isEqualTo(2);
    assertThat(run("queue")).isEqualTo(2);
    assertThat(err.toString())
        .contains("is no directory")
        .contains("no queue was ever kept in")
        .contains("no collector of this user runs")
        .contains("\"nonsense\" names neither a queue nor a dead letter");
  }
}
