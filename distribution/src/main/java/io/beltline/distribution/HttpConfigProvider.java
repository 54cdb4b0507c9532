package io.beltline.distribution;

import io.beltline.config.ConfigProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches configuration from a web server: {@code http://...} and {@code https://...}.
 *
 * @param scheme which of the two
 * @param patience how long the server may take until all has come
 */
record HttpConfigProvider(String scheme, Duration patience) implements ConfigProvider {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final long MOST_BYTES = 16L << 20; // as a file may have

  /** With 20 s for the whole. */
  HttpConfigProvider(String scheme) {
    this(scheme, WHOLE);
  }

  @Override
  public String retrieve(String uri) throws IOException {
    // not closed in the usual way: that would wait for a server that does not go on
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      HttpResponse<String> reply = fetch(client, uri);
      if (reply.statusCode() != OK) {
        throw new IOException(uri + " answered " + reply.statusCode() + " (expected: 200)");
      }
      return reply.body();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching " + uri, stop);
    } catch (IllegalArgumentException noUri) {
      throw new IOException("\"" + uri + "\" is no URL", noUri);
    } finally {
      client.shutdownNow();
    }
  }

  /** The timeout of a request ends with the headers of its answer; this one does not. */
  private HttpResponse<String> fetch(HttpClient client, String uri)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
    try {
      return client
          .sendAsync(
              request,
              HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_BYTES))
          .get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException slow) {
      throw new IOException(
          "%s did not answer in full (expected: within %d ms)".formatted(uri, patience.toMillis()),
          slow);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException known
          ? new IOException(known.getMessage(), known)
          : new IOException("cannot fetch " + uri + ": " + failed.getCause(), failed);
    }
  }
}
