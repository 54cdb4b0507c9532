package io.beltline.receiver.zipkin;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code zipkin} receiver.
 *
 * @param server the keys of every HTTP server, at the place where they stood before there was
 *     {@code protocols}
 * @param protocols the newer place of the same keys
 * @param parseStringTags whether tags that look like numbers or flags become such
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/zipkinreceiver">the
 *     keys and defaults</a>
 */
public record ZipkinReceiverConfig(
    @Squash
        @Defaults({
          "endpoint=" + ZipkinReceiverConfig.ENDPOINT,
          "read_header_timeout=0s",
          "write_timeout=0s",
          "idle_timeout=0s"
        })
        HttpServerConfig server,
    @Section @Doc("The protocols to listen for; there is one.") Protocols protocols,
    @Default("false")
        @Doc("Make numbers and flags of tags that look like them: 42, -1.5, true, false.")
        boolean parseStringTags)
    implements Validated {
  static final String ENDPOINT = "localhost:9411";

  /**
   * The {@code protocols} section.
   *
   * @param http the HTTP server; null where its keys stand at the older place
   */
  public record Protocols(
      @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
          @Defaults({
            "endpoint=" + ZipkinReceiverConfig.ENDPOINT,
            "read_header_timeout=0s",
            "write_timeout=0s",
            "idle_timeout=0s"
          })
          @Doc("The HTTP server; wins over the keys beside protocols.")
          @Nullable HttpServerConfig http) {}

  /** The server's keys from the place where they stand. */
  HttpServerConfig http() {
    return protocols.http() == null ? server : protocols.http();
  }

  /** Whether the address stands at both places, so that one of them means nothing. */
  boolean contradicts() {
    return protocols.http() != null && !server.endpoint().equals(ENDPOINT);
  }

  @Override
  public void validate(Problems problems) {
    if (http().endpoint().isEmpty()) {
      problems.add(
          protocols.http() == null ? "endpoint" : "protocols::http::endpoint",
          "must be specified (expected: host:port such as localhost:9411)");
    }
  }
}
