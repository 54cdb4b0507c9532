package io.beltline.components.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.syslog.MalformedSyslogException;
import io.beltline.components.syslog.SyslogFormat;
import io.beltline.components.syslog.SyslogParser;
import io.beltline.components.syslog.SyslogProtocol;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written is read back, and no text at all does anything but give values or say why not.
 */
class TextParsersTest {

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().ofMaxLength(12);
  }

  /** Texts of what means something to one of the parsers. */
  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
            "\"", "'", "`", "\\", ",", "=", " ", "\n", "\r", "%", "%4", "%41", "?", "&", ";", ":",
            "//", "[", "]", "@", "a", "0", "\\x4", "\\u00e9", "\\777", "é", "\ud83d", "\t", "+", "")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1000, seed = "20261128")
  void aRowIsReadAsItWasWritten(@ForAll @Size(min = 1, max = 6) List<@From("words") String> values)
      throws OperatorException {
    String row =
        values.stream()
            .map(value -> '"' + value.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(";"));
    List<String> expected = values.stream().map(v -> v.replace("\r\n", "\n")).toList();
    assertThat(CsvRow.values(row, ';', false)).isEqualTo(expected);
    assertThat(CsvRow.values(row, ';', true)).isEqualTo(expected);
  }

  @Property(tries = 1000, seed = "20261128")
  void pairsAreReadAsTheyWereWritten(
      @ForAll @Size(max = 6) Map<@From("keys") String, @From("plain") String> pairs)
      throws OperatorException {
    Map<String, String> expected = new LinkedHashMap<>(pairs);
    String text =
        expected.entrySet().stream()
            .map(pair -> pair.getKey() + "=\"" + pair.getValue() + '"')
            .collect(Collectors.joining("  "));
    assertThat(KeyValuePairs.of(text, "=", " ").toString()).isEqualTo(expected.toString());
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings().withChars("abc=é, ").ofMaxLength(8).map(String::strip);
  }

  @Property(tries = 1000, seed = "20261128")
  void aQuotedTextMeansWhatWasQuoted(@ForAll("words") String text) throws OperatorException {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c < ' ' || c == '"' || c == '\\') {
                quoted.append(String.format("\\x%02x", c));
              } else if (c > 0xffff) {
                quoted.append(String.format("\\U%08x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    String meant = QuotedText.meaning(quoted.append('"').toString());
    boolean halves = text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
    if (!halves) {
      assertThat(meant).isEqualTo(text);
    }
  }

  @Property(tries = 3000, seed = "20261128")
  void everyTextIsReadOrRefused(@ForAll("hostile") String text) {
    read(() -> CsvRow.values(text, ',', false));
    read(() -> CsvRow.values(text, ',', true));
    read(() -> KeyValuePairs.of(text, "=", " "));
    read(() -> UriText.parts(text));
    read(() -> UriText.parts("http://" + text));
    read(() -> QuotedText.meaning(text));
    read(() -> QuotedText.meaning('"' + text + '"'));
  }

  @Property(tries = 2000, seed = "20261128")
  void everyMessageIsReadOrRefused(@ForAll("hostile") String text, @ForAll boolean octets) {
    for (SyslogProtocol protocol : SyslogProtocol.values()) {
      SyslogParser parser =
          new SyslogParser(new SyslogFormat(protocol, "UTC", octets, 0, !octets, null));
      for (String head :
          List.of("", "<34>", "<34>1 ", "<34>1 - h a - - [", "<34>Jan  2 03:04:05 ")) {
        String message = head + text;
        int length = message.getBytes(StandardCharsets.UTF_8).length;
        read(() -> parsed(parser, octets ? length + " " + message : message));
      }
    }
  }

  private static Object parsed(SyslogParser parser, String text) throws OperatorException {
    try {
      return parser.parse(text, 0);
    } catch (MalformedSyslogException refused) {
      throw OperatorException.of(refused);
    }
  }

  private interface Reading {
    Object read() throws OperatorException;
  }

  private static void read(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
    } catch (OperatorException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\q\"", "\"\\x4\"", "\"\\ud800\"", "\"\\400\"", "\"", "'ab'", "`a`b`"})
  void whatIsNoLiteralIsRefused(String text) {
    assertThatThrownBy(() -> QuotedText.meaning(text)).isInstanceOf(OperatorException.class);
  }
}
