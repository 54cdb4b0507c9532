package io.beltline.exporter.elasticsearch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Places;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.ExportResult.Refused;
import io.beltline.api.Origins;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.transport.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of items by what the engine says of their documents. */
class DocumentOutcomesTest {
  private static final String CREATED = "{'create':{'status':201}}";
  private static final String BUSY =
      "{'create':{'status':429,'error':{'type':'es_rejected_execution_exception','reason':'full'}}}";
  private static final String WRONG =
      "{'create':{'status':400,'error':{'type':'document_parsing_exception','reason':'[1:2] failed"
          + " to parse field [a]. Preview of field\\u0027s value: \\u0027secret\\u0027'}}}";
  private static final String CONFLICT =
      "{'create':{'status':409,'error':{'type':'version_conflict_engine_exception','reason':'there'}}}";

  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  private ExportResult logs(String yaml, String... items) {
    engine.answerItems(items);
    String[] records = new String[items.length];
    for (int i = 0; i < items.length; i++) {
      records[i] = Records.text("line " + i);
    }
    return engine.export(yaml, Records.logs(records));
  }

  private static List<Part> parts(ExportResult result) {
    return ((Partial) result).parts();
  }

  private static Refusal whole(ExportResult result) {
    return ((Refused) result).refusal();
  }

