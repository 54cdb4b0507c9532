package io.beltline.verification.peer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON from a peer on the loopback address and posts it there. */
public final class Web {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Web() {}

  /** The JSON at {@code path}; empty for any status but 200 and while nobody listens. */
  public static Optional<JsonNode> read(int port, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(port, path)).timeout(LIMIT).build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(JsonMapper.shared().readTree(response.body()))
          : Optional.empty();
    } catch (ConnectException notYet) {
      return Optional.empty();
    }
  }

  /**
   * Posts a body.
   *
   * @throws AssertionError for any status but 200
   */
  public static void post(int port, String path, String contentType, byte[] body)
      throws IOException, InterruptedException {
    post(port, path, Map.of("Content-Type", contentType), body);
  }

  /** The same with other headers. */
  public static void post(int port, String path, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri(port, path))
            .timeout(LIMIT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(builder::header);
    HttpRequest request = builder.build();
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(
          "POST %s: %d %s".formatted(path, response.statusCode(), response.body()));
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
