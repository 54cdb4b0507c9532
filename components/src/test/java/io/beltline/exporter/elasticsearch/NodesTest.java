package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.transport.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which node gets a request, and who says it is who. */
class NodesTest {
  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  @Test
  void anAbsentNodeCostsNothing() {
    int absent = ScriptedBackend.absent().port();
    String yaml = "endpoints: [\"http://127.0.0.1:" + absent + "\", " + engine.url() + "]\n";
    assertThat(engine.export(yaml, Records.logs(Records.text("a"))))
        .isEqualTo(ExportResult.delivered());
    assertThat(engine.bulks).hasSize(1);
  }

  /** The engine names a master and a node at a port of this machine. */
  private void names(int port) {
    engine.asksToo = true;
    engine.answer(
        request ->
            request.path().equals("/_nodes/http")
                ? HttpResponse.text(
                        200,
                        "{\"nodes\":{\"a\":{\"roles\":[\"master\"],\"http\":{\"publish_address\":"
                            + "\"10.1.1.1:9200\"}},\"b\":{\"roles\":[\"data\",\"master\"],\"http\":{"
                            + "\"bound_address\":[\"0.0.0.0:1\"],\"publish_address\":\"localhost/127.0.0.1:"
                            + port
                            + "\"}}}}")
                    .with("content-type", "application/json")
                : Engine.allCreated(request));
  }

  @Test
  void nodesAreDiscovered() {
    try (Engine other = new Engine()) {
      names(other.port());
      assertThat(engine.export("discover: {on_start: true}\n", Records.logs(Records.text("a"))))
          .isEqualTo(ExportResult.delivered());
      assertThat(engine.bulks).isEmpty();
      assertThat(other.bulks).hasSize(1);
    }
  }

  @Test
  void discoveredNodesGetTheCredentialsOfTheUrl() {
    try (Engine other = new Engine()) {
      names(other.port());
      String yaml = "endpoint: http://elastic:p%%40w@127.0.0.1:%d\ndiscover: {on_start: true}\n";
      engine.export(yaml.formatted(engine.port()), Records.logs(Records.text("a")));
      assertThat(engine.requests.getFirst().header("authorization"))
          .isEqualTo(basic("elastic:p@w"));
      assertThat(other.bulkRequest().header("authorization")).isEqualTo(basic("elastic:p@w"));
    }
  }

  @Test
  void whereNoDiscoveredNodeCanBeReachedTheConfiguredOnesAreAsked() {
    names(ScriptedBackend.absent().port());
    assertThat(engine.export("discover: {on_start: true}\n", Records.logs(Records.text("a"))))
        .isEqualTo(ExportResult.delivered());
    assertThat(engine.bulks).hasSize(1);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void credentialsAreSent() {
    engine.export("user: elastic\npassword: secret\n", Records.logs(Records.text("a")));
    assertThat(engine.bulkRequest().header("authorization")).isEqualTo(basic("elastic:secret"));
    engine.export(
        "user: elastic\npassword: secret\napi_key: a2V5\n", Records.logs(Records.text("a")));
    assertThat(engine.bulkRequest().header("authorization")).isEqualTo("ApiKey a2V5");
  }

  @Test
  void requestsAreNewlineDelimitedAndSayWhatTheyWantToKnow() {
    engine.export("", Records.logs(Records.text("a")));
    assertThat(engine.bulkRequest().header("content-type")).isEqualTo("application/x-ndjson");
    assertThat(engine.bulkRequest().path()).isEqualTo("/_bulk");
    assertThat(engine.bulkRequest().query()).startsWith("filter_path=items.");
    assertThat(engine.bulks.getLast()).endsWith("}\n");
  }
}
