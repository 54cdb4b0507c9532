package io.beltline.receiver.journald;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  private static final String TOO_LONG = "(too long)";

  @Test
  void linesAreBoundedAndTheRestIsNone() throws Exception {
    assertThat(read("ab\n\nabcdef\nabc\nab", 4, new Random(1)))
        .containsExactly("ab", TOO_LONG, "abc");
    String long1 = "x".repeat(1 << 20);
    assertThat(read(long1 + "\na\n" + long1 + "y\nb\n", 1 << 20, new Random(2)))
        .containsExactly(long1, "a", TOO_LONG, "b");
  }

  @Property(tries = 500, seed = "20261129")
  void piecesMakeNoDifference(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    int limit = 1 + random.nextInt(200_000);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      String line = "l".repeat(random.nextInt(random.nextBoolean() ? 10 : 300_000));
      text.append(line).append('\n');
      if (!line.isEmpty()) {
        expected.add(line.length() > limit ? TOO_LONG : line);
      }
    }
    assertThat(read(text.toString(), limit, random)).isEqualTo(expected);
  }

  /** What comes in pieces of random lengths. */
  private static List<String> read(String text, int limit, Random random) throws Exception {
    InputStream in =
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int at, int length) {
            int most = random.nextBoolean() ? length : Math.min(length, 1 + random.nextInt(50_000));
            return super.read(into, at, most);
          }
        };
    List<String> lines = new ArrayList<>();
    BoundedLines reader = new BoundedLines(in, limit);
    StringBuilder parts = new StringBuilder();
    BoundedLines.Taker taker =
        new BoundedLines.Taker() {
          @Override
          public void line(byte[] bytes, int from, int to) {
            lines.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
          }

          @Override
          public void part(byte[] bytes, int from, int to) {
            parts.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
          }

          @Override
          public void tooLong() {
            assertThat(parts.length()).as("all of it").isGreaterThan(limit);
            assertThat("\n" + text).contains("\n" + parts + "\n");
            parts.setLength(0);
            lines.add(TOO_LONG);
          }
        };
    boolean more = true;
    while (more) {
      more = reader.read(taker);
    }
    return lines;
  }
}
