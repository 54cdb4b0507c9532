package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Metadata;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where documents go, and in which mode. */
class RoutingTest {
  private static final String PLAIN = "document_ids: {enabled: false}\n";
  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  private String action(String yaml, String scope, String attributes) {
    engine.bulks.clear();
    String record = Records.text("a") + ",'attributes':[" + attributes + "]";
    engine.export(PLAIN + yaml, Records.logsOf(scope, record));
    return engine.lines().getFirst();
  }

  private static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  @Test
  void fixedIndicesComeFirst() {
    assertThat(action("logs_index: fixed\n", "", attribute("elasticsearch.index", "other")))
        .isEqualTo("{\"create\":{\"_index\":\"fixed\"}}");
    assertThat(action("index: older\n", "", "")).contains("\"older\"");
  }

  @Test
  void recordsWinOverScopes() {
    String scope = "'attributes':[" + attribute("data_stream.dataset", "scope") + "]";
    assertThat(action("", scope, "")).contains("\"logs-scope.otel-default\"");
    assertThat(action("", scope, attribute("data_stream.dataset", "record")))
        .contains("\"logs-record.otel-default\"");
    assertThat(action("", scope, attribute("elasticsearch.index", "named")))
        .isEqualTo("{\"create\":{\"_index\":\"named\"}}");
  }

  @Test
  void namesAreCleaned() {
    assertThat(Router.clean("My-App/1:\u00dc", "-\\/*?\"<>| ,#:", 100))
        .isEqualTo("my_app_1_\u00fc");
    assertThat(Router.clean("x".repeat(200), "", 95)).hasSize(95);
    assertThat(Router.clean("\u00fc".repeat(100), "", 95)).hasSize(47);
  }

  @Test
  void datesAreThoseOfTheDocument() {
    assertThat(action("logs_index: app\nlogstash_format: {enabled: true}\n", "", ""))
        .isEqualTo("{\"create\":{\"_index\":\"app-2024.01.15\"}}");
    String yaml =
        "logstash_format: {enabled: true, prefix_separator: _, date_format: \"%Y.%m.%d.%H\"}\n";
    assertThat(action(yaml, "", "")).contains("\"logs-generic.otel-default_2024.01.15.10\"");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-15,2026.25,1",
    "2026-12-28,2026.53,1",
    "2027-01-01,2026.53,5",
    "2027-06-15,2027.24,2",
    "2027-06-20,2027.24,7",
    "2024-12-30,2025.01,1"
  })
  void weeksAreThoseOfIso8601(LocalDate day, String week, String dayOfWeek) {
    assertThat(IndexDate.of("-", "%G.%V").append("x", day.atStartOfDay())).isEqualTo("x-" + week);
    assertThat(IndexDate.of("-", "%u").append("x", day.atStartOfDay())).isEqualTo("x-" + dayOfWeek);
  }

  @Test
  void scopesChooseTheirMode() {
    String scope = "'attributes':[" + attribute("elastic.mapping.mode", "ecs") + "]";
    assertThat(action("", scope, ""))
        .isEqualTo("{\"create\":{\"_index\":\"logs-generic-default\"}}");
    assertThat(engine.lines().get(1)).contains("\"message\":\"a\"");
  }

  @Test
  void sendersChooseTheirMode() {
    Context context =
        Context.of(ClientInfo.NONE, Metadata.of(Map.of("X-Elastic-Mapping-Mode", List.of("none"))));
    engine.export(PLAIN, Records.logs(Records.text("a")), context);
    assertThat(engine.lines().get(1)).contains("\"Body\":\"a\"");
  }

  @Test
  void modesThatAreNotAllowedAreRefused() {
    String scope = "'attributes':[" + attribute("elastic.mapping.mode", "raw") + "]";
    ExportResult result =
        engine.export(
            "mapping: {allowed_modes: [otel, ecs]}\n", Records.logsOf(scope, Records.text("a")));
    assertThat(((Refused) result).refusal().action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(((Refused) result).refusal().message())
        .isEqualTo("mapping mode raw is none of mapping::allowed_modes");
    assertThat(engine.bulks).isEmpty();
  }

  @Test
  void idsAndPipelinesMayBeAskedFor() {
    String attributes =
        attribute("elasticsearch.document_id", "my-id")
            + ","
            + attribute("elasticsearch.ingest_pipeline", "clean");
    String yaml = "logs_dynamic_id: {enabled: true}\nlogs_dynamic_pipeline: {enabled: true}\n";
    assertThat(action(yaml, "", attributes))
        .contains("\"pipeline\":\"clean\"", "\"_id\":\"my-id\"");
    assertThat(action("pipeline: all one\n", "", attributes)).doesNotContain("my-id", "clean");
    assertThat(engine.bulkRequest().query()).contains("pipeline=all+one");
  }

  @Test
  void otherTypesAreRefused() {
    ExportResult result =
        engine.export(
            "mapping: {mode: bodymap}\n",
            Records.logs(
                "'body':{'kvlistValue':{}},'attributes':["
                    + attribute("data_stream.type", "traces")
                    + "]"));
    assertThat(((Refused) result).refusal().message()).contains("data_stream.type");
  }

  @Test
  void bodiesMustBeMapsInBodymap() {
    ExportResult result =
        engine.export("mapping: {mode: bodymap}\n", Records.logs(Records.text("text")));
    assertThat(((Refused) result).refusal().message()).contains("the body is no map");
    assertThat(engine.bulks).isEmpty();
  }
}