  private static String body(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8);
  }

  @Test
  void eachItemHasItsOutcome() {
    List<Part> parts = parts(logs("", CREATED, BUSY, WRONG, CREATED, BUSY));
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).refusal().action()).isEqualTo(Action.RETRY);
    assertThat(parts.get(0).telemetry().itemCount()).isEqualTo(2);
    assertThat(body(parts.get(0).telemetry())).contains("line 1", "line 4");
    assertThat(parts.get(1).refusal().action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(body(parts.get(1).telemetry())).contains("line 2");
    assertThat(parts.get(1).refusal().message())
        .isEqualTo("HTTP 400: document_parsing_exception: [1:2] failed to parse field [a].");
    assertThat(engine.settings.meter().count("beltline_exporter_documents", outcome("created")))
        .isEqualTo(2);
    assertThat(engine.settings.meter().count("beltline_exporter_documents", outcome("retry")))
        .isEqualTo(2);
  }

  private static Map<String, String> outcome(String word) {
    return Map.of("outcome", word);
  }

  @Test
  void wordsShowWhatWasSentOnlyIfAskedFor() {
    assertThat(parts(logs("include_source_on_error: true\n", CREATED, WRONG)))
        .singleElement()
        .satisfies(part -> assertThat(part.refusal().message()).contains("secret"));
    assertThat(engine.requests.getFirst().query()).contains("include_source_on_error=true");
  }

  @Test
  void whatIsThereAlreadyIsDelivered() {
    assertThat(logs("", CONFLICT, CREATED)).isEqualTo(ExportResult.delivered());
    assertThat(
            engine.settings.meter().count("beltline_exporter_documents", outcome("already_there")))
        .isEqualTo(1);
    assertThat(parts(logs("answers: {\"409\": drop}\n", CONFLICT, CREATED)))
        .singleElement()
        .satisfies(part -> assertThat(part.refusal().action()).isEqualTo(Action.DROP));
  }

  @Test
  void conflictsOfDocumentsWithoutOwnIdsAreRefused() {
    ExportResult result = logs("document_ids: {enabled: false}\n", CONFLICT, CREATED);
    assertThat(parts(result))
        .singleElement()
        .satisfies(part -> assertThat(part.refusal().action()).isEqualTo(Action.DEAD_LETTER));
  }

  @Test
  void conflictsOfIdsThatSendersChoseAreRefusedWithTheEnginesWords() {
    String record =
        Records.text("a")
            + ",'attributes':[{'key':'elasticsearch.document_id','value':{'stringValue':'x'}}]";
    String yaml = "logs_dynamic_id: {enabled: true}\n";
    engine.answerItems(CONFLICT);
    Refusal refused = whole(engine.export(yaml, Records.logs(record)));
    assertThat(refused.action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(refused.message()).isEqualTo("HTTP 409: version_conflict_engine_exception: there");
    assertThat(engine.exportAgain(yaml, Records.logs(record))).isEqualTo(ExportResult.delivered());
    assertThat(
            engine.settings.meter().count("beltline_exporter_documents", outcome("presumed_there")))
        .isEqualTo(1);
  }

  @Test
  void conflictsInTimeSeriesAreRefusedUnlessTheyAreSentAgain() {
    Telemetry point =
        Records.metrics(
            "'name':'m','gauge':{'dataPoints':[{'timeUnixNano':'1705314600000000000','asInt':'1'}]}");
    engine.answerItems(CONFLICT);
    assertThat(whole(engine.export("", point)).action()).isEqualTo(Action.DEAD_LETTER);
    assertThat(engine.exportAgain("", point)).isEqualTo(ExportResult.delivered());
  }

  private boolean isOpenAfter(HttpResponse answer) {
    engine.answer(_ -> answer);
    return whole(engine.export("", Records.logs(Records.text("a")))).open();
  }

  @Test
  void whatGotNoAnswerThatTellsIsOpen() {
    assertThat(isOpenAfter(HttpResponse.text(503, "away"))).isTrue();
    assertThat(isOpenAfter(HttpResponse.text(500, "oh"))).isTrue();
    assertThat(isOpenAfter(HttpResponse.text(200, "{}"))).isTrue();
    assertThat(isOpenAfter(Engine.items("{'create':{}}"))).isTrue();
    assertThat(isOpenAfter(HttpResponse.text(429, "busy"))).isFalse();
    assertThat(isOpenAfter(HttpResponse.text(401, "who"))).isFalse();
    assertThat(isOpenAfter(HttpResponse.text(413, "large"))).isFalse();
    assertThat(isOpenAfter(Engine.items(BUSY))).isFalse();
    assertThat(isOpenAfter(Engine.items(BUSY.replace("429", "503")))).isFalse();
    engine.close();
    assertThat(whole(engine.export("", Records.logs(Records.text("a")))).open())
        .as("nobody was reached")
        .isFalse();
  }

  @Test
  void onlyWhatWasSentIsOpen() {
    engine.answer(_ -> HttpResponse.text(503, "away"));
    List<Part> parts =
        parts(
            engine.export(
                "flush: {bytes: 200}\n", Records.logs(Records.text("a"), Records.text("b"))));
    assertThat(engine.bulks).hasSize(1);
    assertThat(requireNonNull(parts.getFirst().places()).open()).isEqualTo(bits(0));
  }

  @Test
  void spansOfWhichSomethingIsWrittenAreOpen() {
    String span =
        "'traceId':'0102030405060708090a0b0c0d0e0f10','spanId':'0102030405060708',"
            + "'startTimeUnixNano':'1','events':[{'name':'e','timeUnixNano':'2'}]";
    engine.answerItems(CREATED, BUSY);
    assertThat(whole(engine.export("", Records.spans(span))).open()).isTrue();
    engine.answerItems(BUSY, BUSY);
    assertThat(whole(engine.export("", Records.spans(span))).open()).isFalse();
    engine.answerItems(CREATED, WRONG, BUSY);
    String second = span.replace("}]", "},{'name':'f','timeUnixNano':'3'}]");
    assertThat(whole(engine.export("", Records.spans(second))).open())
        .as("one document was refused for good: it must not pass as a success later")
        .isFalse();
  }

  private static BitSet bits(int... items) {
    BitSet bits = new BitSet();
    for (int item : items) {
      bits.set(item);
    }
    return bits;
  }

  @Test
  void failureStoreIsDelivery() {
    assertThat(logs("", "{'create':{'status':201,'failure_store':'used'}}"))
        .isEqualTo(ExportResult.delivered());
    assertThat(
            engine.settings.meter().count("beltline_exporter_documents", outcome("failure_store")))
        .isEqualTo(1);
  }

  @Test
  void missingTemplatesAndRightsHold() {
    String missing =
        "{'create':{'status':404,'error':{'type':'index_not_found_exception','reason':'no"
            + " index'}}}";
    String forbidden =
        "{'create':{'status':403,'error':{'type':'security_exception','reason':'unauthorized'}}}";
    for (String answer : List.of(missing, forbidden)) {
      Part held = parts(logs("", answer)).getFirst();
      assertThat(held.refusal().action()).isEqualTo(Action.HOLD);
      assertThat(held.lane()).isEqualTo("logs-generic.otel-default");
    }
    assertThat(parts(logs("", forbidden)).getFirst().refusal().message()).contains("unauthorized");
  }

  @Test
  void statusesToRetryAreRetried() {
    String yaml = "retry: {retry_on_status: [400]}\n";
    assertThat(whole(logs(yaml, WRONG)).action()).isEqualTo(Action.RETRY);
  }

  @Test
  void wholeRequestsFollowTheTable() {
    engine.answer(_ -> HttpResponse.text(429, "busy").with("retry-after", "7"));
    Refusal busy = whole(engine.export("", Records.logs(Records.text("a"))));
    assertThat(busy.action()).isEqualTo(Action.RETRY);
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    engine.answer(_ -> HttpResponse.text(413, "large"));
    assertThat(whole(engine.export("", Records.logs(Records.text("a")))).action())
        .isEqualTo(Action.RETRY_SMALLER);
    engine.answer(
        _ ->
            HttpResponse.text(
                    401,
                    "{\"error\":{\"root_cause\":[{\"type\":\"x\"}],\"type\":\"security_exception\","
                        + "\"reason\":\"missing credentials\"},\"status\":401}")
                .with("content-type", "application/json"));
    Refusal refused = whole(engine.export("", Records.logs(Records.text("a"))));
    assertThat(refused.action()).isEqualTo(Action.HOLD);
    assertThat(refused.message()).isEqualTo("HTTP 401: security_exception: missing credentials");
  }

  @Test
  void answersThatTellTooLittleAreNotBelieved() {
    engine.answer(_ -> HttpResponse.text(200, "{}"));
    assertThat(whole(engine.export("", Records.logs(Records.text("a")))).action())
        .isEqualTo(Action.RETRY);
    engine.answerItems(CREATED);
    Refusal few = whole(engine.export("", Records.logs(Records.text("a"), Records.text("b"))));
    assertThat(few.message()).isEqualTo("unreadable answer: 1 outcomes for 2 documents");
  }

  @Test
  void nobodyThereIsRetried() {
    engine.close();
    assertThat(whole(engine.export("", Records.logs(Records.text("a")))).action())
        .isEqualTo(Action.RETRY);
  }

  @Test
  void equalRecordsTravelTogether() {
    engine.answerItems(CREATED, BUSY, CREATED);
    Telemetry telemetry =
        Records.logs(Records.text("same"), Records.text("same"), Records.text("other"));
    List<Part> parts = parts(engine.export("", telemetry));
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().telemetry().itemCount()).isEqualTo(2);
    assertThat(engine.lines().get(0)).isNotEqualTo(engine.lines().get(2));
  }

  @Test
  void idsAreTheSameEveryTime() {
    Telemetry telemetry = Records.logs(Records.text("a"), Records.text("a"), Records.text("b"));
    engine.export("", telemetry);
    engine.export("", telemetry);
    assertThat(engine.bulks.get(1)).isEqualTo(engine.bulks.get(0));
    assertThat(engine.lines().stream().filter(line -> line.contains("\"_id\"")).distinct())
        .hasSize(3);
  }

  private static List<String> actions(String bulk) {
    return bulk.lines().filter(line -> line.contains("\"_id\"")).toList();
  }

  @Test
  void equalRecordsOfOtherRequestsHaveOtherIdsAndSentAgainTheSame() {
    Telemetry telemetry = Records.logs(Records.text("a"), Records.text("a"));
    engine.export("", telemetry, Origins.of(100, 0, 2));
    engine.export("", telemetry, Origins.of(101, 0, 2));
    engine.export("", telemetry, Origins.of(100, 0, 2));
    engine.export("", Records.logs(Records.text("a")), Origins.of(100, 1, 1));
    List<String> first = actions(engine.bulks.get(0));
    assertThat(first).doesNotHaveDuplicates();
    assertThat(actions(engine.bulks.get(1))).doesNotContainAnyElementsOf(first);
    assertThat(engine.bulks.get(2)).isEqualTo(engine.bulks.get(0));
    assertThat(actions(engine.bulks.get(3)).getFirst()).isEqualTo(first.getLast());
  }

  @Test
  void idsOfContentAreTheSameInEveryRequest() {
    String yaml = "document_ids: {made_of: content}\n";
    Telemetry telemetry = Records.logs(Records.text("a"));
    engine.export(yaml, telemetry, Origins.of(100, 0, 1));
    engine.export(yaml, telemetry, Origins.of(101, 7, 1));
    assertThat(engine.bulks.get(1)).isEqualTo(engine.bulks.get(0));
  }

  @Test
  void idsOfContentLeaveOutWhenALineWasObserved() {
    String yaml = "document_ids: {made_of: content}\n";
    String line =
        "'observedTimeUnixNano':'%d','body':{'stringValue':'%s'},"
            + "'attributes':[{'key':'log.file.record_offset','value':{'intValue':'%d'}}]";
    engine.export(
        yaml,
        Records.logs(line.formatted(100_000_000_000L, "a", 0), line.formatted(1, "a", 2)),
        Origins.of(100, 0, 2));
    engine.export(yaml, Records.logs(line.formatted(200_000_000_000L, "a", 0)));
    engine.export(yaml, Records.logs(line.formatted(200_000_000_000L, "b", 0)));
    String timed = "'timeUnixNano':'1705314600000000000'," + line;
    engine.export(yaml, Records.logs(timed.formatted(1, "a", 0)));
    engine.export(yaml, Records.logs(timed.formatted(2, "a", 0)));
    List<String> first = actions(engine.bulks.get(0));
    assertThat(first).hasSize(2).doesNotHaveDuplicates();
    assertThat(actions(engine.bulks.get(1))).containsExactly(first.getFirst());
    assertThat(actions(engine.bulks.get(2))).doesNotContainAnyElementsOf(first);
    assertThat(actions(engine.bulks.get(3)))
        .as("the time of the record counts")
        .doesNotContainAnyElementsOf(first)
        .isEqualTo(actions(engine.bulks.get(4)));
  }

  @Test
  void refusedItemsAreNamedByTheirPlaces() {
    List<Part> parts = parts(logs("", CREATED, BUSY, CREATED));
    Places places = requireNonNull(parts.getFirst().places());
    assertThat(places.items()).isEqualTo(bits(1));
    assertThat(places.open().isEmpty()).isTrue();
  }

  @Test
  void requestsAreCutByBytesAndOnlyWhatFailedComesAgain() {
    engine.answer(
        request ->
            request.body().toUtf8().contains("line 2")
                ? HttpResponse.text(503, "away")
                : Engine.allCreated(request));
    String[] records = new String[6];
    for (int i = 0; i < records.length; i++) {
      records[i] = Records.text("line " + i);
    }
    List<Part> parts = parts(engine.export("flush: {bytes: 600}\n", Records.logs(records)));
    assertThat(engine.bulks)
        .hasSizeGreaterThan(1)
        .allSatisfy(bulk -> assertThat(bulk.length()).isLessThanOrEqualTo(600));
    assertThat(parts)
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.refusal().action()).isEqualTo(Action.RETRY);
              assertThat(body(part.telemetry()))
                  .contains("line 2", "line 5")
                  .doesNotContain("line 0");
            });
  }

  @Test
  void spansWithRefusedEventsComeAgainWhole() {
    engine.answerItems(CREATED, BUSY, CREATED);
    String id =
        "'traceId':'0102030405060708090a0b0c0d0e0f10','spanId':'%s','startTimeUnixNano':'1'";
    Telemetry telemetry =
        Records.spans(
            id.formatted("0102030405060708") + ",'events':[{'name':'e','timeUnixNano':'2'}]",
            id.formatted("0102030405060709"));
    List<Part> parts = parts(engine.export("", telemetry));
    assertThat(parts).hasSize(1);
    assertThat(body(parts.getFirst().telemetry())).contains("0102030405060708");
    assertThat(parts.getFirst().telemetry().itemCount()).isEqualTo(1);
  }

  @Test
  void pointsThatCannotBeStoredAreToldApart() {
    String time = "'timeUnixNano':'1705314600000000000'";
    ExportResult result =
        engine.export(
            "",
            Records.metrics(
                "'name':'ok','gauge':{'dataPoints':[{" + time + ",'asInt':'1'}]}",
                "'name':'nan','gauge':{'dataPoints':[{" + time + ",'asDouble':'NaN'}]}",
                "'name':'stale','gauge':{'dataPoints':[{" + time + ",'flags':1}]}",
                "'name':'h','histogram':{'aggregationTemporality':2,'dataPoints':[{" + time + "}]}",
                "'name':'ok','gauge':{'dataPoints':[{" + time + ",'asInt':'2'}]}"));
    List<Part> parts = parts(result);
    assertThat(parts)
        .extracting(part -> part.refusal().action())
        .containsExactly(Action.DROP, Action.DROP, Action.DEAD_LETTER);
    assertThat(parts.get(2).refusal().message()).contains("cumulative_to_delta");
    assertThat(engine.lines()).hasSize(4);
  }
}
