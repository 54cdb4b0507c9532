package io.beltline.benchmarks.sidebyside;

import com.sun.net.httpserver.HttpServer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.exporter.zipkin.ZipkinExporterConfig;
import io.beltline.exporter.zipkin.ZipkinExporterFactory;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Traces;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests as a Zipkin client sends them: what the zipkin exporter makes of OTLP ones. */
final class ZipkinBodies {
  private ZipkinBodies() {}

  static List<byte[]> of(List<byte[]> requests, boolean json) throws IOException {
    List<byte[]> taken = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          taken.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
    Exporter exporter = exporter(server.getAddress().getPort(), json);
    exporter.start(new TestHost(RealClock.INSTANCE));
    try {
      for (byte[] request : requests) {
        send(exporter, request);
      }
    } finally {
      exporter.shutdown(soon());
      server.stop(0);
    }
    if (taken.size() != requests.size()) {
      throw new IOException(taken.size() + " requests were made of " + requests.size());
    }
    return taken;
  }

  private static Exporter exporter(int port, boolean json) {
    String yaml =
        "{endpoint: 'http://127.0.0.1:%d/', format: %s, sending_queue: {enabled: false}}"
            .formatted(port, json ? "json" : "proto");
    return new ZipkinExporterFactory()
        .create(
            TestSettings.of("zipkin").settings(),
            BoundYaml.value(ZipkinExporterConfig.class, yaml));
  }

  private static void send(Exporter exporter, byte[] request) throws IOException {
    Traces traces = new Traces(Payload.of(Slice.of(request)));
    ExportResult result =
        exporter.export(new Exporter.ExportRequest(Context.EMPTY, traces, soon()));
    if (result instanceof ExportResult.Refused refused) {
      throw new IOException(refused.refusal().message());
    }
  }

  private static Deadline soon() {
    return Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(20));
  }
}
