package io.beltline.processor.resourcedetection;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.Header;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import io.beltline.transport.http.HttpReply.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a detector looks at in one attempt: variables, files, services. One thread. */
final class Probe implements AutoCloseable {
  /** How long a service that may not be there is waited for. */
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(2);

  private final Surroundings around;
  private final HttpClientConfig http;
  private final ClientSettings settings;
  private final Deadline deadline;
  private final Map<HttpClientConfig, HttpClient> clients = new HashMap<>();

  Probe(Surroundings around, HttpClientConfig http, ClientSettings settings, Deadline deadline) {
    this.around = around;
    this.http = http;
    this.settings = settings;
    this.deadline = deadline;
  }

  Surroundings around() {
    return around;
  }

  Clock clock() {
    return settings.host().clock();
  }

  /** A variable of the environment, empty if it is not set. */
  String variable(String name) {
    return around.environment().getOrDefault(name, "");
  }

  /** Whether a variable is set, maybe to nothing. */
  boolean has(String name) {
    return around.environment().containsKey(name);
  }

  /**
   * A whole text file.
   *
   * @throws DetectionException absent if there is none
   */
  String file(String path) throws DetectionException {
    try {
      return Files.readString(
          around.root().resolve(path.startsWith("/") ? path.substring(1) : path));
    } catch (NoSuchFileException absent) {
      throw DetectionException.absent(path + " does not exist");
    } catch (IOException | InvalidPathException unreadable) {
      throw DetectionException.of(path + " cannot be read: " + unreadable.getMessage());
    }
  }

  /** Asks a service. */
  Response get(String url, Header... headers) throws DetectionException {
    return send(http, "GET", url, deadline, List.of(headers));
  }

  /** Asks a service that may not be there, and so does not wait long for it. */
  Response reach(String method, String url, Header... headers) throws DetectionException {
    try {
      return send(http, method, url, deadline.within(FIRST_CONTACT), List.of(headers));
    } catch (DetectionException failed) {
      throw failed.status() == 0 ? failed.asAbsent() : failed;
    }
  }

  /** Asks a service over a connection of its own kind. */
  Response get(HttpClientConfig client, String url, Header... headers) throws DetectionException {
    return send(client, "GET", url, deadline, List.of(headers));
  }

  private Response send(
      HttpClientConfig config, String method, String url, Deadline until, List<Header> headers)
      throws DetectionException {
    HttpReply reply;
    try {
      HttpClient client =
          clients.computeIfAbsent(config, made -> HttpClient.create(made, settings));
      reply =
          client.send(
              new HttpCall(method, URI.create(url), headers, List.of(), Context.EMPTY, until));
    } catch (ComponentException | IllegalArgumentException unusable) {
      throw DetectionException.of(url + ": " + unusable.getMessage());
    }
    return switch (reply) {
      case Response response when response.isSuccess() -> response;
      case Response response -> throw DetectionException.answered(url, response.status());
      case HttpReply.Failure failure -> throw DetectionException.of(failure.message());
    };
  }

  /** The body of an answer as text. */
  static String text(Response response) {
    return new String(response.body().toByteArray(), StandardCharsets.UTF_8);
  }

  /**
   * Waits before another attempt.
   *
   * @throws DetectionException if the deadline comes first
   */
  void pause(Duration time) throws DetectionException {
    if (deadline.remaining().compareTo(time) <= 0) {
      throw DetectionException.absent("no time for another attempt");
    }
    try {
      clock().sleep(time);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw DetectionException.of("interrupted");
    }
  }

  @Override
  public void close() {
    Deadline now = Deadline.in(clock(), Duration.ZERO);
    clients.values().forEach(client -> client.close(now));
  }
}
