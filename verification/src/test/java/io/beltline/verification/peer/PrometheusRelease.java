package io.beltline.verification.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Prometheus that is installed: Debian's 2.42 on the {@code PATH}, and one of 3.8 or later where
 * {@code -Dbeltline.prometheus=FILE} names its program. Tests run against each there is.
 *
 * @param program the file to start
 * @param major the first number of its version
 */
public record PrometheusRelease(Path program, int major) {

  /** Those there are, the installed one first. */
  public static List<PrometheusRelease> all() {
    return Stream.concat(Stream.of(installed()), third().stream()).toList();
  }

  /** The one on the {@code PATH}. */
  public static PrometheusRelease installed() {
    return new PrometheusRelease(onPath("prometheus"), 2);
  }

  /** The one that was given, if one was. */
  public static Optional<PrometheusRelease> third() {
    return Optional.ofNullable(System.getProperty("beltline.prometheus"))
        .map(file -> new PrometheusRelease(Path.of(file).toAbsolutePath(), 3));
  }

  /** Debian's {@code promtool}. */
  public static Path promtool() {
    return onPath("promtool");
  }

  /** Whether it takes Remote Write 2.0; 2.42 answers 204 and keeps nothing. */
  public boolean takesRemoteWrite2() {
    return major >= 3;
  }

  /** What to write into a scrape configuration so that it asks for messages, or for text alone. */
  public String scrapeProtocols(boolean messages) {
    if (major < 3) {
      return ""; // a flag for the whole server decides
    }
    return messages
        ? "scrape_native_histograms: true, "
        : "scrape_protocols: [OpenMetricsText1.0.0], ";
  }

  private static Path onPath(String program) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no "
                        + program
                        + " on the PATH (expected: Debian's package prometheus, installed by"
                        + " .ci/run)"));
  }

  @Override
  public String toString() {
    return "Prometheus " + major;
  }
}
