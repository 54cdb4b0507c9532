package io.beltline.verification.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.peer.PrometheusRelease;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code promtool check metrics} finds on a page of metrics. */
final class Promtool {
  private static final int FOUND_SOMETHING = 3;

  private Promtool() {}

  /**
   * Its lines: a metric and what is odd about it.
   *
   * @param folder where the page is written
   * @throws AssertionError when it cannot parse the page
   */
  static List<String> lints(Path folder, String page) throws Exception {
    Path file = Files.writeString(folder.resolve("page.txt"), page);
    Process process =
        new ProcessBuilder(PrometheusRelease.promtool().toString(), "check", "metrics")
            .redirectInput(file.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isIn(0, FOUND_SOMETHING);
    return said.lines().toList();
  }
}
