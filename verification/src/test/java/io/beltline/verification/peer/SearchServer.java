package io.beltline.verification.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real search engine of one node, which can be killed and started again with its data. */
public interface SearchServer extends AutoCloseable {
  /** Where it listens. */
  String url();

  /** Starts it, again if it was killed, with the data it has. */
  void start() throws Exception;

  /** Kills it. */
  void kill();

  /** Sends a request with JSON, or none if it is empty; any status but 2xx is an error. */
  default JsonNode call(String method, String path, String json) throws Exception {
    HttpResponse<String> response = Calls.send(url(), method, path, json);
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return JsonMapper.shared().readTree(response.body());
  }

  /** How many documents an index has that match a query; none while its shard is being made. */
  default long matching(String index, String query) throws Exception {
    Calls.send(url(), "POST", "/" + index + "/_refresh", "");
    HttpResponse<String> response =
        Calls.send(url(), "POST", "/" + index + "/_count", "{\"query\":" + query + "}");
    return response.statusCode() == 200
        ? JsonMapper.shared().readTree(response.body()).path("count").asLong(0)
        : 0;
  }

  @Override
  default void close() {
    kill();
  }

  /** Speaks HTTP with it. */
  final class Calls {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Calls() {}

    private static HttpResponse<String> send(String url, String method, String path, String json)
        throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(LIMIT)
              .header("content-type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(json))
              .build();
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
