package io.beltline.receiver.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Status.Code;
import io.beltline.components.otlp.ExportResponse;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.components.otlp.Requests;
import io.beltline.components.otlp.RpcStatus;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.exporter.otlpgrpc.OtlpGrpcExporterFactory;
import io.beltline.exporter.otlphttp.OtlpHttpExporterFactory;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.grpc.GrpcResult;
import io.beltline.transport.http.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What a backend answers and what a sender hears, over real sockets, for every pair of protocols.
 * The result is the page {@code docs/status-matrix.md}; {@code -Dbeltline.update=true} writes it.
 */
class StatusMatrixTest {
  private static final Slice REQUEST = Requests.request(Signal.TRACES, 1);
  private static final Path PAGE =
      Path.of(System.getProperty("beltline.root", ".."), "docs", "status-matrix.md");

  /** One line: what the backend does, and what came of it. */
  private record Row(String backend, String exporter, String overGrpc, String overHttp) {
    @Override
    public String toString() {
      return "| %s | %s | %s | %s |\n".formatted(backend, exporter, overGrpc, overHttp);
    }
  }

  @Test
  void thePageSaysWhatSendersHear() throws IOException {
    String page =
        """
        # What a sender hears

        A sender waits for the backend only where the exporter has no queue (`sending_queue::enabled: false`, or
        `wait_for_result: true`); with a queue it hears success once the request is queued. These tables show the
        first case: `otlp` receiver, exporter without queue and retries, one item, and a backend that answers as
        written. The test that checks them writes this page.

        The second column is what the exporter does with the answer where it has a queue and retries.

        ## A backend over gRPC (`otlp_grpc`)

        """
            + table(overGrpc())
            + """

            ## A backend over HTTP (`otlp_http`)

            """
            + table(overHttp());
    if (Boolean.getBoolean("beltline.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(page).isEqualTo(Files.readString(PAGE));
  }

  private static String table(List<Row> rows) {
    StringBuilder table =
        new StringBuilder()
            .append("| backend | exporter | sender over gRPC | sender over HTTP |\n")
            .append("|---|---|---|---|\n");
    rows.forEach(table::append);
    return table.toString();
  }

  private static List<Row> overGrpc() {
    List<Row> rows = new ArrayList<>();
    AtomicReference<GrpcReply> script = new AtomicReference<>(GrpcReply.of(Slice.EMPTY));
    OtlpGrpcExporterFactory factory = new OtlpGrpcExporterFactory();
    try (ScriptedBackend backend = ScriptedBackend.grpc(call -> script.get());
        Chain chain = Chain.to(factory, "127.0.0.1:" + backend.port(), "10s");
        RunningReceiver running = receiver(chain)) {
      rows.add(row("OK", chain, running));
      script.set(GrpcReply.of(new ExportResponse(1, "too old").toProto()));
      rows.add(row("OK, 1 rejected", chain, running));
      script.set(GrpcReply.of(new ExportResponse(0, "deprecated").toProto()));
      rows.add(row("OK, with a warning", chain, running));
      for (Code code : Code.values()) {
        if (code != Code.OK) {
          script.set(GrpcReply.failed(code, "words"));
          rows.add(row(code.name(), chain, running));
        }
      }
      for (Code code : List.of(Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED)) {
        script.set(new GrpcReply.Failed(code, "words", Duration.ofMillis(1500)));
        rows.add(row(code + ", RetryInfo 1.5 s", chain, running));
      }
      script.set(GrpcReply.failed(Code.RESOURCE_EXHAUSTED, "received message larger than max"));
      rows.add(row("RESOURCE_EXHAUSTED, \"message larger than max\"", chain, running));
      script.set(GrpcReply.failed(Code.RESOURCE_EXHAUSTED, "TRACE_TOO_LARGE: max size"));
      rows.add(row("RESOURCE_EXHAUSTED, \"TRACE_TOO_LARGE\"", chain, running));
    }
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedBackend silent =
        ScriptedBackend.grpc(
            call -> {
              awaitQuietly(never);
              return GrpcReply.of(Slice.EMPTY);
            })) {
      rows.add(lost("no answer in time", factory, "127.0.0.1:" + silent.port(), "300ms"));
      never.countDown();
    }
    rows.addAll(lost(factory, "127.0.0.1:"));
    try (ScriptedBackend proxy = ScriptedBackend.badGateway()) {
      rows.add(lost("a proxy's HTTP/1.1", factory, "127.0.0.1:" + proxy.port(), "10s"));
    }
    return rows;
  }

  private static List<Row> overHttp() {
    List<Row> rows = new ArrayList<>();
    AtomicReference<HttpResponse> script = new AtomicReference<>(HttpResponse.empty(200));
    OtlpHttpExporterFactory factory = new OtlpHttpExporterFactory();
    String base = "http://127.0.0.1:";
    try (ScriptedBackend backend = ScriptedBackend.http(request -> script.get());
        Chain chain = Chain.to(factory, base + backend.port(), "10s");
        RunningReceiver running = receiver(chain)) {
      rows.add(row("200", chain, running));
      script.set(
          HttpResponse.of(200, OtlpRoutes.PROTOBUF, new ExportResponse(1, "too old").toProto()));
      rows.add(row("200, 1 rejected", chain, running));
      script.set(
          HttpResponse.of(
              200, OtlpRoutes.JSON, new ExportResponse(1, "too old").toJson(Signal.TRACES)));
      rows.add(row("200, 1 rejected, in JSON", chain, running));
      for (int status :
          new int[] {
            202, 204, 301, 307, 400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 501,
            502, 503, 504, 505
          }) {
        script.set(HttpResponse.empty(status));
        rows.add(row(Integer.toString(status), chain, running));
      }
      for (int status : new int[] {429, 503}) {
        script.set(HttpResponse.empty(status).with("retry-after", "2"));
        rows.add(row(status + ", Retry-After: 2", chain, running));
      }
      script.set(HttpResponse.text(429, "message too large"));
      rows.add(row("429, \"message too large\"", chain, running));
      script.set(HttpResponse.text(400, "http: request body too large"));
      rows.add(row("400, \"request body too large\"", chain, running));
    }
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedBackend silent =
        ScriptedBackend.http(
            request -> {
              awaitQuietly(never);
              return HttpResponse.empty(200);
            })) {
      rows.add(lost("no answer in time", factory, base + silent.port(), "300ms"));
      never.countDown();
    }
    rows.addAll(lost(factory, base));
    return rows;
  }

