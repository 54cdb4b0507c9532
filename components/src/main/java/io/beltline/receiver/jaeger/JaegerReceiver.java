package io.beltline.receiver.jaeger;

import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.credentials.WatchedFile;
import io.beltline.components.intake.Ports;
import io.beltline.components.intake.UdpPort;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.components.otlp.TranslatedMethod;
import io.beltline.components.thrift.BinaryThriftReader;
import io.beltline.components.thrift.CompactThriftReader;
import io.beltline.model.Signal;
import io.beltline.receiver.jaeger.JaegerReceiverConfig.Protocols;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what Jaeger's clients and agents send, and hands it on as OTLP. */
final class JaegerReceiver implements Receiver {
  /** The method by which agents and clients post batches over gRPC. */
  static final String POST_SPANS = "jaeger.api_v2.CollectorService/PostSpans";

  private final Settings settings;
  private final JaegerReceiverConfig config;
  private final Outputs outputs;
  private @Nullable GrpcServer grpc;
  private @Nullable HttpServer http;
  private @Nullable HttpServer sampling;
  private @Nullable UdpPort compact;
  private @Nullable UdpPort binary;

  JaegerReceiver(Settings settings, JaegerReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.TRACES).orElse(null);
    if (consumer == null) {
      return;
    }
    Ports.open(host, () -> start(host, consumer), this::shutdown);
  }

  private void start(Host host, Consumer consumer) {
    Protocols protocols = config.protocols();
    ServerSettings servers = ServerSettings.of(settings, host, outputs.admission());
    SamplingHandler asked = sampler(host);
    if (protocols.thriftCompact() != null) {
      compact =
          AgentPort.start(
              settings,
              new TranslatedIntake(settings, Signal.TRACES, "udp_thrift_compact", consumer),
              protocols.thriftCompact(),
              outputs.admission(),
              CompactThriftReader::new);
      listens("Starting UDP server for Compact Thrift", compact.endpoint());
    }
    if (protocols.thriftBinary() != null) {
      binary =
          AgentPort.start(
              settings,
              new TranslatedIntake(settings, Signal.TRACES, "udp_thrift_binary", consumer),
              protocols.thriftBinary(),
              outputs.admission(),
              BinaryThriftReader::new);
      listens("Starting UDP server for Binary Thrift", binary.endpoint());
    }
    if (protocols.thriftHttp() != null) {
      Router.Builder router =
          Router.builder()
              .route(
                  "POST",
                  "/api/traces",
                  new ThriftHttp(
                      new TranslatedIntake(settings, Signal.TRACES, "collector_http", consumer)));
      if (asked != null) {
        router.route("GET", "/api/sampling", asked);
      }
      http = HttpServer.start(protocols.thriftHttp(), servers, router.build());
      listens("Starting HTTP server for Jaeger Collector", http.endpoint());
    }
    if (protocols.grpc() != null) {
      Map<String, GrpcHandler> methods = new HashMap<>();
      methods.put(
          POST_SPANS,
          new TranslatedMethod(
              new TranslatedIntake(settings, Signal.TRACES, "grpc", consumer),
              ProtoBatch::request,
              false));
      if (asked != null) {
        methods.put(SamplingHandler.METHOD, asked::call);
      }
      grpc = GrpcServer.start(protocols.grpc(), servers, methods);
      listens("Starting gRPC server for Jaeger Collector", grpc.endpoint());
    }
    if (asked != null && config.remoteSampling() != null) {
      sampling =
          HttpServer.start(
              HttpServerConfig.at(config.remoteSampling().hostEndpoint()),
              ServerSettings.of(settings, host),
              asked.agent());
      listens("Starting HTTP server for Jaeger Agent", sampling.endpoint());
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (grpc != null) {
      grpc.stopAccepting();
    }
    close(http, deadline);
    close(sampling, deadline);
    if (compact != null) {
      compact.close(deadline);
    }
    if (binary != null) {
      binary.close(deadline);
    }
    if (grpc != null) {
      grpc.close(deadline);
    }
  }

  /** The ports by protocol, as the configuration names them; for what does not listen none. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = new HashMap<>();
    if (grpc != null) {
      ports.put("grpc", grpc.port());
    }
    if (http != null) {
      ports.put("thrift_http", http.port());
    }
    if (compact != null) {
      ports.put("thrift_compact", compact.port());
    }
    if (binary != null) {
      ports.put("thrift_binary", binary.port());
    }
    if (sampling != null) {
      ports.put("remote_sampling", sampling.port());
    }
    return ports;
  }

  private @Nullable SamplingHandler sampler(Host host) {
    RemoteSamplingConfig remote = config.remoteSampling();
    return remote == null
        ? null
        : new SamplingHandler(
            WatchedFile.open(
                "remote_sampling::strategy_file",
                remote.strategyFile(),
                Strategies::parse,
                host.clock(),
                settings.logger()));
  }

  private static void close(@Nullable HttpServer server, Deadline deadline) {
    if (server != null) {
      server.stopAccepting();
      server.close(deadline);
    }
  }

  private void listens(String what, String endpoint) {
    settings.logger().atInfo().addKeyValue("endpoint", endpoint).log(what);
  }
}
