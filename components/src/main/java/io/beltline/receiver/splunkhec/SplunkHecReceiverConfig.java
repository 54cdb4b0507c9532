package io.beltline.receiver.splunkhec;

import io.beltline.api.ComponentId;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code splunk_hec} receiver.
 *
 * @param server the HTTP server
 * @param accessTokenPassthrough whether senders' tokens are attributes of resources
 * @param rawPath where raw text is sent to
 * @param splitting how raw text becomes events
 * @param healthPath where somebody may ask whether it listens
 * @param ack acknowledgements by number, which are not supported
 * @param hecMetadataToOtelAttrs which attributes metadata becomes
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/splunkhecreceiver">the
 *     keys and defaults</a>
 */
public record SplunkHecReceiverConfig(
    @Squash
        @Defaults({
          "endpoint=localhost:8088",
          "read_header_timeout=20s",
          "write_timeout=20s",
          "idle_timeout=0s"
        })
        HttpServerConfig server,
    @Default("false") @Doc("Keep senders' tokens as com.splunk.hec.access_token of resources.")
        boolean accessTokenPassthrough,
    @Default("/services/collector/raw") @Doc("The path that takes raw text.") String rawPath,
    @Default("line") @Doc("What an event is in raw text: line, or none for all of it.")
        Splitting splitting,
    @Default("/services/collector/health")
        @Doc("The path that answers whether it listens; /1.0 behind it does too.")
        String healthPath,
    @Doc("Acknowledgements by number: not supported.") Ack ack,
    @Doc("Which attributes of the resource metadata of events becomes.")
        Attributes hecMetadataToOtelAttrs)
    implements Validated {

  /**
   * Acknowledgements by number.
   *
   * @param extension must not be written
   * @param path answered with the words that they are disabled
   */
  public record Ack(
      @Doc("Not supported: must not be written.") @Nullable ComponentId extension,
      @Default("/services/collector/ack") @Doc("The path that answers that they are disabled.")
          String path)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      if (extension != null) {
        problems.add(
            "extension",
            extension
                + " is not supported (expected: no ack::extension; a request is answered when the"
                + " pipeline has taken it, so its answer is the acknowledgement)");
      }
      checkPath(problems, "path", path);
    }
  }

  /**
   * Names of attributes.
   *
   * @param source what source becomes
   * @param sourcetype what sourcetype becomes
   * @param index what index becomes
   * @param host what host becomes
   */
  public record Attributes(
      @Default("com.splunk.source") @Doc("What source becomes.") String source,
      @Default("com.splunk.sourcetype") @Doc("What sourcetype becomes.") String sourcetype,
      @Default("com.splunk.index") @Doc("What index becomes.") String index,
      @Default("host.name") @Doc("What host becomes.") String host) {}

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "is missing (expected: host:port)");
    }
    checkPath(problems, "raw_path", rawPath);
    checkPath(problems, "health_path", healthPath);
    if (rawPath.equals(healthPath)) {
      problems.add("health_path", "is the path of raw text (expected: another one)");
    }
  }

  private static void checkPath(Problems problems, String key, String path) {
    if (!path.startsWith("/")) {
      problems.add(key, "\"" + path + "\" is no path (expected: one that begins with /)");
    }
  }
}
