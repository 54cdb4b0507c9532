package io.beltline.extension.zpages;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.BuildInfo;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.PipelineId;
import io.beltline.api.ServiceView;
import io.beltline.extension.Configs;
import io.beltline.extension.HandClock;
import io.beltline.extension.Requests;
import io.beltline.model.Signal;
import io.beltline.transport.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PagesTest {
  private final HandClock clock = new HandClock();

  @Test
  void eachPageShowsItsPartOfTheService() {
    clock.advance(Duration.ofSeconds(90));
    assertThat(page("/debug/servicez")).contains("1.2.3", "2025-06-15T15:06:40Z", "1m30s", "yes");
    assertThat(page("/debug/pipelinez")).contains("traces/a", "otlp", "batch<br>filter", "debug");
    assertThat(page("/debug/extensionz")).contains("health_check", "zpages");
    assertThat(page("/debug/statusz"))
        .contains("exporter:debug", "recoverable error", "refused", "class=\"good\">OK");
    assertThat(page("/debug/featurez")).contains("no feature gates");
    assertThat(page("/debug/tracez")).contains("does not record traces of its own work");
  }

  @Test
  void theAuthenticatorIsUsedFromTheStart() {
    String yaml = "auth: {authenticator: basicauth/ops}";
    assertThat(new ZPagesFactory().uses(Configs.bind(ZPagesConfig.class, yaml)))
        .containsExactly("basicauth/ops");
    assertThat(new ZPagesFactory().uses(Configs.bind(ZPagesConfig.class, ""))).isEmpty();
  }

  @Test
  void textsAreEscaped() {
    assertThat(page("/debug/configz"))
        .contains("a: &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp;")
        .doesNotContain("<script>");
    assertThat(page("/debug/pipelinez")).doesNotContain("<b>").contains("otlp/&lt;b&gt;");
  }

  @Test
  void theRootLeadsToTheOverviewAndOthersToNothing() {
    HttpResponse root = get("/", false);
    assertThat(root.status()).isEqualTo(302);
    assertThat(root.headers().getFirst().value()).isEqualTo("/debug/servicez");
    assertThat(get("/debug/nothing", false).status()).isEqualTo(404);
  }

  @Test
  void numbersAreServedWhereConfigured() {
    assertThat(get("/debug/expvarz", false).status()).isEqualTo(404);
    HttpResponse numbers = get("/debug/expvarz", true);
    assertThat(numbers.status()).isEqualTo(200);
    assertThat(numbers.body().toUtf8())
        .matches("\\{\"cmdline\":\\[.*],\"memstats\":\\{\"heap_used_bytes\":\\d+,.*}}");
  }

  @Test
  void defaultsAreThoseOfTheCollector() {
    ZPagesConfig config = Configs.bind(ZPagesConfig.class, "");
    assertThat(config.server().endpoint()).isEqualTo("localhost:55679");
    assertThat(config.expvar().enabled()).isFalse();
    assertThat(Configs.bind(ZPagesConfig.class, "expvar: {enabled: true}").expvar().enabled())
        .isTrue();
    assertThat(Configs.problems(ZPagesConfig.class, "endpoint: ''"))
        .containsExactly("1: endpoint: must not be empty (expected: host:port)");
  }

  private String page(String path) {
    HttpResponse response = get(path, false);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().getFirst().value()).isEqualTo("text/html; charset=utf-8");
    return response.body().toUtf8();
  }

  private HttpResponse get(String path, boolean expvar) {
    return new Pages(new Service(), clock, expvar).router().handle(Requests.get(path));
  }

  /** A service with something to show on every page. */
  static final class Service implements ServiceView {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public List<PipelineView> pipelines() {
      return List.of(
          new PipelineView(
              new PipelineId(Signal.TRACES, "a"),
              List.of(ComponentId.of("otlp"), new ComponentId("otlp", "<b>")),
              List.of(ComponentId.of("batch"), ComponentId.of("filter")),
              List.of(ComponentId.of("debug"))));
    }

    @Override
    public List<ComponentId> extensions() {
      return List.of(ComponentId.of("health_check"), ComponentId.of("zpages"));
    }

    @Override
    public Map<String, ComponentStatus> statuses() {
      return Map.of(
          "exporter:debug",
          ComponentStatus.recoverable("refused: 503"),
          "receiver:otlp",
          ComponentStatus.OK);
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
      return 1_750_000_000_000_000_000L;
    }

    @Override
    public String effectiveConfig() {
      return "a: <script>alert('x')</script> &\n";
    }
  }
}
