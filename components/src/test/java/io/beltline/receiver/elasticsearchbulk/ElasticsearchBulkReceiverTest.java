package io.beltline.receiver.elasticsearchbulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Status;
import io.beltline.components.otlp.PushRig;
import io.beltline.model.Signal;
import io.beltline.model.otlp.OtlpJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as clients of Elasticsearch send them, and what the pipeline gets. */
class ElasticsearchBulkReceiverTest {
  private static PushRig start(String keys) {
    return PushRig.start(new ElasticsearchBulkReceiverFactory(), keys, Signal.LOGS);
  }

  private static HttpResponse<String> bulk(PushRig rig, String path, String... lines)
      throws Exception {
    return rig.send("POST", path, String.join("\n", lines).replace('\'', '"') + "\n");
  }

  private static String text(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  @Test
  void documentsOfTheCommonSchemaAreRecords() throws Exception {
    try (PushRig rig = start("")) {
      HttpResponse<String> answer =
          bulk(
              rig,
              "/_bulk?filter_path=errors",
              "{'create':{'_index':'filebeat-9'}}",
              "{'@timestamp':'2023-11-14T22:13:20.123Z','message':'it began','log':{'level':'WARN',"
                  + "'offset':7},'trace.id':'0af7651916cd43dd8448eb211c80319c','span':{'id':"
                  + "'b7ad6b7169203331'},'host':{'name':'h'},'data_stream':{'dataset':'nginx'},"
                  + "'tags':['a','b'],'none':null,'ok':true}",
              "{'index':{'_id':'x1'}}",
              "{'@timestamp':1700000000123,'message':'second','trace':{'id':'no'}}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-elastic-product")).contains("Elasticsearch");
      assertThat(answer.body())
          .contains("\"errors\":false")
          .contains(
              "{\"create\":{\"_index\":\"filebeat-9\",\"result\":\"created\",\"status\":201}}")
          .contains("{\"index\":{\"_index\":\"\",\"_id\":\"x1\",");
      assertThat(rig.next.items()).isEqualTo(2);
      assertThat(rig.received().getFirst())
          .contains("'timeUnixNano':'1700000000123000000'")
          .contains("'severityNumber':13,'severityText':'WARN'")
          .contains("'body':{'stringValue':'it began'}")
          .contains("'traceId':'0af7651916cd43dd8448eb211c80319c','spanId':'b7ad6b7169203331'")
          .contains("'resource':{'attributes':[" + text("host.name", "h") + "]}")
          .contains(text("data_stream.dataset", "nginx"))
          .contains("{'key':'log.offset','value':{'intValue':'7'}}")
          .contains("{'key':'ok','value':{'boolValue':true}}")
          .contains("{'stringValue':'a'},{'stringValue':'b'}")
          .contains(text("elasticsearch.index", "filebeat-9"))
          .contains(text("elasticsearch.document_id", "x1"))
          .contains(text("trace.id", "no"))
          .doesNotContain("@timestamp", "'none'", "log.level");
    }
  }

  @Test
  void documentsOfOpenTelemetryAreWhatTheyWere() throws Exception {
    try (PushRig rig = start(", mode: otel")) {
      bulk(
          rig,
          "/logs-generic.otel-default/_bulk",
          "{'create':{}}",
          "{'@timestamp':'1700000000123.456789','observed_timestamp':'1700000000124.0',"
              + "'data_stream':{'type':'logs','dataset':'generic.otel'},'severity_text':'odd',"
              + "'severity_number':10,'trace_id':'0af7651916cd43dd8448eb211c80319c',"
              + "'attributes':{'a.b':1},'resource':{'attributes':{'service.name':'shop'}},"
              + "'scope':{'name':'lib'},'body':{'text':'hello'},'event_name':'e'}",
          "{'create':{}}",
          "{'body':{'structured':{'k':[1]}}}");
      assertThat(rig.received().getFirst())
          .contains("'timeUnixNano':'1700000000123456789'")
          .contains("'severityNumber':10,'severityText':'odd'")
          .contains("'body':{'stringValue':'hello'}")
          .contains("'scope':{'name':'lib'}")
          .contains("'resource':{'attributes':[" + text("service.name", "shop") + "]}")
          .contains("{'key':'a.b','value':{'intValue':'1'}}")
          .contains(text("elasticsearch.index", "logs-generic.otel-default"))
          .contains(text("data_stream.type", "logs"), text("event_name", "e"))
          .contains("'body':{'kvlistValue':{'values':[{'key':'k'");
      assertThat(
              new String(
                  OtlpJson.write(rig.next.received().getFirst().telemetry()),
                  StandardCharsets.UTF_8))
          .contains("\"observedTimeUnixNano\":\"1700000000124000000\"");
    }
  }

