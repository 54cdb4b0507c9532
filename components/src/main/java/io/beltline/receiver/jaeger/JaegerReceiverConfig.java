package io.beltline.receiver.jaeger;

import io.beltline.components.intake.ListenAddress;
import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What users write under the {@code jaeger} receiver.
 *
 * @param protocols which protocols it speaks
 * @param remoteSampling what clients that ask are told to sample, or null for nothing
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/jaegerreceiver">the
 *     keys and defaults</a>
 */
public record JaegerReceiverConfig(
    @Section @Doc("The protocols to listen for; at least one must be written.") Protocols protocols,
    @Section(absent = Presence.OFF, nulled = Presence.OFF)
        @Doc("Tells clients that ask what to sample, as the Jaeger agent did.")
        @Nullable RemoteSamplingConfig remoteSampling)
    implements Validated {

  /**
   * The {@code protocols} section. A protocol that is not written is off; one written without a
   * value is on with its defaults.
   *
   * @param grpc the gRPC server of Jaeger's collector, or null for none
   * @param thriftHttp the HTTP server of Jaeger's collector, or null for none
   * @param thriftBinary the agent's UDP port for thrift's binary form, or null for none
   * @param thriftCompact the agent's UDP port for thrift's compact form, or null for none
   */
  public record Protocols(
      @Section(absent = Presence.OFF)
          @Defaults("endpoint=localhost:14250")
          @Doc("Batches over gRPC (jaeger.api_v2); without a value: on with the defaults.")
          @Nullable GrpcServerConfig grpc,
      @Section(absent = Presence.OFF)
          @Defaults({
            "endpoint=localhost:14268",
            "read_header_timeout=0s",
            "write_timeout=0s",
            "idle_timeout=0s"
          })
          @Doc("Batches in thrift over HTTP; without a value: on with the defaults.")
          @Nullable HttpServerConfig thriftHttp,
      @Section(absent = Presence.OFF)
          @Defaults("endpoint=localhost:6832")
          @Doc("Batches in thrift's binary form over UDP; without a value: on with the defaults.")
          @Nullable UdpConfig thriftBinary,
      @Section(absent = Presence.OFF)
          @Defaults("endpoint=localhost:6831")
          @Doc("Batches in thrift's compact form over UDP; without a value: on with the defaults.")
          @Nullable UdpConfig thriftCompact) {}

  /**
   * The section of a UDP port.
   *
   * @param endpoint where it listens
   * @param queueSize how many packets wait at most
   * @param maxPacketSize how many bytes a packet may have
   * @param workers how many packets are worked on at a time
   * @param socketBufferSize how many bytes the operating system keeps; 0 for what it has set
   */
  public record UdpConfig(
      @Default("") @Doc("Address to listen on: host:port or :port.") String endpoint,
      @Default("1000") @Doc("How many packets wait at most; further ones are dropped.")
          int queueSize,
      @Default("65000") @Doc("The largest packet in bytes; larger ones are dropped.")
          int maxPacketSize,
      @Default("10") @Doc("How many packets are worked on at a time.") int workers,
      @Default("0")
          @Doc(
              "How many bytes the operating system shall keep of what is not read yet; 0: its own.")
          int socketBufferSize)
      implements Validated {
    private static final int MOST_WORKERS = 10_000;

    @Override
    public void validate(Problems problems) {
      ListenAddress.check(endpoint, "endpoint", problems);
      atLeast(problems, "queue_size", queueSize, 1);
      atLeast(problems, "max_packet_size", maxPacketSize, 1);
      atLeast(problems, "workers", workers, 1);
      atLeast(problems, "socket_buffer_size", socketBufferSize, 0);
      if (workers > MOST_WORKERS) {
        problems.add("workers", workers + " is too many (expected: at most " + MOST_WORKERS + ")");
      }
    }

    private static void atLeast(Problems problems, String key, int value, int least) {
      if (value < least) {
        problems.add(key, value + " is too small (expected: " + least + " or more)");
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    if (protocols.grpc() == null
        && protocols.thriftHttp() == null
        && protocols.thriftBinary() == null
        && protocols.thriftCompact() == null) {
      problems.add(
          "",
          "must specify at least one protocol when using the Jaeger receiver (expected: protocols:"
              + " with grpc:, thrift_http:, thrift_compact: or thrift_binary:)");
    }
    if (protocols.grpc() != null) {
      required(problems, "protocols::grpc::endpoint", protocols.grpc().endpoint());
    }
    if (protocols.thriftHttp() != null) {
      required(problems, "protocols::thrift_http::endpoint", protocols.thriftHttp().endpoint());
    }
  }

  private static void required(Problems problems, String key, String endpoint) {
    if (endpoint.isEmpty()) {
      problems.add(key, "must be specified (expected: host:port)");
    }
  }
}