  private static <C extends Record & DeliveryConfig> List<Row> lost(
      ExporterFactory<C> factory, String base) {
    List<Row> rows = new ArrayList<>();
    try (ScriptedBackend absent = ScriptedBackend.absent()) {
      rows.add(lost("connection refused", factory, base + absent.port(), "10s"));
    }
    try (ScriptedBackend breaking = ScriptedBackend.breaking()) {
      rows.add(lost("connection lost", factory, base + breaking.port(), "10s"));
    }
    return rows;
  }

  private static <C extends Record & DeliveryConfig> Row lost(
      String backend, ExporterFactory<C> factory, String endpoint, String timeout) {
    try (Chain chain = Chain.to(factory, endpoint, timeout);
        RunningReceiver running = receiver(chain)) {
      return row(backend, chain, running);
    }
  }

  private static RunningReceiver receiver(Chain chain) {
    return RunningReceiver.into(Map.of(Signal.TRACES, chain::consume), Admission.UNLIMITED);
  }

  private static Row row(String backend, Chain chain, RunningReceiver running) {
    String overGrpc = heard(running.call(Signal.TRACES, REQUEST));
    String exporter = chain.lastInWords();
    String overHttp = heard(running.post("/v1/traces", OtlpRoutes.PROTOBUF, REQUEST));
    assertThat(chain.lastInWords()).isEqualTo(exporter);
    return new Row(backend, exporter, overGrpc, overHttp);
  }

  private static String heard(GrpcResult result) {
    return switch (result) {
      case GrpcResult.Ok ok -> "OK" + heard(ExportResponse.ofProto(ok.message()));
      case GrpcResult.Failed failed -> {
        Duration wait = failed.retryAfter();
        yield failed.code()
            + (wait == null ? "" : ", RetryInfo " + wait.toMillis() / 1000.0 + " s");
      }
    };
  }

  private static String heard(java.net.http.HttpResponse<byte[]> response) {
    Slice body = Slice.of(response.body());
    if (response.statusCode() == 200) {
      return "200" + heard(ExportResponse.ofProto(body));
    }
    assertThat(RpcStatus.ofProto(body).message()).isNotEmpty();
    return response.statusCode()
        + response.headers().firstValue("retry-after").map(s -> ", Retry-After: " + s).orElse("");
  }

  private static String heard(ExportResponse response) {
    if (response.isFull()) {
      return "";
    }
    return response.rejected() == 0
        ? ", \"" + response.message() + "\""
        : ", " + response.rejected() + " rejected";
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
