package io.beltline.distribution;

import io.beltline.config.ConfigProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Fetches configuration from a web server: {@code http://...} and {@code https://...}.
 *
 * @param scheme which of the two
 */
record HttpConfigProvider(String scheme) implements ConfigProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final long MOST_BYTES = 16L << 20; // as a file may have

  @Override
  public String retrieve(String uri) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(URI.create(uri)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_BYTES));
      if (reply.statusCode() != OK) {
        throw new IOException(uri + " answered " + reply.statusCode() + " (expected: 200)");
      }
      return reply.body();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + uri, stop);
    } catch (IllegalArgumentException noUri) {
      throw new IOException("\"" + uri + "\" is no URL", noUri);
    }
  }
}
