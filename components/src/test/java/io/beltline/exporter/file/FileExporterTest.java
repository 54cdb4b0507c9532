package io.beltline.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentException;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileExporterTest {
  private static final Telemetry SPAN =
      FileRig.json(
          Signal.TRACES,
          """
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"get"}]}]}]}\
          """);
  private static final Telemetry POINT =
      FileRig.json(
          Signal.METRICS,
          """
          {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
            {"name":"up","gauge":{"dataPoints":[{"asInt":"1"}]}}]}]}]}\
          """);
  private static final Telemetry LOG = FileRig.log("a", "line 1\\nline 2");

  @TempDir Path directory;

  @Test
  void allSignalsShareAFileWithALineEach() throws IOException {
    try (FileRig rig = new FileRig("path: " + file())) {
      for (Telemetry telemetry : List.of(SPAN, POINT, LOG)) {
        assertThat(rig.send(telemetry)).isEqualTo(ExportResult.delivered());
      }
      // readable before the exporter ends: nothing waits in the process
      assertThat(Files.readAllLines(file())).containsExactly(text(SPAN), text(POINT), text(LOG));
    }
    assertThat(Files.readString(file())).endsWith("}\n");
  }

  @Test
  void whatTheOneBeforeHasWrittenIsNotEmptied() throws IOException {
    Files.writeString(file(), "of an earlier process\n");
    FileRig first = new FileRig("path: " + file());
    first.send(SPAN);
    first.close();
    FileRig second = new FileRig("path: " + file() + "\nflush_interval: 2s\n", first);
    second.send(POINT);
    assertThatThrownBy(() -> new FileRig("path: " + directory + "/missing/x", second))
        .isInstanceOf(ComponentException.class); // it gives back what it took
    second.close();
    try (FileRig third = new FileRig("path: " + file(), second)) {
      third.send(LOG);
    }
    assertThat(Files.readAllLines(file())).containsExactly(text(SPAN), text(POINT), text(LOG));
    try (FileRig another = new FileRig("path: " + file())) {
      assertThat(another.send(LOG)).isEqualTo(ExportResult.delivered());
    }
    assertThat(Files.readAllLines(file())).containsExactly(text(LOG));
  }

  @Test
  void onlyJsonIsLookedAtAsEncoded() {
    for (String format : List.of("json", "proto")) {
      List<String> seen = new ArrayList<>();
      try (FileRig rig = new FileRig("path: %s\nformat: %s\n".formatted(file(), format))) {
        ExportResult result =
            rig.send(
                SPAN,
                body -> {
                  seen.add(body.getFirst().toUtf8());
                  return null;
                });
        assertThat(result).isEqualTo(ExportResult.delivered());
      }
      assertThat(seen).isEqualTo(format.equals("json") ? List.of(text(SPAN)) : List.of());
    }
  }

  @Test
  void protoPutsTheLengthInFront() throws Exception {
    try (FileRig rig = new FileRig("path: " + file() + "\nformat: proto\n")) {
      rig.send(SPAN);
      rig.send(LOG);
    }
    assertThat(records()).containsExactly(SPAN.payload().contiguous(), LOG.payload().contiguous());
  }

  @Test
  void compressedRecordsHaveALengthAsWell() throws Exception {
    for (String format : List.of("json", "proto")) {
      String yaml = "path: %s\nformat: %s\ncompression: zstd\n".formatted(file(), format);
      try (FileRig rig = new FileRig(yaml)) {
        rig.send(SPAN);
        rig.send(LOG);
      }
      List<Slice> records = new ArrayList<>();
      for (Slice record : records()) {
        records.add(Codecs.decompress(Compression.ZSTD, record, 1 << 20));
      }
      assertThat(records)
          .containsExactly(
              format.equals("json") ? Slice.utf8(text(SPAN)) : SPAN.payload().contiguous(),
              format.equals("json") ? Slice.utf8(text(LOG)) : LOG.payload().contiguous());
    }
  }

  @Test
  void aFileIsEmptiedAtTheStartUnlessToldToAppend() throws IOException {
    Files.writeString(file(), "old\n");
    try (FileRig rig = new FileRig("path: " + file() + "\nappend: true\n")) {
      rig.send(LOG);
    }
    assertThat(Files.readAllLines(file())).containsExactly("old", text(LOG));
    try (FileRig rig = new FileRig("path: " + file())) {
      rig.send(SPAN);
    }
    assertThat(Files.readAllLines(file())).containsExactly(text(SPAN));
  }

  @Test
  void aMissingDirectoryIsCreatedWhenAllowed() throws IOException {
    Path deep = directory.resolve("a/b/out.json");
    assertThatThrownBy(() -> new FileRig("path: " + deep))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("path: \"" + deep + "\" cannot be opened for writing");
    String allowed = "path: " + deep + "\ncreate_directory: true\ndirectory_permissions: 0700\n";
    try (FileRig rig = new FileRig(allowed, new LocalDisk("0700"))) {
      rig.send(LOG);
    }
    assertThat(Files.readAllLines(deep)).containsExactly(text(LOG));
    assertThat(Files.getPosixFilePermissions(deep.getParent())).hasSize(3);
  }

  @Test
  void malformedTelemetryIsADeadLetter() {
    Telemetry broken = new Logs(Payload.of(new byte[] {0x0a, 5, 1}));
    try (FileRig rig = new FileRig("path: " + file())) {
      assertThat(rig.send(broken))
          .isInstanceOfSatisfying(
              ExportResult.Refused.class,
              refused -> assertThat(refused.refusal().action()).isEqualTo(Action.DEAD_LETTER));
    }
    assertThat(file()).isEmptyFile();
  }

  @Test
  void linesOfManyThreadsStayWhole() throws Exception {
    List<String> expected = new ArrayList<>();
    try (FileRig rig = new FileRig("path: " + file())) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 500; i++) {
          Telemetry log = FileRig.log("t", "x".repeat(i) + i);
          expected.add(text(log));
          threads.submit(() -> rig.send(log));
        }
      }
      assertThat(Files.readAllLines(file())).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private List<Slice> records() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file()));
    List<Slice> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] record = new byte[bytes.getInt()];
      bytes.get(record);
      records.add(Slice.of(record));
    }
    return records;
  }

  private Path file() {
    return directory.resolve("out.json");
  }

  private static String text(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8);
  }
}
