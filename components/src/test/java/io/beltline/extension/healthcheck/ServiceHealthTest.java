package io.beltline.extension.healthcheck;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.ComponentStatus.Level;
import io.beltline.api.PipelineId;
import io.beltline.api.ServiceView;
import io.beltline.api.Status.Code;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.extension.Requests;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.transport.grpc.GrpcReply;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceHealthTest {
  private static final long START = 1_750_000_000_000_000_000L;

  private final HandClock clock = new HandClock();
  private final Service service = new Service();

  /** Two pipelines whose statuses a test changes. */
  private final class Service implements ServiceView {
    private final Map<String, ComponentStatus> statuses = new HashMap<>();
    private final Map<String, Long> times = new HashMap<>();

    private Service() {
      for (String key :
          List.of(
              "extension:healthcheckv2",
              "receiver:otlp",
              "processor:batch@traces",
              "exporter:debug",
              "connector:forward")) {
        set(key, ComponentStatus.OK);
      }
    }

    private void set(String key, ComponentStatus status) {
      statuses.put(key, status);
      times.put(key, clock.unixNanos());
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public List<PipelineView> pipelines() {
      return List.of(
          new PipelineView(
              new PipelineId(Signal.TRACES, ""),
              List.of(ComponentId.of("otlp")),
              List.of(ComponentId.of("batch")),
              List.of(ComponentId.of("forward"))),
          new PipelineView(
              new PipelineId(Signal.TRACES, "out"),
              List.of(ComponentId.of("forward")),
              List.of(),
              List.of(ComponentId.of("debug"))));
    }

    @Override
    public List<ComponentId> extensions() {
      return List.of(ComponentId.of("healthcheckv2"));
    }

    @Override
    public Map<String, ComponentStatus> statuses() {
      return statuses;
    }

    @Override
    public Map<String, Long> statusTimes() {
      return times;
    }

    @Override
    public String metricsText() {
      return "";
    }

    @Override
    public BuildInfo build() {
      return new BuildInfo("beltline", "Beltline", "1.2.3");
    }

    @Override
    public long startedUnixNanos() {
      return START;
    }

    @Override
    public String effectiveConfig() {
      return "a: b\n";
    }
  }

  private HealthCheckConfig config(String more) {
    return Configs.bind(HealthCheckConfig.class, "use_v2: true\nhttp:\n" + more);
  }

  private ServiceHealth health(String more) {
    return new ServiceHealth(service, clock, config(more).componentHealth());
  }

  private Router router(String more) {
    HealthCheckConfig config = config(more);
    return new HealthPages(new ServiceHealth(service, clock, config.componentHealth()), service)
        .router(requireNonNull(config.http()));
  }

  @Test
  void tellsOfTheServiceAndOfItsPipelines() {
    clock.advance(Duration.ofSeconds(2));
    service.set("exporter:debug", ComponentStatus.recoverable("busy"));
    Router router = router("");
    HttpResponse all = router.handle(Requests.get("/status"));
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.body().toUtf8())
        .isEqualTo(
            "{\"start_time\":\"2025-06-15T15:06:40Z\",\"healthy\":true,"
                + "\"status\":\"StatusRecoverableError\",\"error\":\"busy\","
                + "\"status_time\":\"2025-06-15T15:06:42Z\"}");
    assertThat(body(router, "pipeline", "traces")).contains("\"status\":\"StatusOK\"");
    assertThat(body(router, "pipeline", "traces/out")).contains("\"error\":\"busy\"");
    assertThat(router.handle(Requests.get("/status", "pipeline", "logs")).status()).isEqualTo(404);
    assertThat(body(router, "verbose", ""))
        .contains(
            "\"components\":{\"extensions\":{\"healthy\":true",
            "\"extension:healthcheckv2\":{",
            "\"pipeline:traces\":{\"healthy\":true,\"status\":\"StatusOK\"",
            "\"processor:batch\":{",
            "\"pipeline:traces/out\":{\"healthy\":true,\"status\":\"StatusRecoverableError\"",
            "\"connector:forward\":{");
    assertThat(router.handle(Requests.get("/config")).status()).isEqualTo(404);
  }

  @Test
  void showsTheConfigurationOnRequestAlone() {
    Router router = router("  config: {enabled: true}\n  status: {path: /health}\n");
    assertThat(router.handle(Requests.get("/config")).body().toUtf8()).isEqualTo("a: b\n");
    assertThat(router.handle(Requests.get("/health")).status()).isEqualTo(200);
    assertThat(router.handle(Requests.get("/status")).status()).isEqualTo(404);
  }

  private static String body(Router router, String parameter, String value) {
    return router.handle(Requests.get("/status", parameter, value)).body().toUtf8();
  }

  @ParameterizedTest
  @CsvSource({
    "OK, false, false, 200",
    "RECOVERABLE_ERROR, false, false, 200",
    "RECOVERABLE_ERROR, true, false, 500",
    "PERMANENT_ERROR, false, false, 200",
    "PERMANENT_ERROR, false, true, 500",
    "FATAL_ERROR, false, false, 500",
    "STARTING, false, false, 503",
    "STOPPING, false, false, 503",
    "STOPPED, false, false, 503",
  })
  void errorsCountAsConfigured(Level level, boolean recoverable, boolean permanent, int expected) {
    String more =
        "component_health: {include_recoverable_errors: %s, include_permanent_errors: %s}\n"
            .formatted(recoverable, permanent);
    service.set("exporter:debug", new ComponentStatus(level, "why", null));
    clock.advance(Duration.ofMinutes(2));
    assertThat(router(more).handle(Requests.get("/status")).status()).isEqualTo(expected);
    GrpcReply reply = check(new GrpcHealth(health(more)), new byte[0]);
    assertThat(reply).isInstanceOf(GrpcReply.Message.class);
    int serving = ((GrpcReply.Message) reply).message().array()[1];
    assertThat(serving).isEqualTo(expected == 200 ? 1 : 2);
  }

  @Test
  void anErrorThatMayPassIsBorneForAWhile() {
    Router router = router("component_health: {include_recoverable_errors: true}\n");
    service.set("exporter:debug", ComponentStatus.recoverable("busy"));
    clock.advance(Duration.ofSeconds(59));
    assertThat(router.handle(Requests.get("/status")).status()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(2));
    assertThat(router.handle(Requests.get("/status")).status()).isEqualTo(500);
    service.set("exporter:debug", ComponentStatus.OK);
    assertThat(router.handle(Requests.get("/status")).status()).isEqualTo(200);
  }

  @Test
  void theGrpcServiceKnowsPipelinesByName() {
    GrpcHealth grpc = new GrpcHealth(health(""));
    assertThat(check(grpc, request("traces/out"))).isInstanceOf(GrpcReply.Message.class);
    assertThat(check(grpc, request("logs")))
        .isEqualTo(GrpcReply.failed(Code.NOT_FOUND, "there is no pipeline \"logs\""));
    assertThat(check(grpc, new byte[] {10, 5, 'a'}))
        .isEqualTo(GrpcReply.failed(Code.INVALID_ARGUMENT, "no HealthCheckRequest"));
  }

  private static byte[] request(String name) {
    byte[] text = Slice.utf8(name).array();
    byte[] request = new byte[text.length + 2];
    request[0] = 10;
    request[1] = (byte) text.length;
    System.arraycopy(text, 0, request, 2, text.length);
    return request;
  }

  private static GrpcReply check(GrpcHealth grpc, byte[] request) {
    return grpc.answer(Slice.of(request));
  }

  @Test
  void whatNeedsItsSwitchIsRefusedWithoutIt() {
    assertThat(Configs.problems(HealthCheckConfig.class, "use_v2: true"))
        .containsExactly("1: use_v2: has nowhere to answer (expected: http, grpc or both)");
    assertThat(Configs.problems(HealthCheckConfig.class, "http:"))
        .containsExactly(
            "1: use_v2: is off, and http, grpc or component_health needs it (expected: true)");
  }
}
