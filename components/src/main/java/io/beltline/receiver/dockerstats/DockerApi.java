package io.beltline.receiver.dockerstats;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.receiver.dockerstats.Answer.Failed;
import io.beltline.receiver.dockerstats.Answer.Gone;
import io.beltline.receiver.dockerstats.Answer.Told;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.http.AnswerParts;
import io.beltline.transport.http.AnswerRoom;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a daemon. Safe for all threads; calls block.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">the API</a>
 */
final class DockerApi {
  private static final int NOT_FOUND = 404;
  private static final int LONGEST_WORDS = 200;

  private final HttpClient client;
  private final String base;
  private final Clock clock;
  private final Admission admission;
  private final Duration timeout;
  private final @Nullable ApiVersion written;
  private volatile @Nullable ApiVersion agreed;

  /** One that has asked nothing yet. */
  DockerApi(DockerStatsConfig config, ClientSettings settings, Admission admission) {
    DockerEndpoint endpoint = DockerEndpoint.of(config.endpoint(), config.tls());
    this.client = HttpClient.create(endpoint.client(), settings);
    this.base = endpoint.base();
    this.clock = settings.host().clock();
    this.admission = admission;
    this.timeout = config.timeout();
    this.written = ApiVersion.parse(config.apiVersion());
    this.agreed = written;
  }

  /** Agrees upon a version, if users write none; null if that is done. */
  @Nullable Failed<ApiVersion> agree() {
    if (written != null) {
      return null;
    }
    HttpReply reply = client.send(HttpCall.get(URI.create(base + "/_ping")).with(soon()));
    return switch (reply) {
      case HttpReply.Failure failure -> failed(failure);
      case HttpReply.Response response -> agree(response);
    };
  }

  private @Nullable Failed<ApiVersion> agree(HttpReply.Response response) {
    if (!response.isSuccess()) {
      return refused(response);
    }
    ApiVersion theirs = ApiVersion.parse(response.header("api-version"));
    ApiVersion known = theirs == null ? ApiVersion.LEAST : theirs;
    if (known.isBelow(ApiVersion.LEAST)) {
      return new Failed<>("version", "the daemon knows the API up to " + known + " only");
    }
    agreed = known.isBelow(ApiVersion.MOST) ? known : ApiVersion.MOST;
    return null;
  }

  /**
   * Asks for something.
   *
   * @param path with a slash in front, and a query
   * @param most the largest answer
   * @param reader makes something of it
   */
  <T> Answer<T> get(String path, long most, Function<Slice, T> reader) {
    if (agreed == null) {
      Failed<ApiVersion> apart = agree();
      if (apart != null) {
        return apart.other();
      }
    }
    try (Reservation reservation = admission.reserve(0)) {
      if (reservation == null) {
        return new Failed<>("memory", "there is no memory for an answer now");
      }
      AnswerRoom room = new AnswerRoom(most, reservation);
      HttpReply reply = client.send(HttpCall.get(url(path)).with(soon()).with(room));
      return switch (reply) {
        case HttpReply.Failure failure -> failed(failure);
        case HttpReply.Response response when response.status() == NOT_FOUND -> new Gone<>();
        case HttpReply.Response response when response.isSuccess() ->
            new Told<>(reader.apply(response.body()));
        case HttpReply.Response response -> refused(response);
      };
    } catch (Json.MalformedException malformed) {
      return new Failed<>("malformed", path + ": " + malformed.getMessage());
    }
  }

  /**
   * Follows something without end, and returns when that has ended all the same.
   *
   * @param most the longest it may take
   */
  Failed<Void> follow(String path, Duration most, AnswerParts parts) {
    HttpCall call =
        HttpCall.get(url(path))
            .with("accept-encoding", "identity")
            .with(Deadline.in(clock, most))
            .with(parts);
    return switch (client.send(call)) {
      case HttpReply.Failure failure -> failed(failure);
      case HttpReply.Response response when response.isSuccess() ->
          new Failed<>("ended", path + ": the daemon has ended it");
      case HttpReply.Response response -> refused(response);
    };
  }

  /** A value as part of a query. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Deadline soon() {
    return Deadline.in(clock, timeout);
  }

  private URI url(String path) {
    return URI.create(base + "/v" + agreed + path);
  }

  private static <T> Failed<T> failed(HttpReply.Failure failure) {
    return new Failed<>(failure.kind().name().toLowerCase(Locale.ROOT), failure.message());
  }

  private static <T> Failed<T> refused(HttpReply.Response response) {
    String words = response.body().toUtf8().strip();
    return new Failed<>(
        "status",
        "status "
            + response.status()
            + ": "
            + words.substring(0, Math.min(LONGEST_WORDS, words.length())));
  }

  /** Breaks what is under way. */
  void close() {
    client.close(Deadline.in(clock, Duration.ZERO));
  }
}
