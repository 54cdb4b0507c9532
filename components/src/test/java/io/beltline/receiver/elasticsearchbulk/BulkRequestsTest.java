package io.beltline.receiver.elasticsearchbulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.api.Status;
import io.beltline.components.otlp.JsonValues;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.PushRig;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as they are on the wire, at their limits and beyond. */
class BulkRequestsTest {
  private static PushRig start(String keys) {
    return PushRig.start(new ElasticsearchBulkReceiverFactory(), keys, Signal.LOGS);
  }

  private static String lines(String... lines) {
    return String.join("\n", lines).replace('\'', '"') + "\n";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=UTF-8", "application/x-ndjson"})
  void bodiesWithGzipAreRead(String type) throws Exception {
    try (PushRig rig = start("")) {
      String body = lines("{'create':{}}", "{'message':'é'}").repeat(1000);
      String[] headers = {"content-encoding", "gzip", "content-type", type};
      HttpResponse<String> answer = rig.send("POST", "/_bulk", gzip(body), headers);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body().split("\"status\":201", -1)).hasSize(1001);
      assertThat(rig.next.items()).isEqualTo(1000);
      assertThat(rig.received().getFirst()).contains("'body':{'stringValue':'é'}");
      byte[] torn = Arrays.copyOf(gzip(body), 60);
      HttpResponse<String> refused = rig.send("POST", "/_bulk", torn, headers);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.headers().firstValue("x-elastic-product")).contains("Elasticsearch");
      assertThat(rig.next.items()).isEqualTo(1000);
    }
  }

  @Test
  void linesMayEndAsOnWindowsAndBeEmptyInBetween() throws Exception {
    try (PushRig rig = start("")) {
      String body = "{\"create\":{}}\r\n{\"message\":\"a\"}\r\n\r\n\n{\"create\":{}}\r\n{}\r\n";
      HttpResponse<String> answer = rig.send("POST", "/_bulk", body);
      assertThat(answer.body()).contains("\"errors\":false");
      assertThat(rig.next.items()).isEqualTo(2);
      assertThat(rig.received().getFirst()).contains("'body':{'stringValue':'a'}");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ECS", "OTEL"})
  void whatPathsRepeatIsAskedForFirst(DocumentMode mode) {
    StringBuilder fields = new StringBuilder("'a':1");
    for (int i = 0; i < 2000; i++) {
      fields.append(",'a").append(i).append("':1");
    }
    Slice body =
        Slice.utf8(lines("{'create':{}}", "{'" + "k".repeat(40_000) + "':{" + fields + "}}"));
    Peak account = new Peak(10 << 20);
    try (Reservation request = account.request(4L * body.length())) {
      Room room = Room.beside(request);
      DocumentRecords records = new DocumentRecords(mode, room);
      assertThatThrownBy(
              () ->
                  new BulkParser(body, "", room)
                      .read((item, document) -> records.of(item, document, 1)))
          .isInstanceOf(NoRoomException.class);
    }
    assertThat(account.held()).isZero();
  }

  @Test
  void placesOfTheirOwnAreAskedFor() throws Exception {
    Peak room = new Peak(12 << 20);
    try (PushRig rig =
        PushRig.start(new ElasticsearchBulkReceiverFactory(), "", room, Signal.LOGS)) {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < 8000; i++) {
        body.append(lines("{'create':{}}", "{'host.name':" + i + "}"));
      }
      assertThat(rig.send("POST", "/_bulk", body.toString()).statusCode()).isEqualTo(413);
    }
    assertThat(room.held()).isZero();
  }

  @Test
  void idsMayBeNumbers() throws Exception {
    try (PushRig rig = start("")) {
      String body = lines("{'index':{'_index':'i','_id':7}}", "{}");
      assertThat(rig.send("POST", "/_bulk", body).body())
          .contains("{\"index\":{\"_index\":\"i\",\"_id\":\"7\",\"result\"");
      assertThat(rig.received().getFirst())
          .contains("{'key':'elasticsearch.document_id','value':{'stringValue':'7'}}");
    }
  }

  @Test
  void whatIsTooDeepIsRefusedAndNothingElse() throws Exception {
    try (PushRig rig = start("")) {
      String deepest = "{'a':" + "[".repeat(JsonValues.DEEPEST - 1) + "]".repeat(59) + "}";
      String deeper = "{'a':" + "[".repeat(JsonValues.DEEPEST) + "]".repeat(60) + "}";
      HttpResponse<String> answer =
          rig.send("POST", "/_bulk", lines("{'create':{}}", deepest, "{'create':{}}", deeper));
      assertThat(answer.body())
          .contains("\"status\":201}}", "\"status\":400", "document_parsing_exception", "depth");
      assertThat(rig.next.items()).isEqualTo(1);
      HttpResponse<String> action = rig.send("POST", "/_bulk", lines(deeper, "{}"));
      assertThat(action.statusCode()).isEqualTo(400);
      assertThat(action.body()).contains("Malformed action/metadata line [1]");
    }
  }

  @Test
  void numbersAreKeptOrTheirDocumentIsRefused() throws Exception {
    try (PushRig rig = start("")) {
      String whole = "9".repeat(400);
      String body =
          lines(
              "{'create':{}}",
              "{'l':-9223372036854775808,'d':18446744073709551616,'e':1e999,'w':" + whole + "}",
              "{'create':{}}",
              "{'n':" + "9".repeat(2000) + "}",
              "{'create':{}}",
              "{'n':NaN}");
      HttpResponse<String> answer = rig.send("POST", "/_bulk", body);
      assertThat(answer.body().split("document_parsing_exception", -1)).hasSize(3);
      assertThat(rig.next.items()).isEqualTo(1);
      assertThat(rig.received().getFirst())
          .contains("{'key':'l','value':{'intValue':'-9223372036854775808'}}")
          .contains("{'key':'d','value':{'doubleValue':1.8446744073709552E19}}")
          .contains("{'key':'e','value':{'stringValue':'1e999'}}")
          .contains("{'key':'w','value':{'stringValue':'" + whole + "'}}");
    }
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedSoThatClientsHalveThem() throws Exception {
    try (PushRig rig = start(", max_request_body_size: 1000")) {
      String body = lines("{'create':{}}", "{'message':'" + "a".repeat(1000) + "'}");
      for (HttpResponse<String> answer :
          List.of(
              rig.send("POST", "/_bulk", body),
              rig.send("POST", "/_bulk", gzip(body), "content-encoding", "gzip"))) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("x-elastic-product")).contains("Elasticsearch");
        assertThat(answer.body()).contains("\"status\":413");
      }
      assertThat(rig.next.received()).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeForADestinationIsRefusedTheSameWay() throws Exception {
    try (PushRig rig = start("")) {
      rig.next.answering(new ConsumeResult.Permanent(Status.ofHttp(413), "too large"));
      HttpResponse<String> answer = rig.send("POST", "/_bulk", lines("{'create':{}}", "{}"));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("too large");
    }
  }

  @Test
  void theStatusOfWhatMayComeAgainIsTold() throws Exception {
    try (PushRig rig = start("")) {
      rig.next.answering(
          new ConsumeResult.Retryable(Status.ofHttp(429), "slow", Duration.ofSeconds(3)));
      HttpResponse<String> answer = rig.send("POST", "/_bulk", lines("{'create':{}}", "{}"));
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("retry-after")).contains("3");
    }
  }

  @Test
  void aLongReasonIsNotToldMillionsOfTimes() throws Exception {
    try (PushRig rig = start("")) {
      rig.next.answering(new ConsumeResult.Permanent(Status.ofHttp(400), "x".repeat(10_000)));
      HttpResponse<String> answer =
          rig.send("POST", "/_bulk", lines("{'create':{}}", "{}").repeat(100));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body().length()).isLessThan(50_000);
    }
  }

  @Test
  void thereIsRoomForTheAnswerBeforeThePipelineDecides() throws Exception {
    Peak room = new Peak(64 << 20);
    AtomicLong held = new AtomicLong();
    AtomicLong size = new AtomicLong();
    try (PushRig rig =
        PushRig.start(new ElasticsearchBulkReceiverFactory(), "", room, Signal.LOGS)) {
      rig.next.answering(
          (context, telemetry) -> {
            held.set(room.held());
            size.set(telemetry.payload().size());
            return ConsumeResult.accepted();
          });
      HttpResponse<String> answer =
          rig.send("POST", "/_bulk", lines("{'create':{}}", "{}").repeat(10_000));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(held.get() - size.get()).isGreaterThan(answer.body().length());
    }
    assertThat(room.held()).isZero();
  }

  @Test
  void withoutRoomForTheAnswerNothingIsTaken() throws Exception {
    Peak room = new Peak(8 << 20);
    try (PushRig rig =
        PushRig.start(new ElasticsearchBulkReceiverFactory(), "", room, Signal.LOGS)) {
      HttpResponse<String> answer =
          rig.send("POST", "/_bulk", lines("{'delete':{'_id':'1'}}").repeat(10_000));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(rig.next.received()).isEmpty();
    }
    assertThat(room.held()).isZero();
  }
}
