package io.beltline.receiver.otlp;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code otlp} receiver.
 *
 * @param protocols which protocols it speaks
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector/tree/main/receiver/otlpreceiver">the
 *     keys and defaults</a>
 */
public record OtlpReceiverConfig(
    @Section @Doc("The protocols to listen for; at least one must be written.") Protocols protocols)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (protocols.grpc() == null && protocols.http() == null) {
      problems.add(
          "",
          "must specify at least one protocol when using the OTLP receiver (expected: protocols:"
              + " with grpc: or http:)");
    }
  }

  /**
   * The {@code protocols} section. A protocol that is not written is off; one written without a
   * value is on with its defaults.
   *
   * @param grpc the gRPC server, or null for none
   * @param http the HTTP server, or null for none
   */
  public record Protocols(
      @Section(absent = Presence.OFF)
          @Defaults("endpoint=localhost:4317")
          @Doc("OTLP over gRPC; without a value: on with the defaults.")
          @Nullable GrpcServerConfig grpc,
      @Section(absent = Presence.OFF)
          @Doc("OTLP over HTTP, binary and JSON; without a value: on with the defaults.")
          @Nullable Http http) {}

  /**
   * The {@code http} section.
   *
   * @param server the keys of every HTTP server
   * @param tracesUrlPath where spans are posted
   * @param metricsUrlPath where metrics are posted
   * @param logsUrlPath where log records are posted
   * @param profilesUrlPath where profiles are posted
   */
  public record Http(
      @Squash
          @Defaults({
            "endpoint=localhost:4318",
            "read_header_timeout=0s",
            "write_timeout=0s",
            "idle_timeout=0s"
          })
          HttpServerConfig server,
      @Default("/v1/traces") @Doc("The path spans are posted to.") String tracesUrlPath,
      @Default("/v1/metrics") @Doc("The path metrics are posted to.") String metricsUrlPath,
      @Default("/v1/logs") @Doc("The path log records are posted to.") String logsUrlPath,
      @Default("/v1development/profiles") @Doc("The path profiles are posted to.")
          String profilesUrlPath)
      implements Validated {

    @Override
    public void validate(Problems problems) {
      Map<String, Signal> owners = new HashMap<>();
      paths()
          .forEach(
              (signal, path) -> {
                Signal owner = owners.putIfAbsent(path, signal);
                if (owner != null) {
                  problems.add(
                      signal.label() + "_url_path",
                      "\"%s\" is the path of %s already (expected: a path of its own)"
                          .formatted(path, owner.label()));
                }
              });
    }

    /** The path of each signal, with the leading slash that may be left out. */
    Map<Signal, String> paths() {
      Map<Signal, String> paths = new EnumMap<>(Signal.class);
      paths.put(Signal.TRACES, absolute(tracesUrlPath));
      paths.put(Signal.METRICS, absolute(metricsUrlPath));
      paths.put(Signal.LOGS, absolute(logsUrlPath));
      paths.put(Signal.PROFILES, absolute(profilesUrlPath));
      return paths;
    }

    private static String absolute(String path) {
      int query = path.indexOf('?');
      String alone = query < 0 ? path : path.substring(0, query);
      return alone.startsWith("/") ? alone : "/" + alone;
    }
  }
}
