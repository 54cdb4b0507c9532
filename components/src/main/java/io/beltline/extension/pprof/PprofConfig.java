package io.beltline.extension.pprof;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import io.beltline.transport.config.DialerConfig;
import io.beltline.transport.config.HttpServerConfig;
import java.time.Duration;

/** What users write under {@code extensions::pprof}. */
public record PprofConfig(
    @Doc("Address to listen on: host:port or :port.") @Default("localhost:1777") String endpoint,
    @Doc("Accepted, without effect on a server.") DialerConfig dialer,
    @Doc("Above 0, recordings hold every time a thread parks, however short.") @Default("0")
        int blockProfileFraction,
    @Doc("Above 0, recordings hold every time a thread waits for a monitor, however short.")
        @Default("0")
        int mutexProfileFraction,
    @Doc("A file for a recording from start to shutdown (Java Flight Recorder).") String saveToFile)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (endpoint.isEmpty()) {
      problems.add("endpoint", "must not be empty (expected: host:port)");
    }
  }

  /** The server to start; a recording takes as long as it is asked to. */
  HttpServerConfig listener() {
    HttpServerConfig usual = HttpServerConfig.at(endpoint);
    return new HttpServerConfig(
        endpoint,
        usual.transport(),
        dialer,
        null,
        null,
        null,
        usual.maxRequestBodySize(),
        false,
        usual.responseHeaders(),
        usual.compressionAlgorithms(),
        usual.readTimeout(),
        usual.readHeaderTimeout(),
        Duration.ZERO,
        usual.idleTimeout(),
        usual.middlewares(),
        true);
  }
}
