package io.beltline.receiver.journald;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorFinderTest {
  private static final String CURSOR = "s=ab;i=1f";
  private static final String FIELD = "\"__CURSOR\":\"" + CURSOR + "\"";

  private final CursorFinder finder = new CursorFinder();

  private void look(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    finder.look(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{" + FIELD + ",\"MESSAGE\":\"x\"}",
        "{\"MESSAGE\":\"x\"," + FIELD + "}",
        "{ \"__CURSOR\" : \"" + CURSOR + "\", \"MESSAGE\" : \"x\" }",
        "{\"MESSAGE\":\"\\\"__CURSOR\\\":\\\"s=no\\\"\"," + FIELD + "}",
        "{\"A\":\"__CURSOR\",\"B\":[\"__CURSOR\",\"__CURSOR\"]," + FIELD + "}",
        "{\"A\":\"\"\"__CURSOR\"\"__CURSOR\":\"" + CURSOR + "\"",
      })
  void theFieldIsFoundWhereverItStands(String line) {
    look(line);
    assertThat(finder.take()).isEqualTo(CURSOR);
    assertThat(finder.take()).as("nothing of the next").isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"MESSAGE\":\"x\"}",
        "{\"__CURSOR\":null}",
        "{\"__CURSOR\":\"\"}",
        "{\"__CURSOR\":\"--help\"}",
        "{\"__CURSOR\":\"s=ab;i=",
        "{\"__CURSOR",
      })
  void whatIsNoCursorIsNone(String line) {
    look(line);
    assertThat(finder.take()).isNull();
    look("{" + FIELD);
    assertThat(finder.take()).as("the next").isEqualTo(CURSOR);
  }

  @Test
  void aValueIsBounded() {
    look("{\"__CURSOR\":\"s=" + "a".repeat(1 << 20));
    look("\"," + FIELD);
    assertThat(finder.take()).isEqualTo(CURSOR);
  }

  @Property(tries = 300, seed = "20261130")
  void partsMakeNoDifference(@ForAll long seed) {
    Random random = new Random(seed);
    String noise = "\"_CURSO:s=1\\ ,";
    StringBuilder text = new StringBuilder("{\"M\":\"");
    random.ints(random.nextInt(100), 0, noise.length()).forEach(i -> text.append(noise.charAt(i)));
    text.append(FIELD);
    random.ints(random.nextInt(100), 0, noise.length()).forEach(i -> text.append(noise.charAt(i)));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    finder.look(bytes, 0, bytes.length);
    String whole = finder.take();
    for (int at = 0; at < bytes.length; ) {
      int to = Math.min(bytes.length, at + 1 + random.nextInt(9));
      finder.look(bytes, at, to);
      at = to;
    }
    assertThat(finder.take()).isEqualTo(whole);
  }
}
