package io.beltline.verification.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Metrics in Prometheus's text format.
 *
 * @param text the page
 */
public record MetricsPage(String text) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The page a process serves on a port now. */
  public static MetricsPage at(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    return new MetricsPage(
        CLIENT
            .send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), BodyHandlers.ofString())
            .body());
  }

  /** The sum of all series of a name whose line contains each of the fragments. */
  public double sum(String name, String... fragments) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> List.of(fragments).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The same as a whole number. */
  public long count(String name, String... fragments) {
    return Math.round(sum(name, fragments));
  }
}
