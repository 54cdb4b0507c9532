package io.beltline.components.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.syslog.OctetSplitter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

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

  /** What is too long is cut, and what follows it is found as if it had not been. */
  @Property(tries = 300, seed = "20261128")
  void framesBehindOneThatIsTooLongComeWhole(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int piece)
      throws InterruptedException {
    Random random = new Random(seed);
    StringBuilder stream = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String text = (random.nextBoolean() ? "1 " : "x\n") + "7 ".repeat(random.nextInt(80)) + i;
      String frame =
          random.nextInt(5) == 0
              ? "no " + text.replace('\n', ' ') + "\n"
              : text.length() + " " + text;
      stream.append(frame).append("\n".repeat(random.nextInt(3)));
      for (int at = 0; at < frame.length(); at += LIMIT) {
        expected.add(frame.substring(at, Math.min(frame.length(), at + LIMIT)).strip());
      }
    }
    expected.removeIf(String::isEmpty);
    assertThat(split(stream.toString(), piece, new OctetSplitter())).isEqualTo(expected);
  }

  @Property(tries = 300, seed = "20261128")
  void aCharacterOfTwoBytesIsNeverCut(@ForAll @IntRange(min = 1, max = 60) int piece)
      throws InterruptedException {
    byte[] bytes = "Ā".repeat(100).getBytes(StandardCharsets.UTF_16LE);
    List<String> parts =
        split(
            bytes,
            piece,
            new LineSplitter(new byte[] {'\n', 0}, new byte[] {'\r', 0}),
            StandardCharsets.UTF_16LE,
            LIMIT + 1);
    assertThat(String.join("", parts)).isEqualTo("Ā".repeat(100));
  }

  @Test
  void theArrayIsSmallUnlessSomethingIsInIt() throws InterruptedException {
    List<Integer> lengths = new ArrayList<>();
    AtomicInteger cuts = new AtomicInteger();
    StreamSplitter stream =
        new StreamSplitter(
            new LineSplitter(new byte[] {'\n'}, new byte[] {'\r'}),
            new Trimming(false, false),
            100_000,
            StandardCharsets.UTF_8,
            (array, from, to) -> lengths.add(to - from),
            cuts::incrementAndGet);
    assertThat(stream.buffer()).hasSize(1024);
    fill(stream, 50_000);
    assertThat(stream.buffer()).hasSizeBetween(50_000, 100_000);
    assertThat(stream.shrink()).isZero();
    fill(stream, 49_999);
    stream.buffer()[stream.length()] = '\n';
    stream.filled(1, false);
    assertThat(lengths).containsExactly(99_999);
    assertThat(stream.shrink()).isPositive();
    assertThat(stream.buffer()).hasSize(1024);
    fill(stream, 5000);
    stream.divide();
    assertThat(stream.length()).isOne();
    assertThat(lengths).containsExactly(99_999, 4999);
    assertThat(cuts).hasValue(0);
    fill(stream, 150_000);
    assertThat(cuts).hasValue(1);
  }

  private static void fill(StreamSplitter stream, int bytes) throws InterruptedException {
    for (int left = bytes; left > 0; ) {
      if (stream.growth() > 0) {
        stream.grow();
      }
      int more = Math.min(left, stream.buffer().length - stream.length());
      Arrays.fill(stream.buffer(), stream.length(), stream.length() + more, (byte) 'a');
      stream.filled(more, false);
      left -= more;
    }
  }

  private static List<String> split(String text, int piece, Splitter splitter)
      throws InterruptedException {
    return split(text.getBytes(StandardCharsets.UTF_8), piece, splitter, StandardCharsets.UTF_8);
  }

  private static List<String> split(byte[] bytes, int piece, Splitter splitter, Charset charset)
      throws InterruptedException {
    return split(bytes, piece, splitter, charset, LIMIT);
  }

  private static List<String> split(
      byte[] bytes, int piece, Splitter splitter, Charset charset, int limit)
      throws InterruptedException {
    List<String> entries = new ArrayList<>();
    StreamSplitter stream =
        new StreamSplitter(
            splitter,
            new Trimming(false, false),
            limit,
            charset,
            (array, from, to) -> entries.add(new String(array, from, to - from, charset)),
            () -> {});
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
