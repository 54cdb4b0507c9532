package io.beltline.components.egress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Expressions for common kinds of personal data and secrets, by name. Safe for all threads. */
public final class Detectors {
  /** The word for all of them. */
  public static final String ALL = "all";

  private static final Map<String, String> BY_NAME = read();

  private Detectors() {}

  /** The expressions by name, in the order in which they are tried. */
  public static Map<String, String> byName() {
    return BY_NAME;
  }

  private static Map<String, String> read() {
    Map<String, String> all = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                Detectors.class.getResourceAsStream("detectors.txt"), "detectors.txt is missing");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        if (space > 0 && line.charAt(0) != '#') {
          all.put(line.substring(0, space), line.substring(space + 1));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return java.util.Collections.unmodifiableMap(all);
  }
}
