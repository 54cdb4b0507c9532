package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries longer than {@code max_log_size}. */
class FileLogLongLineTest {
  private static final String BEGINNING = "start_at: beginning";
  private static final String[] CUT = {
    BEGINNING, "storage: file_storage", "max_log_size: 4", "max_log_size_behavior: truncate"
  };

  @TempDir private Path folder;

  @Test
  void longLinesAreDividedOrCut() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "abcdefghij\nshort\n")) {
      rig.start(BEGINNING, "max_log_size: 4");
      assertThat(rig.bodies()).containsExactly("abcd", "efgh", "ij", "shor", "t");
    }
    try (FileLogRig rig = new FileLogRig(folder)) {
      rig.start(BEGINNING, "max_log_size: 4", "max_log_size_behavior: truncate");
      assertThat(rig.bodies()).containsExactly("abcd", "shor");
    }
  }

  @Test
  void partsEndBetweenCharacters() throws IOException {
    byte[] wide = "ab\uD83D\uDE00cd\nx\n".getBytes(StandardCharsets.UTF_16LE);
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", wide)) {
      rig.start(BEGINNING, "max_log_size: 7", "encoding: utf-16le");
      assertThat(rig.bodies()).containsExactly("ab", "\uD83D\uDE00c", "d", "x");
    }
  }

  @Test
  void theRestOfALineThatWasCutIsPassedOverAfterARestart() throws IOException {
    try (FileLogRig rig = new FileLogRig(folder).write("a.log", "abcdef")) {
      rig.start(CUT);
      assertThat(rig.bodies()).containsExactly("abcd");
      rig.stop();
      rig.write("a.log", "gh\nnext\n").start(CUT);
      assertThat(rig.bodies()).containsExactly("next");
    }
  }

  @Test
  void aLineThatWasCutAndNotDeliveredIsReadAgain() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", "abcdef");
    List<Reservation> held = new ArrayList<>();
    rig.next.answering(
        (context, telemetry) -> {
          held.add(Objects.requireNonNull(Objects.requireNonNull(context.reservation()).share()));
          return ConsumeResult.accepted();
        });
    try (rig) {
      rig.start(CUT);
      assertThat(rig.bodies()).containsExactly("abcd");
      rig.close();
      rig.start(CUT);
      assertThat(rig.bodies()).containsExactly("abcd");
    }
    assertThat(held).hasSize(2);
  }
}
