package io.beltline.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A strict reader of expositions: what it does not know it refuses. */
final class Lines {
  private final String text;
  private int at;

  private Lines(String text) {
    this.text = text;
  }

  /** The samples by name and labels; every rule of the formats that is checked holds. */
  static Map<String, Double> parse(String text, boolean openMetrics) {
    assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
    if (openMetrics) {
      assertThat(text).endsWith("# EOF\n");
    }
    Map<String, Double> samples = new LinkedHashMap<>();
    Set<String> families = new HashSet<>();
    String family = "";
    String type = "";
    boolean helped = false;
    for (String line : text.lines().toList()) {
      if (line.equals("# EOF")) {
        assertThat(openMetrics).isTrue();
      } else if (line.startsWith("# HELP ")) {
        family = line.substring(7).split(" ", 2)[0];
        assertThat(families.add(family)).as("one HELP of %s", family).isTrue();
        helped = true;
      } else if (line.startsWith("# TYPE ")) {
        String[] words = line.substring(7).split(" ");
        assertThat(words).hasSize(2);
        assertThat(words[0]).isEqualTo(family);
        assertThat(helped).isTrue();
        helped = false;
        type = words[1];
      } else {
        new Lines(line).sample(family, type, openMetrics, samples);
      }
    }
    return samples;
  }

  private void sample(
      String family, String type, boolean openMetrics, Map<String, Double> samples) {
    String name = name();
    Map<String, String> labels = peek() == '{' ? labels() : Map.of();
    expect(' ');
    double value = number();
    if (at < text.length() && !text.startsWith(" # ", at)) {
      expect(' ');
      number();
    }
    if (at < text.length()) {
      assertThat(openMetrics).isTrue();
      assertThat(type).isIn("counter", "histogram");
      assertThat(text.startsWith(" # {", at)).isTrue();
      at += 3;
      labels();
      expect(' ');
      number();
      if (at < text.length()) {
        expect(' ');
        number();
      }
    }
    assertThat(at).as("end of %s", text).isEqualTo(text.length());
    String ending = name.startsWith(family) ? name.substring(family.length()) : "?";
    switch (type) {
      case "counter" -> assertThat(ending).isEqualTo(openMetrics ? "_total" : "");
      case "info" -> assertThat(ending).isEqualTo("_info");
      case "gauge", "untyped", "unknown" -> assertThat(ending).isEmpty();
      case "histogram" -> {
        assertThat(ending).isIn("_bucket", "_sum", "_count");
        assertThat(labels.containsKey("le")).isEqualTo(ending.equals("_bucket"));
      }
      case "summary" -> {
        assertThat(ending).isIn("", "_sum", "_count");
        assertThat(labels.containsKey("quantile")).isEqualTo(ending.isEmpty());
      }
      default -> throw new AssertionError("type " + type);
    }
    assertThat(samples.put(name + labels, value)).as("%s once", text).isNull();
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    expect('{');
    while (peek() != '}') {
      if (!labels.isEmpty()) {
        expect(',');
      }
      String name = name();
      assertThat(name).doesNotContain(":");
      expect('=');
      assertThat(labels.put(name, quoted())).as("label %s once in %s", name, text).isNull();
    }
    expect('}');
    return labels;
  }

  private String name() {
    int start = at;
    while (at < text.length() && (Character.toString(peek()).matches("[a-zA-Z0-9_:]"))) {
      at++;
    }
    String name = text.substring(start, at);
    assertThat(name).as("name in %s", text).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
    return name;
  }

  private String quoted() {
    StringBuilder out = new StringBuilder();
    expect('"');
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        char escaped = text.charAt(at++);
        assertThat("\\\"n").contains(Character.toString(escaped));
        c = escaped == 'n' ? '\n' : escaped;
      }
      out.append(c);
    }
    expect('"');
    return out.toString();
  }

  private double number() {
    int end = text.indexOf(' ', at);
    String word = text.substring(at, end < 0 ? text.length() : end);
    at += word.length();
    return switch (word) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        assertThat(word).matches("-?\\d+(\\.\\d+)?(e-?\\d+)?");
        yield Double.parseDouble(word);
      }
    };
  }

  private char peek() {
    return text.charAt(at);
  }

  private void expect(char wanted) {
    assertThat(text.charAt(at)).as("at %d of %s", at, text).isEqualTo(wanted);
    at++;
  }
}
