package io.beltline.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Status;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disk that is full: part of a record reaches the file before the write fails. */
class FailingDiskTest {
  private final FullDisk disk = new FullDisk();
  private final FileRig rig = new FileRig("path: out.json", disk);
  private final Telemetry first = FileRig.log("a", "first");
  private final Telemetry second = FileRig.log("a", "second");

  @Test
  void aFailedRecordLeavesNothingBehindAndMayBeSentAgain() {
    rig.send(first);
    disk.full = true;
    assertThat(rig.send(second))
        .isInstanceOfSatisfying(
            ExportResult.Refused.class,
            refused -> {
              assertThat(refused.refusal().action()).isEqualTo(Action.RETRY);
              assertThat(refused.refusal().status()).isEqualTo(Status.UNAVAILABLE);
              assertThat(refused.refusal().message())
                  .isEqualTo("cannot write to out.json: No space left on device");
            });
    disk.full = false;
    assertThat(rig.send(second)).isEqualTo(ExportResult.delivered());
    assertThat(disk.lines()).hasSize(2).allMatch(line -> line.endsWith("}"));
  }

  @Test
  void aPartThatCannotBeRemovedAtOnceIsRemovedBeforeTheNextRecord() {
    rig.send(first);
    disk.full = true;
    disk.stuck = true;
    rig.send(second);
    assertThat(disk.lines()).hasSize(2);
    disk.full = false;
    assertThat(rig.send(second)).isInstanceOf(ExportResult.Refused.class);
    disk.stuck = false;
    assertThat(rig.send(second)).isEqualTo(ExportResult.delivered());
    assertThat(disk.lines()).hasSize(2).allMatch(line -> line.endsWith("}"));
  }

  @Test
  void statusTellsOfTheFailureOnceAndOfItsEnd() {
    disk.full = true;
    rig.send(first);
    rig.send(first);
    disk.full = false;
    rig.send(first);
    rig.send(first);
    assertThat(rig.host.statuses())
        .extracting(status -> status.level())
        .containsExactly(Level.RECOVERABLE_ERROR, Level.OK);
  }

  /** One file in memory. */
  private static final class FullDisk implements Disk, Disk.Sink {
    private byte[] content = new byte[0];
    private boolean full;
    private boolean stuck;

    List<String> lines() {
      return new String(content, StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public Sink open(Path file) {
      return this;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public void append(byte[] bytes) throws IOException {
      int taken = full ? bytes.length / 2 : bytes.length;
      int at = content.length;
      content = Arrays.copyOf(content, at + taken);
      System.arraycopy(bytes, 0, content, at, taken);
      if (full) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      if (stuck) {
        throw new IOException("Input/output error");
      }
      content = Arrays.copyOf(content, (int) size);
    }

    @Override
    public void close() {}

    @Override
    public void createDirectories(Path directory) {}

    @Override
    public boolean exists(Path file) {
      return false;
    }

    @Override
    public boolean isGone(Path file) {
      return false;
    }

    @Override
    public boolean isBlocked(Path file, Path root) {
      return false;
    }

    @Override
    public void rename(Path from, Path to) {}

    @Override
    public void delete(Path file) {}

    @Override
    public List<String> list(Path directory) {
      return List.of();
    }
  }
}
