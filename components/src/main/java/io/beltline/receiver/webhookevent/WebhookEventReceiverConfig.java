package io.beltline.receiver.webhookevent;

import io.beltline.components.operators.RegexText;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code webhook_event} receiver.
 *
 * @param server the HTTP server; {@code read_timeout} is how long headers may take
 * @param path where events are sent to
 * @param healthPath where somebody may ask whether it listens
 * @param requiredHeader what requests must have
 * @param splitLogsAtNewline whether each line of a body is a record
 * @param splitLogsAtJsonBoundary whether each JSON value of a body is a record
 * @param convertHeadersToAttributes whether headers are attributes
 * @param headerAttributeRegex which headers are attributes; null for none
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/webhookeventreceiver">the
 *     keys and defaults</a>
 */
public record WebhookEventReceiverConfig(
    @Squash
        @Defaults({
          "max_request_body_size=102400",
          "read_timeout=500ms",
          "write_timeout=500ms",
          "read_header_timeout=0s",
          "idle_timeout=0s"
        })
        HttpServerConfig server,
    @Default("/events") @Doc("The path that takes events.") String path,
    @Default("/health_check") @Doc("The path that answers whether it listens.") String healthPath,
    @Doc("A header that requests must have; both keys or none.") RequiredHeader requiredHeader,
    @Default("false") @Doc("Make a record of each line.") boolean splitLogsAtNewline,
    @Default("false") @Doc("Make a record of each JSON value; split_logs_at_newline wins.")
        boolean splitLogsAtJsonBoundary,
    @Default("false") @Doc("Make attributes header.NAME of all headers but the required one.")
        boolean convertHeadersToAttributes,
    @Doc("Make attributes header.NAME of headers whose names match.")
        @Nullable RegexText headerAttributeRegex)
    implements Validated {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /**
   * A header that requests must have.
   *
   * @param key its name
   * @param value its value
   */
  public record RequiredHeader(
      @Doc("The header's name.") String key, @Doc("The header's value.") Secret value)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      if (key.isEmpty() != value.reveal().isEmpty()) {
        problems.add(
            key.isEmpty() ? "key" : "value",
            "is missing (expected: both key and value, or neither)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "is missing (expected: host:port)");
    }
    atMost(problems, "read_timeout", server.readTimeout());
    atMost(problems, "write_timeout", server.writeTimeout());
    if (events().equals(health())) {
      problems.add("health_path", "is the path of events (expected: another one)");
    }
  }

  private static void atMost(Problems problems, String key, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      problems.add(key, "is out of range (expected: 0s to 10s)");
    }
  }

  /** The path of events, with its first slash. */
  String events() {
    return absolute(path);
  }

  /** The path of health checks, with its first slash. */
  String health() {
    return absolute(healthPath);
  }

  private static String absolute(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  /** The server whose headers, not whole requests, may take {@code read_timeout}. */
  HttpServerConfig http() {
    return new HttpServerConfig(
        server.endpoint(),
        server.transport(),
        server.dialer(),
        server.tls(),
        server.cors(),
        server.auth(),
        server.maxRequestBodySize(),
        server.includeMetadata(),
        server.responseHeaders(),
        server.compressionAlgorithms(),
        Duration.ZERO,
        server.readTimeout(),
        server.writeTimeout(),
        server.idleTimeout(),
        server.middlewares(),
        server.keepAlivesEnabled());
  }
}
