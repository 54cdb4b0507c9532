package io.beltline.components.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Numbers of every kind, and damaged expositions: never anything but lines that are left out. */
class ExpositionPropertyTest {
  private static final String PAGE =
      """
      # HELP a x
      # TYPE a histogram
      a_bucket{b="c\\n",le="1"} 2 1395066363000 # {t="u"} 1
      a_count{b="c"} 1e3
      {"x y", z="q"} NaN
      # UNIT a seconds
      # EOF
      """;

  @Property(tries = 3000, seed = "20261128")
  void numbersAreTheNearest(@ForAll double value, @ForAll short small, @ForAll byte exponent) {
    for (String text :
        new String[] {
          Double.toString(value),
          String.valueOf(small),
          small + "e" + exponent,
          small + "." + Math.abs(exponent) + "E+0" + Math.abs(exponent % 30),
          "+" + Math.abs((long) small * small * small) + "." + Math.abs((long) small)
        }) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      NumberText number = new NumberText();
      boolean read = number.read(bytes, 0, bytes.length);
      if (Double.isNaN(value) || Double.isInfinite(value) || read) {
        assertThat(read).isTrue();
        assertThat(Double.doubleToLongBits(number.value()))
            .as(text)
            .isEqualTo(Double.doubleToLongBits(Double.parseDouble(text)));
      } else {
        assertThat(Double.isInfinite(Double.parseDouble(text))).as(text).isTrue();
      }
    }
  }

  @Property(tries = 3000, seed = "20261128")
  void survivesDamage(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      page[random.nextInt(page.length)] = (byte) random.nextInt();
    }
    read(page, random.nextInt(page.length + 1));
  }

  @Property(tries = 2000, seed = "20261128")
  void survivesNoise(@ForAll byte[] noise) {
    read(noise, noise.length);
  }

  @Property(tries = 2000, seed = "20261128")
  void survivesMessagesOfAnyKind(@ForAll long seed) {
    Random random = new Random(seed);
    WireWriter out = new WireWriter();
    for (int i = random.nextInt(3); i >= 0; i--) {
      Slice family = message(random, 0).toSlice();
      out.rawVarint(random.nextInt(20) == 0 ? random.nextLong() : family.length());
      out.raw(family);
    }
    byte[] body = out.toSlice().toByteArray();
    if (random.nextBoolean() && body.length > 0) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }
    read(body, body.length);
  }

  private static WireWriter message(Random random, int depth) {
    WireWriter out = new WireWriter();
    for (int i = random.nextInt(7); i > 0; i--) {
      int field = random.nextInt(depth == 0 ? 5 : 16) + 1;
      switch (random.nextInt(depth < 4 ? 6 : 4)) {
        case 0 -> out.varint(field, random.nextInt(8));
        case 1 -> out.varint(field, random.nextLong());
        case 2 -> out.float64(field, random.nextGaussian());
        case 3 -> out.string(field, "x" + random.nextInt(3));
        default -> out.bytes(field, message(random, depth + 1).toSlice());
      }
    }
    return out;
  }

  private static void read(byte[] body, int length) {
    Slice slice = new Slice(body, 0, length);
    for (boolean openMetrics : new boolean[] {false, true}) {
      Heard heard = new Heard();
      new TextExposition(openMetrics, heard, Room.unlimited()).read(slice);
      int lines = 1;
      for (int i = 0; i < length; i++) {
        lines += body[i] == '\n' ? 1 : 0;
      }
      assertThat(heard.lines.size()).isLessThanOrEqualTo(lines);
      assertThat(heard.malformed.size()).isLessThanOrEqualTo(2 * lines);
    }
    Heard heard = new Heard();
    new ProtobufExposition(true, true, heard, Room.unlimited()).read(slice);
    assertThat(heard.malformed.size()).isLessThanOrEqualTo(length + 1);
  }
}
