package io.beltline.ottl.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class GoFormatTest {

  @Test
  void writesWhatGoWrites() throws IOException {
    List<String> lines = lines();
    assertThat(lines).hasSizeGreaterThan(1_000);
    SoftAssertions all = new SoftAssertions();
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      List<Cell> values = new ArrayList<>();
      if (!parts[1].isEmpty()) {
        for (String value : unescape(parts[1]).split("\\|", -1)) {
          values.add(cell(value.substring(0, 1), value.substring(2)));
        }
      }
      String made = GoFormat.of(unescape(parts[0]), values, new ValueWriter());
      all.assertThat(made).as(line).isEqualTo(unescape(parts[2]));
    }
    all.assertAll();
  }

  @Property(tries = 2_000, seed = "20261128")
  void takesAnyFormat(@ForAll String format, @ForAll long number, @ForAll String text) {
    List<Cell> values = List.of(new Cell().integer(number), new Cell().text(text));
    assertThat(GoFormat.of(format, values, new ValueWriter())).isNotNull();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoFormatTest.class.getResourceAsStream("/format/sprintf.tsv"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.split("\n")).stream().filter(line -> !line.startsWith("# ")).toList();
    }
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' ? text.charAt(++i) : c;
      if (c != '\\' || next == '\\') {
        out.append(next);
      } else if (next == 'x') {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.append(next == 't' ? '\t' : '\n');
      }
    }
    return out.toString();
  }

  private static Cell cell(String kind, String text) {
    return switch (kind) {
      case "i" -> new Cell().integer(Long.parseLong(text));
      case "d" -> new Cell().number(Double.parseDouble(text.replace("Inf", "Infinity")));
      case "s" -> new Cell().text(text);
      case "b" -> new Cell().bool(Boolean.parseBoolean(text));
      case "x" -> new Cell().bytes(HexFormat.of().parseHex(text));
      case "u" -> new Cell().duration(Long.parseLong(text));
      case "n" -> new Cell();
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
