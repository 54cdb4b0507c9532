package io.beltline.receiver.otlpjsonfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.components.tailing.Gzip;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.Numbered;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpJsonFileReceiverTest {
  private static final String PLAIN = "include_file_name: false";
  private static final String STORED = "storage: file_storage";

  @TempDir private Path folder;

  private static String line(Signal signal, int from) {
    byte[] json = OtlpJson.write(Numbered.of(signal, from, 3, 5));
    return new String(json, StandardCharsets.UTF_8) + "\n";
  }

  private static String text(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(names = "PROFILES", mode = EnumSource.Mode.EXCLUDE)
  void eachLineIsARequest(Signal signal) throws Exception {
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      rig.write("a.json", line(signal, 0) + "\n" + line(signal, 3)).start(PLAIN);
      List<Telemetry> requests = rig.requests();
      assertThat(requests).extracting(Telemetry::signal).containsOnly(signal);
      assertThat(requests)
          .extracting(request -> text(request) + "\n")
          .containsExactly(line(signal, 0), line(signal, 3));
    }
  }

  @Test
  void profilesArePassedOn() throws Exception {
    String line =
        "{\"resourceProfiles\":[{\"scopeProfiles\":[{\"profiles\":[{\"durationNano\":\"5\",\"samples\":[{\"stackIndex\":1}]}]}]}]}\n";
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder).write("a.json", line).start()) {
      List<Telemetry> requests = rig.requests();
      assertThat(requests).hasSize(1);
      assertThat(text(requests.getFirst())).contains("\"durationNano\":\"5\"");
    }
  }

  @Test
  void filesOfSeveralSignalsAreRead() throws Exception {
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      rig.pipelines.remove(Signal.METRICS);
      rig.write("a.json", line(Signal.LOGS, 0) + line(Signal.METRICS, 0) + line(Signal.TRACES, 0));
      rig.start(PLAIN);
      assertThat(rig.requests())
          .extracting(Telemetry::signal)
          .containsExactly(Signal.LOGS, Signal.TRACES);
      assertThat(dropped(rig, "no_pipeline")).isOne();
    }
  }

  @Test
  void theFileIsAnAttribute() throws Exception {
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      rig.write("a.json", line(Signal.LOGS, 0) + line(Signal.TRACES, 0) + line(Signal.METRICS, 0));
      rig.start("include_file_record_number: true");
      List<Telemetry> requests = rig.requests();
      String name = "{\"key\":\"log.file.name\",\"value\":{\"stringValue\":\"a.json\"}}";
      assertThat(text(requests.get(0)).split("log.file.name", -1)).as("each record").hasSize(4);
      assertThat(text(requests.get(0))).contains(name, "\"log.file.record_number\"");
      assertThat(text(requests.get(1))).contains("\"attributes\":[" + name);
      assertThat(text(requests.get(2))).contains("\"metadata\":[" + name);
    }
  }

  @Test
  void linesThatAreNoTelemetryAreCounted() throws Exception {
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      String good = line(Signal.LOGS, 0);
      rig.write("a.json", "{\n[]\n{}\n{\"resourceLogs\":5}\n" + good + "{\"resourceLogs\":[]}\n");
      rig.write("b.json", "x".repeat(5000) + "\n" + "[" + "x".repeat(5000) + "]\n{\n");
      rig.write("c.json", "x".repeat(5001));
      rig.start(PLAIN, "max_log_size: 5000");
      assertThat(rig.requests()).hasSize(1);
      assertThat(dropped(rig, "malformed")).isEqualTo(4 + 2);
      assertThat(dropped(rig, "too_long")).isEqualTo(2 + 1);
      rig.write("c.json", "x\n{\n").poll();
      assertThat(dropped(rig, "malformed")).isEqualTo(4 + 3);
      assertThat(dropped(rig, "too_long")).isEqualTo(2 + 2);
    }
  }

  @Test
  void compressedFilesAndOtherEncodingsAreRead() throws Exception {
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      rig.write("a.json.gz", Gzip.of(line(Signal.LOGS, 0))).start(PLAIN, "compression: auto");
      assertThat(rig.requests()).hasSize(1);
      rig.stop();
    }
    Path other = java.nio.file.Files.createDirectory(folder.resolve("utf16"));
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(other)) {
      rig.write("b.json", line(Signal.LOGS, 3).getBytes(StandardCharsets.UTF_16LE));
      rig.start(PLAIN, "encoding: utf-16le");
      assertThat(rig.requests()).extracting(r -> text(r) + "\n").contains(line(Signal.LOGS, 3));
    }
  }

  @Test
  void theOffsetMovesWhenLinesAreDelivered() throws Exception {
    List<Reservation> held = new ArrayList<>();
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      rig.next.answering(
          (context, telemetry) -> {
            held.add(Objects.requireNonNull(Objects.requireNonNull(context.reservation()).share()));
            return ConsumeResult.accepted();
          });
      rig.write("a.json", line(Signal.LOGS, 0) + line(Signal.TRACES, 0)).start(STORED);
      assertThat(rig.requests()).hasSize(2);
      held.get(0).close();
      rig.poll().close();
      rig.start(STORED);
      assertThat(rig.requests()).extracting(Telemetry::signal).containsExactly(Signal.TRACES);
      held.get(2).close();
      rig.poll().close();
      rig.start(STORED).poll();
      assertThat(rig.requests()).isEmpty();
    }
  }

  @Test
  void replayedFilesAreReadAgainWhenAllOfThemIsDelivered() throws Exception {
    List<Reservation> held = new ArrayList<>();
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      rig.next.answering(
          (context, telemetry) -> {
            held.add(Objects.requireNonNull(Objects.requireNonNull(context.reservation()).share()));
            return ConsumeResult.accepted();
          });
      rig.write("a.json", line(Signal.LOGS, 0)).start("replay_file: true", STORED);
      rig.poll().poll();
      assertThat(rig.requests()).as("not delivered").hasSize(1);
      held.getFirst().close();
      rig.poll().poll();
      assertThat(rig.requests()).hasSize(1);
      assertThat(rig.storage.values).isEmpty();
    }
  }

  @Test
  void aLineThatIsHalfWrittenWaitsForItsOtherHalf() throws Exception {
    String line = line(Signal.LOGS, 0);
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder).write("a.json", line.substring(0, 50))) {
      rig.start(PLAIN, "delete_after_read: true").poll().poll().poll().poll();
      assertThat(folder.resolve("a.json")).exists();
      rig.write("a.json", line.substring(50)).poll().poll();
      assertThat(rig.requests()).hasSize(1);
      assertThat(dropped(rig, "malformed")).isZero();
      assertThat(folder.resolve("a.json")).doesNotExist();
    }
  }

  @Test
  void anObjectWithoutALineFeedIsALine() throws Exception {
    String line = line(Signal.LOGS, 0).strip();
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder).write("a.json", line).start(PLAIN)) {
      rig.poll().poll().poll();
      assertThat(rig.requests()).hasSize(1);
    }
  }

  @Test
  void aLineThatIsNeverFinishedIsCountedAfterAMinute() throws Exception {
    String half = line(Signal.LOGS, 0).substring(0, 50);
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder).write("a.json", half)) {
      rig.start(PLAIN, "delete_after_read: true");
      rig.poll(Duration.ofSeconds(30)).poll();
      assertThat(dropped(rig, "malformed")).isZero();
      rig.poll(Duration.ofSeconds(31)).poll().poll();
      assertThat(dropped(rig, "malformed")).isOne();
      assertThat(folder.resolve("a.json")).doesNotExist();
    }
  }

  @Test
  void aReplayedFileLeavesTheStorageToTheNext() throws Exception {
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder).write("a.json", line(Signal.LOGS, 0))) {
      rig.start("replay_file: true", STORED).stop();
      assertThat(rig.storage.open()).isZero();
      rig.start("replay_file: true", STORED).stop();
      rig.start(STORED);
      assertThat(rig.requests()).hasSize(3);
    }
  }

  private static long dropped(OtlpJsonFileRig rig, String reason) {
    return rig.settings
        .meter()
        .count("otelcol_fileconsumer_dropped_records", Map.of("reason", reason));
  }
}