  @Test
  void anyDocumentCanBeTheBody() throws Exception {
    try (PushRig rig = start(", mode: bodymap")) {
      bulk(rig, "/_bulk", "{'create':{'_index':'i'}}", "{'@timestamp':'2023-11-14','a':{'b':1}}");
      assertThat(rig.received().getFirst())
          .contains("'timeUnixNano':'1699920000000000000'")
          .contains("'body':{'kvlistValue':{'values':[" + text("@timestamp", "2023-11-14"));
    }
  }

  @Test
  void whatCannotBeTakenIsToldDocumentByDocument() throws Exception {
    try (PushRig rig = start("")) {
      HttpResponse<String> answer =
          bulk(
              rig,
              "/i/_bulk",
              "{'delete':{'_id':'1'}}",
              "{'update':{'_id':'2'}}",
              "{'doc':{}}",
              "{'create':{}}",
              "{'broken':",
              "",
              "{'create':{}}",
              "{'message':'taken'}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"errors\":true")
          .contains("{\"delete\":{\"_index\":\"i\",\"_id\":\"1\",\"status\":400,\"error\":")
          .contains("[update] is not supported")
          .contains("\"document_parsing_exception\"")
          .contains("{\"create\":{\"_index\":\"i\",\"result\":\"created\",\"status\":201}}");
      assertThat(rig.next.items()).isEqualTo(1);
      String refused = "beltline_receiver_refused_documents";
      assertThat(rig.settings.meter().count(refused, Map.of("reason", "unsupported_action")))
          .isEqualTo(2);
      assertThat(rig.settings.meter().count(refused, Map.of("reason", "malformed_document")))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | request body is required",
        "{\"create\":{}} | must be terminated by a newline",
        "nonsense~ | Malformed action/metadata line [1]",
        "{\"create\":{}}~{}~{\"read\":{}}~ | Malformed action/metadata line [3]",
        "{\"create\":{}}~ | no document follows",
      })
  void aRequestThatCannotBeReadIsRefusedWhole(String body, String reason) throws Exception {
    try (PushRig rig = start("")) {
      HttpResponse<String> answer = rig.send("POST", "/_bulk", body.replace('~', '\n'));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(reason, "\"status\":400");
      assertThat(rig.next.received()).isEmpty();
    }
  }

  @Test
  void whatMayComeAgainIsRefusedWhole() throws Exception {
    try (PushRig rig = start("")) {
      rig.next.answering(ConsumeResult.unavailable("full", Duration.ofSeconds(7)));
      HttpResponse<String> answer = bulk(rig, "/_bulk", "{'create':{}}", "{}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).contains("7");
      assertThat(answer.body()).contains("es_rejected_execution_exception");
    }
  }

  @Test
  void whatMustNotComeAgainIsRefusedDocumentByDocument() throws Exception {
    try (PushRig rig = start("")) {
      rig.next.answering(new ConsumeResult.Permanent(Status.ofHttp(400), "never"));
      HttpResponse<String> answer = bulk(rig, "/_bulk", "{'create':{}}", "{}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"errors\":true", "\"status\":400", "never");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | / | 200 | \"number\":\"9.2.0\"",
        "HEAD | / | 200 | ''",
        "GET | /_license | 200 | \"status\":\"active\"",
        "GET | /_xpack | 200 | \"ilm\"",
        "GET | /_cluster/health | 200 | green",
        "GET | /_nodes/http | 200 | nodes",
        "HEAD | /_index_template/filebeat-9 | 200 | ''",
        "GET | /_index_template/filebeat-9 | 200 | index_templates",
        "PUT | /_index_template/filebeat-9 | 200 | acknowledged",
        "PUT | /_component_template/x | 200 | acknowledged",
        "PUT | /_ilm/policy/filebeat | 200 | acknowledged",
        "GET | /_ilm/policy/filebeat | 200 | {}",
        "GET | /_ingest/pipeline/p | 200 | {}",
        "PUT | /filebeat-000001 | 200 | acknowledged",
        "HEAD | /filebeat | 200 | ''",
        "GET | /_bulk | 405 | POST or PUT",
        "POST | /i/_search | 400 | only _bulk is taken here",
        "POST | /i/_doc | 400 | only _bulk is taken here",
        "POST | /_monitoring/bulk | 400 | only _bulk is taken here",
        "POST | /_xpack/monitoring/_bulk | 400 | only _bulk is taken here",
        "PUT | /_license | 400 | only _bulk is taken here",
        "PUT | /_cluster/settings | 400 | only _bulk is taken here",
      })
  void whatClientsAskBeforeTheySend(String method, String path, int status, String part)
      throws Exception {
    try (PushRig rig = start("")) {
      HttpResponse<String> answer = rig.send(method, path, "");
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains(part);
      assertThat(answer.headers().firstValue("x-elastic-product")).contains("Elasticsearch");
    }
  }
}
