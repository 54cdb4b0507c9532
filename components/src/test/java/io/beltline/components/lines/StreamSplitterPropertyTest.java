package io.beltline.components.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.syslog.OctetSplitter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However a stream is cut into pieces, its entries are the same, and none is too long. */
class StreamSplitterPropertyTest {
  private static final int LIMIT = 50;

  @Property(tries = 300, seed = "20261128")
  void linesComeWholeHoweverTheyAreCut(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int piece)
      throws InterruptedException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String line = "x" + "é".repeat(random.nextInt(20)) + i;
      lines.add(line);
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    assertThat(
            split(text.toString(), piece, new LineSplitter(new byte[] {'\n'}, new byte[] {'\r'})))
        .isEqualTo(lines);
    assertThat(split(String.join("\0", lines), piece, new ByteSplitter((byte) 0))).isEqualTo(lines);
    StringBuilder counted = new StringBuilder();
    List<String> frames = new ArrayList<>();
    for (String line : lines) {
      String frame = line.getBytes(StandardCharsets.UTF_8).length + " " + line;
      frames.add(frame);
      counted.append(frame);
    }
    assertThat(split(counted.toString(), piece, new OctetSplitter())).isEqualTo(frames);
  }

  @Property(tries = 300, seed = "20261128")
  void anyBytesGiveEntriesThatAreNotTooLong(@ForAll byte[] bytes) throws InterruptedException {
    for (Splitter splitter :
        List.of(
            new LineSplitter(new byte[] {'\n'}, new byte[] {'\r'}),
            new ByteSplitter((byte) 0),
            new OctetSplitter(),
            new WholeSplitter())) {
      int kept = 0;
      for (String entry : split(bytes, 7, splitter, StandardCharsets.ISO_8859_1)) {
        int length = entry.length();
        assertThat(length).isBetween(1, LIMIT);
        kept += length;
      }
      assertThat(kept).isLessThanOrEqualTo(bytes.length);
    }
  }

  private static List<String> split(String text, int piece, Splitter splitter)
      throws InterruptedException {
    return split(text.getBytes(StandardCharsets.UTF_8), piece, splitter, StandardCharsets.UTF_8);
  }

  private static List<String> split(byte[] bytes, int piece, Splitter splitter, Charset charset)
      throws InterruptedException {
    List<String> entries = new ArrayList<>();
    StreamSplitter stream =
        new StreamSplitter(
            splitter,
            new Trimming(false, false),
            LIMIT,
            charset,
            (array, from, to) -> entries.add(new String(array, from, to - from, charset)));
    for (int at = 0; at < bytes.length; at += piece) {
      int more = Math.min(piece, bytes.length - at);
      stream.grow();
      System.arraycopy(bytes, at, stream.buffer(), stream.length(), more);
      stream.filled(more, false);
    }
    stream.filled(0, true);
    return entries;
  }
}
