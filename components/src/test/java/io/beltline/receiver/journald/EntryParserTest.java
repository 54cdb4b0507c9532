package io.beltline.receiver.journald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryParserTest {
  private static final String VALID =
      "{\"__CURSOR\":\"s=1;i=2\",\"__REALTIME_TIMESTAMP\":\"5\",\"MESSAGE\":[104,105,255],\"A\":null,"
          + "\"B\":[\"x\",null,[0,10]],\"C\":\"\\u00e9\"}";

  private static JournalEntry parse(boolean convert, String text) throws MalformedEntryException {
    byte[] bytes = ("##" + text).getBytes(StandardCharsets.UTF_8);
    return new EntryParser(convert).parse(bytes, 2, bytes.length);
  }

  @Test
  void fieldsAreTextBytesNothingAndListsOfThose() throws Exception {
    JournalEntry entry = parse(false, VALID);
    assertThat(entry.cursor()).isEqualTo("s=1;i=2");
    assertThat(entry.unixNanos()).isEqualTo(5000);
    assertThat(entry.fields()).containsOnlyKeys("__CURSOR", "MESSAGE", "A", "B", "C");
    assertThat(entry.fields().get("MESSAGE")).isEqualTo(new byte[] {'h', 'i', (byte) 255});
    assertThat(entry.fields().get("A")).isNull();
    assertThat(entry.fields().get("C")).isEqualTo("é");
    assertThat(entry.fields().get("B"))
        .usingRecursiveComparison()
        .isEqualTo(Arrays.asList("x", null, new byte[] {0, 10}));
  }

  @Test
  void aMessageOfBytesBecomesText() throws Exception {
    assertThat(parse(true, VALID).fields().get("MESSAGE")).isEqualTo("hi\ufffd");
    assertThat(parse(true, VALID).fields().get("B")).isInstanceOf(List.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | no JSON object",
        "{ | no JSON",
        "{\"a\":\"b\"} | no __CURSOR",
        "{\"__CURSOR\":[1]} | no __CURSOR",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"x\"} | is no time",
        "{\"__CURSOR\":\"c\",\"__REALTIME_TIMESTAMP\":\"99999999999999999999\"} | is no time",
        "{\"__CURSOR\":\"c\",\"a\":[256]} | 256 is no byte",
        "{\"__CURSOR\":\"c\",\"a\":[1,\"x\"]} | something else among bytes",
        "{\"__CURSOR\":\"c\",\"a\":{}} | a field that is an object",
        "{\"__CURSOR\":\"c\",\"a\":[[[[[[1]]]]]]} | no JSON",
        "{\"__CURSOR\":\"c\"} x | ",
      })
  void whatIsNoEntryIsTold(String text, String words) {
    assertThatThrownBy(() -> parse(false, text))
        .isInstanceOf(MalformedEntryException.class)
        .hasMessageContaining(words == null ? "" : words);
  }

  @Property(tries = 3000, seed = "20261129")
  void damageIsAnEntryOrTold(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    check(bytes);
  }

  @Property(tries = 1000, seed = "20261129")
  void anyBytesAreAnEntryOrTold(@ForAll byte[] bytes) {
    check(bytes);
  }

  private static void check(byte[] bytes) {
    try {
      JournalEntry entry = new EntryParser(true).parse(bytes, 0, bytes.length);
      assertThat(entry.cursor()).isNotEmpty();
    } catch (MalformedEntryException told) {
      assertThat(told.getMessage()).isNotEmpty();
    }
  }
}
