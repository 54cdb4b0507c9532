package io.beltline.processor.tailsampling;

import static io.beltline.processor.tailsampling.Sampling.plain;
import static io.beltline.processor.tailsampling.Sampling.span;
import static io.beltline.processor.tailsampling.Sampling.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.components.sampling.Threshold;
import io.beltline.model.MalformedTelemetryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Lives of a processor that end anywhere. */
class StoragePropertyTest {
  private static final String CONFIG =
      """
      {tail_storage: file_storage, decision_wait: 1s, policies: [
        {name: errors, type: status_code, status_code: {status_codes: [ERROR]}},
        {name: some, type: probabilistic, probabilistic: {sampling_percentage: 30}}]}\
      """;
  private static final ConsumeResult BUSY = ConsumeResult.unavailable("busy", null);

  /** A step of a life: a request, time, a destination that comes or goes, or a kill. */
  @Property(tries = 60, seed = "20261128")
  void everySpanHasOneEndAndEveryTraceOneDecision(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 999) Integer> steps, @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Path folder = Files.createTempDirectory("lives");
    Map<Integer, List<Integer>> spansOfTrace = new TreeMap<>();
    int spans = 0;
    try (StoredLives lives = new StoredLives(folder, CONFIG)) {
      List<Integer> sent = new ArrayList<>();
      accepting(lives, sent);
      for (int step : steps) {
        switch (step % 8) {
          case 0 -> lives.kill(CONFIG);
          case 1 -> lives.now.next.answering(BUSY);
          case 2 -> accepting(lives, sent);
          case 3 -> lives.now.pass(Duration.ofMillis(step));
          default -> {
            List<String> request = new ArrayList<>();
            for (int i = 0; i <= step % 5; i++) {
              int trace = random.nextInt(8);
              spansOfTrace.computeIfAbsent(trace, any -> new ArrayList<>()).add(++spans);
              request.add(span(trace, spans, random.nextInt(6) == 0 ? status(2) : ""));
            }
            String[] all = request.toArray(String[]::new);
            int half = all.length / 2;
            String[] resources = {
              plain(List.of(all).subList(0, half).toArray(String[]::new)),
              plain(List.of(all).subList(half, all.length).toArray(String[]::new))
            };
            if (!lives.now.take(resources).isAccepted()) {
              accepting(lives, sent);
              assertThat(lives.now.take(resources).isAccepted()).isTrue();
            }
          }
        }
      }
      accepting(lives, sent);
      lives.now.pass(Duration.ofSeconds(3));
      assertThat(lives.now.booked("held")).isZero();
      assertThat(sent).doesNotHaveDuplicates();
      for (List<Integer> trace : spansOfTrace.values()) {
        TreeSet<Integer> there = new TreeSet<>(trace);
        there.retainAll(sent);
        assertThat(there.size()).isIn(0, trace.size());
      }
    } finally {
      delete(folder);
    }
  }

  private static void accepting(StoredLives lives, List<Integer> sent) {
    lives.now.next.answering(
        (context, telemetry) -> {
          sent.addAll(Sampling.spans(telemetry));
          return ConsumeResult.accepted();
        });
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private record Noted(String text) {}

  private static List<Noted> read(byte[] bytes) {
    List<Noted> notes = new ArrayList<>();
    NoteReader.read(
        bytes,
        new NoteReader.Visitor() {
          @Override
          public void decided(TraceId id, Decision decision, long unixSecond) {
            notes.add(new Noted(id + " " + decision + " " + unixSecond));
          }

          @Override
          public void ended(long request, int run) {
            notes.add(new Noted(request + " " + run));
          }
        });
    return notes;
  }

  @Property(tries = 300, seed = "20261128")
  void notesAreReadAsTheyWereWritten(@ForAll @Size(max = 60) List<Long> numbers) {
    List<Noted> expected = new ArrayList<>();
    NoteWriter writer = new NoteWriter();
    for (long number : numbers) {
      long positive = number & Long.MAX_VALUE;
      if (number % 3 == 0) {
        writer.ended(positive, (int) (positive >>> 33));
        expected.add(new Noted(positive + " " + (int) (positive >>> 33)));
      } else {
        TraceId id = new TraceId(number, ~number);
        Decision decision =
            switch ((int) (positive % 5)) {
              case 0 -> Decision.NOT_SAMPLED;
              case 1 -> Decision.TOO_LARGE;
              case 2 -> Decision.kept("p" + positive % 3, null);
              case 3 -> Decision.kept("", new Threshold(positive % (Threshold.RANGE + 1)));
              default -> Decision.dropped("dröp");
            };
        writer.decided(id, decision, positive >>> 30);
        expected.add(new Noted(id + " " + decision + " " + (positive >>> 30)));
      }
    }
    assertThat(read(writer.bytes())).isEqualTo(expected);
  }

  @Property(tries = 1000, seed = "20261128")
  void damagedNotesAreToldAsSuch(@ForAll @Size(max = 80) List<Byte> bytes, @ForAll boolean known) {
    byte[] all = new byte[bytes.size() + 1];
    all[0] = (byte) (known ? NoteWriter.VERSION : 7);
    for (int i = 0; i < bytes.size(); i++) {
      all[i + 1] = (byte) (i % 9 == 0 ? bytes.get(i) & 3 : bytes.get(i));
    }
    try {
      assertThat(read(all)).hasSizeLessThanOrEqualTo(all.length);
      assertThat(known).isTrue();
    } catch (MalformedTelemetryException told) {
      assertThat(told.getMessage()).isNotEmpty();
    }
  }
}
