package io.beltline.service.reporting;

import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Takes OTLP over both protocols and keeps what arrived, as JSON with where it came in front. */
final class Listener implements AutoCloseable {
  private static final String PACKAGE = "opentelemetry.proto.collector.";

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final HttpServer http;
  private final GrpcServer grpc;

  Listener() {
    Host host = new TestHost(RealClock.INSTANCE);
    ServerSettings settings = ServerSettings.of(TestSettings.of("listener").settings(), host);
    http =
        HttpServer.start(
            HttpServerConfig.at("127.0.0.1:0"),
            settings,
            request -> {
              Signal signal = request.path().endsWith("logs") ? Signal.LOGS : Signal.METRICS;
              String from = request.path() + " " + request.header("x-key");
              keep(from, signal, request.body());
              return HttpResponse.of(200, "application/x-protobuf", Slice.EMPTY);
            });
    grpc =
        GrpcServer.start(
            BoundYaml.value(GrpcServerConfig.class, "{endpoint: \"127.0.0.1:0\"}"),
            settings,
            Map.of(
                PACKAGE + "metrics.v1.MetricsService/Export",
                call -> {
                  keep("grpc " + call.headers().get().get("x-key"), Signal.METRICS, call.message());
                  return GrpcReply.of(Slice.EMPTY);
                },
                PACKAGE + "logs.v1.LogsService/Export",
                call -> {
                  keep("grpc " + call.headers().get().get("x-key"), Signal.LOGS, call.message());
                  return GrpcReply.of(Slice.EMPTY);
                }));
  }

  private void keep(String from, Signal signal, Slice body) {
    byte[] json = OtlpJson.write(OtlpJson.request(signal), body);
    arrived.add(from + " " + new String(json, StandardCharsets.UTF_8));
  }

  int httpPort() {
    return http.port();
  }

  int grpcPort() {
    return grpc.port();
  }

  /** Waits for the next that arrives. */
  String next() throws InterruptedException {
    return arrived.take();
  }

  /** Waits for one with a text in it. */
  String next(String text) throws InterruptedException {
    String one = next();
    while (!one.contains(text)) {
      one = next();
    }
    return one;
  }

  @Override
  public void close() {
    Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
    http.close(deadline);
    grpc.close(deadline);
  }
}
