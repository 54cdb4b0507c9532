package io.beltline.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beltline.config.ConfigProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 10; // as Go's
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
            .followRedirects(HttpClient.Redirect.NEVER) // it would take credentials anywhere
            .build();
    try {
      HttpResponse<String> reply = followed(client, uri);
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

  /** Goes where answers lead, with credentials only within the origin they were given for. */
  private HttpResponse<String> followed(HttpClient client, String uri)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    URI at = URI.create(uri);
    String user = at.getRawUserInfo();
    for (int hop = 0; ; hop++) {
      HttpResponse<String> reply = fetch(client, uri, at, user, end);
      String location = reply.headers().firstValue("location").orElse("");
      if (!REDIRECTS.contains(reply.statusCode()) || location.isEmpty() || hop == MOST_REDIRECTS) {
        return reply;
      }
      URI next = at.resolve(location);
      if (!isHttp(next) || ("https".equals(at.getScheme()) && "http".equals(next.getScheme()))) {
        return reply;
      }
      String own = next.getRawUserInfo();
      user = own != null || !origin(next).equals(origin(at)) ? own : user;
      at = next;
    }
  }

  private static boolean isHttp(URI uri) {
    return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
  }

  private static HttpRequest request(URI uri, @Nullable String user) {
    if (user == null) {
      return HttpRequest.newBuilder(uri).build();
    }
    String authority = uri.getRawAuthority();
    String bare = authority.substring(authority.lastIndexOf('@') + 1);
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    // unlike in forms, a plus sign stands for itself
    String plain = URLDecoder.decode(user.replace("+", "%2B"), UTF_8);
    byte[] credentials = (plain.indexOf(':') < 0 ? plain + ":" : plain).getBytes(UTF_8);
    return HttpRequest.newBuilder(URI.create(uri.getScheme() + "://" + bare + path + query))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
        .build();
  }

  /** The timeout of a request ends with the headers of its answer; this one does not. */
  private HttpResponse<String> fetch(
      HttpClient client, String uri, URI at, @Nullable String user, long end)
      throws IOException, InterruptedException {
    HttpRequest request = request(at, user);
    try {
      return client
          .sendAsync(
              request,
              HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_BYTES))
          .get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
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
