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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Takes OTLP over both protocols and keeps what arrived, as JSON with where it came in front. */
final class Listener implements AutoCloseable {
  private static final String PACKAGE = "opentelemetry.proto.collector.";

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final List<String> arrived = new ArrayList<>();
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
    String one = from + " " + new String(json, StandardCharsets.UTF_8);
    synchronized (this) {
      arrived.add(one);
      notifyAll();
    }
  }

  int httpPort() {
    return http.port();
  }

  int grpcPort() {
    return grpc.port();
  }

  /**
   * The first with a text in it, which it waits for; the others stay for those who look for them.
   */
  synchronized String next(String text) throws InterruptedException {
    long giveUp = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      for (String one : arrived) {
        if (one.contains(text)) {
          arrived.remove(one);
          return one;
        }
      }
      long left = giveUp - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("no " + text + " among " + arrived);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  @Override
  public void close() {
    Deadline deadline = Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(1));
    http.close(deadline);
    grpc.close(deadline);
  }
}
