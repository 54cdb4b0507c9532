package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.transport.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cluster is asked, and what its answers mean. */
class InstallationCheckTest {
  private static final String TEMPLATES =
      """
      {"index_templates":[
       {"name":"logs","index_template":{"index_patterns":["logs-*-*"],"priority":100,"data_stream":{"hidden":false}}},
       {"name":"logs-otel","index_template":{"index_patterns":["logs-*.otel-*","x"],"composed_of":["a"],"priority":120,"data_stream":{}}},
       {"name":"plain","index_template":{"index_patterns":["traces-*"],"priority":500}}]}
      """;

  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  @Test
  void theClusterIsAskedOnce() {
    engine.asksToo = true;
    engine.answer(
        request ->
            switch (request.path()) {
              case "/_index_template" -> HttpResponse.text(200, TEMPLATES);
              case "/_security/user/_has_privileges" ->
                  HttpResponse.text(200, "{\"has_all_requested\":true}");
              default -> Engine.allCreated(request);
            });
    engine.export("", Records.logs(Records.text("a")));
    assertThat(engine.requests)
        .extracting(request -> request.method() + " " + request.path())
        .containsExactly(
            "POST /_bulk", "GET /_index_template", "POST /_security/user/_has_privileges");
    assertThat(engine.requests.getLast().body().toUtf8())
        .isEqualTo(
            "{\"index\":[{\"names\":[\"logs-generic.otel-default\"],\"privileges\":"
                + "[\"auto_configure\",\"create_doc\"]}]}");
  }

  @Test
  void fixedIndicesAreNotAskedAbout() {
    engine.export("logs_index: fixed\n", Records.logs(Records.text("a")));
    assertThat(engine.requests).hasSize(1);
  }

  @Test
  void theTemplateOfHighestPriorityCounts() {
    List<IndexTemplate> templates = IndexTemplate.read(Slice.utf8(TEMPLATES));
    assertThat(templates).hasSize(3);
    assertThat(IndexTemplate.of("logs-a.otel-b", templates))
        .isEqualTo(new IndexTemplate("logs-otel", List.of("logs-*.otel-*", "x"), 120, true));
    assertThat(IndexTemplate.of("logs-a-b", templates).name()).isEqualTo("logs");
    assertThat(IndexTemplate.of("traces-a-b", templates).makesDataStreams()).isFalse();
    assertThat(IndexTemplate.of("metrics-a-b", templates)).isNull();
    assertThat(IndexTemplate.read(Slice.utf8("<html>"))).isEmpty();
    assertThat(IndexTemplate.read(Slice.utf8("{}"))).isEmpty();
  }

  @Test
  void missingPrivilegesAreNamed() {
    assertThat(
            Privileges.missing(
                Slice.utf8(
                    "{\"username\":\"u\",\"has_all_requested\":false,\"cluster\":{\"x\":false},"
                        + "\"index\":{\"logs-a-b\":{\"auto_configure\":false,\"create_doc\":true}},"
                        + "\"application\":{}}")))
        .containsExactly("auto_configure on logs-a-b");
    assertThat(Privileges.missing(Slice.utf8("nothing"))).isEmpty();
  }
}
