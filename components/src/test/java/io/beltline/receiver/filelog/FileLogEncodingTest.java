package io.beltline.receiver.filelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bytes mean. */
class FileLogEncodingTest {
  private static final String BEGINNING = "start_at: beginning";

  @TempDir private Path folder;

  private FileLogRig wide(String text) throws IOException {
    return new FileLogRig(folder).write("a.log", text.getBytes(StandardCharsets.UTF_16LE));
  }

  @Test
  void otherEncodingsBecomeText() throws IOException {
    try (FileLogRig rig = wide("häß\n日本\n")) {
      rig.start(BEGINNING, "encoding: utf-16le");
      assertThat(rig.bodies()).containsExactly("häß", "日本");
    }
  }

  @Test
  void whiteSpaceIsWhatTheEncodingSays() throws IOException {
    try (FileLogRig rig = wide("  12 €\nĠdie \t\r\n")) {
      rig.start(BEGINNING, "encoding: utf-16le");
      assertThat(rig.bodies()).containsExactly("12 €", "Ġdie");
    }
  }

  @Test
  void bytesThatAreNoTextAreMarked() throws IOException {
    FileLogRig rig = new FileLogRig(folder).write("a.log", new byte[] {'a', (byte) 0xff, '\n'});
    try (rig) {
      rig.start(BEGINNING);
      assertThat(rig.bodies()).containsExactly("a\ufffd");
    }
  }

  @Test
  void entriesOfSeveralLinesAreFoundInEachEncoding() throws IOException {
    String text = "E 日本\n at a\nE zwei\n at b\nE";
    String pattern = "multiline: {line_start_pattern: '^E'}";
    for (String encoding : new String[] {"utf-16be", "shift_jis", "utf-32", "gb18030"}) {
      String name = encoding + ".log";
      FileLogRig rig = new FileLogRig(folder).write(name, text.getBytes(Charset.forName(encoding)));
      try (rig) {
        rig.start(BEGINNING, "encoding: " + encoding, pattern, "include: ['FOLDER/" + name + "']");
        assertThat(rig.bodies()).containsExactly("E 日本\n at a", "E zwei\n at b");
      }
    }
  }

  @Test
  void whatIsNoTextDoesNotMoveWhatFollows() throws IOException {
    byte[] first = "E one ".getBytes(Charset.forName("shift_jis"));
    byte[] broken = {(byte) 0xfd, (byte) 0xff, '\n'};
    byte[] rest = "E two 日本\nE three\nE".getBytes(Charset.forName("shift_jis"));
    try (FileLogRig rig = new FileLogRig(folder)) {
      rig.write("a.log", first).write("a.log", broken).write("a.log", rest);
      rig.start(BEGINNING, "encoding: shift_jis", "multiline: {line_start_pattern: '^E'}");
      assertThat(rig.bodies()).containsExactly("E one \ufffd\ufffd", "E two 日本", "E three");
    }
  }
}
