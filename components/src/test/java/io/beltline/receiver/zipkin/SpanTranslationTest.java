package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the fields of a span, by the table of the README. */
class SpanTranslationTest {
  private static final String IDS = "'traceId':'463ac35c9f6413ad48485a3953bb6124','id':'a'";

  @Test
  void theFieldsOfASpan() {
    assertThat(
            otlp(
                IDS
                    + ",'parentId':'b','name':'get','kind':'CLIENT','timestamp':1700000000000001,"
                    + "'duration':150,'localEndpoint':{'serviceName':'shop'}"))
        .contains("'traceId':'463ac35c9f6413ad48485a3953bb6124'")
        .contains("'spanId':'000000000000000a'")
        .contains("'parentSpanId':'000000000000000b'")
        .contains("'name':'get'")
        .contains("'kind':3")
        .contains("'startTimeUnixNano':'1700000000000001000'")
        .contains("'endTimeUnixNano':'1700000000000151000'")
        .contains("'resource':{'attributes':[" + text("service.name", "shop") + "]}")
        .doesNotContain("status");
  }

  @Test
  void anIdOf64BitsGetsZerosInFront() {
    assertThat(otlp("'traceId':'48485a3953bb6124','id':'a'"))
        .contains("'traceId':'000000000000000048485a3953bb6124'");
  }

  @ParameterizedTest
  @CsvSource({"CLIENT, 3", "SERVER, 2", "PRODUCER, 4", "CONSUMER, 5"})
  void kinds(String kind, int number) {
    assertThat(otlp(IDS + ",'kind':'" + kind + "'")).contains("'kind':" + number);
  }

  @Test
  void aSpanOfNoKindIsInternalIfItsTagSaysSo() {
    assertThat(otlp(IDS)).doesNotContain("'kind'");
    assertThat(otlp(IDS + ",'tags':{'span.kind':'internal'}"))
        .contains("'kind':1")
        .doesNotContain("span.kind");
  }

  @Test
  void whatDoesNotTellWhenItBeganIsMarked() {
    assertThat(otlp(IDS + ",'duration':7"))
        .contains("'endTimeUnixNano':'7000'")
        .contains("{'key':'otel.zipkin.absentField.startTime','value':{'boolValue':true}}");
  }

  @Test
  void aParentThatIsTheSpanIsNone() {
    assertThat(otlp(IDS + ",'parentId':'000000000000000a'")).doesNotContain("parentSpanId");
  }

  @Test
  void endpointsBecomeAttributes() {
    assertThat(
            otlp(
                IDS
                    + ",'localEndpoint':{'serviceName':'shop','ipv4':'10.0.0.1','ipv6':'::1',"
                    + "'port':80},'remoteEndpoint':{'serviceName':'db','ipv6':'2001:db8::1',"
                    + "'port':5432},'tags':{'net.peer.port':'9'}"))
        .contains(text("net.host.ip", "10.0.0.1"))
        .contains(text("zipkin.local_endpoint.ipv6", "::1"))
        .contains(whole("net.host.port", 80))
        .contains(text("peer.service", "db"))
        .contains(text("net.peer.ip", "2001:db8::1"))
        .containsOnlyOnce("net.peer.port")
        .contains(whole("net.peer.port", 5432));
  }

  @Test
  void whatDescribesTheProcessIsTheResources() {
    String both =
        list(
            IDS + ",'localEndpoint':{'serviceName':'shop'},'tags':{'host.name':'h','x':'1'}",
            IDS + ",'localEndpoint':{'serviceName':'shop'},'tags':{'host.name':'h','y':'2'}");
    assertThat(both)
        .containsOnlyOnce(text("host.name", "h"))
        .containsOnlyOnce("service.name")
        .contains(text("x", "1"))
        .contains(text("y", "2"));
    String apart =
        list(
            IDS + ",'localEndpoint':{'serviceName':'shop'},'tags':{'host.name':'h'}",
            IDS + ",'localEndpoint':{'serviceName':'shop'},'tags':{'host.name':'other'}");
    assertThat(apart).contains(text("host.name", "h")).contains(text("host.name", "other"));
  }

  @Test
  void theNameOfTheProcessHasASource() {
    assertThat(
            otlp(
                IDS
                    + ",'localEndpoint':{'serviceName':'lambda'},"
                    + "'tags':{'otlp.service.name.source':'faas.name'}"))
        .contains("'attributes':[" + text("faas.name", "lambda") + "]")
        .doesNotContain("name.source");
    assertThat(otlp(IDS + ",'localEndpoint':{'serviceName':'OTLPResourceNoServiceName'}"))
        .doesNotContain("service.name");
  }

  @Test
  void theLibraryIsTheScope() {
    assertThat(otlp(IDS + ",'tags':{'otel.library.name':'old','otel.library.version':'1'}"))
        .contains("'scope':{'name':'old','version':'1'}")
        .doesNotContain("otel.library");
    assertThat(otlp(IDS + ",'tags':{'otel.scope.name':'new','otel.library.name':'old'}"))
        .contains("'scope':{'name':'new'}")
        .doesNotContain("old");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'error':'' | 'status':{'code':2} | ",
        "'error':'true' | 'status':{'code':2} | ",
        "'error':'timeout' | 'status':{'message':'timeout','code':2} | ",
        "'error':'false' | | error",
        "'otel.status_code':'OK' | 'status':{'code':1} | ",
        "'otel.status_code':'ERROR','otel.status_description':'d' |"
            + " 'status':{'message':'d','code':2} | ",
        "'otel.status_code':'STATUS_CODE_ERROR','error':'true' | 'status':{'code':2} | ",
        "'otel.status_code':'ERROR','otel.status_description':'d','error':'d' |"
            + " 'status':{'message':'d','code':2} | ",
        "'otel.status_code':'ERROR','otel.status_description':'d','error':'e' |"
            + " 'status':{'message':'d','code':2} | error",
        "'otel.status_code':'UNSET' | | ",
        "'otel.status_code':'weird' | | otel.status_code",
      })
  void status(String tags, String status, String left) {
    String otlp = otlp(IDS + ",'tags':{" + tags + "}");
    assertThat(otlp).contains(status == null ? "'spanId'" : status);
    assertThat(otlp.contains("'status'")).isEqualTo(status != null);
    assertThat(otlp.contains("'attributes':[{'key':'" + left + "'")).isEqualTo(left != null);
  }

  @Test
  void annotationsAreEvents() {
    String otlp =
        otlp(
            IDS
                + ",'timestamp':1,'annotations':["
                + "{'timestamp':5,'value':'plain'},{'timestamp':6,'value':'\\'cache\\':"
                + " {\\'hit\\':true,\\'of\\':[1,{\\'a\\':2.5}]}'},"
                + "{'timestamp':7,'value':'retry|{\\'why\\':\\'a|b\\'}|3'},"
                + "{'timestamp':8,'value':'a|b|c'},{'timestamp':9,'value':'\\'x\\': {broken'}]");
    assertThat(otlp)
        .contains("{'timeUnixNano':'5000','name':'plain'}")
        .contains(
            "{'timeUnixNano':'6000','name':'cache','attributes':[{'key':'hit','value':"
                + "{'boolValue':true}},{'key':'of','value':{'arrayValue':{'values':[{'intValue':"
                + "'1'},{'kvlistValue':{'values':[{'key':'a','value':{'doubleValue':2.5}}]}}]}}}]}")
        .contains(
            "{'timeUnixNano':'7000','name':'retry','attributes':["
                + text("why", "a|b")
                + "],'droppedAttributesCount':3}")
        .contains("{'timeUnixNano':'8000','name':'a|b|c'}")
        .contains("'name':'\\'x\\': {broken'");
  }

  @Test
  void linksStateAndCountsComeBackFromTheirTags() {
    String otlp =
        otlp(
            IDS
                + ",'tags':{'otlp.link.0':'0000000000000000000000000000004d|000000000000000b|k=v|"
                + "{\\'a\\':\\'|\\'}|2','otlp.link.1':'short|1||{}|0','w3c.tracestate':'x=y',"
                + "'otel.dropped_attributes_count':'1','otel.dropped_events_count':'2',"
                + "'otel.dropped_links_count':'nine'}");
    assertThat(otlp)
        .contains(
            "'links':[{'traceId':'0000000000000000000000000000004d','spanId':'000000000000000b',"
                + "'traceState':'k=v','attributes':["
                + text("a", "|")
                + "],'droppedAttributesCount':2}]")
        .contains(text("otlp.link.1", "short|1||{}|0"))
        .contains("'traceState':'x=y'")
        .contains("'droppedAttributesCount':1")
        .contains("'droppedEventsCount':2")
        .contains(text("otel.dropped_links_count", "nine"));
  }

  @Test
  void bothSidesOfASharedSpanStayApart() {
    String otlp =
        list(
            IDS + ",'kind':'CLIENT','localEndpoint':{'serviceName':'web'}",
            IDS + ",'kind':'SERVER','shared':true,'localEndpoint':{'serviceName':'web'}");
    assertThat(otlp)
        .contains("'kind':3")
        .contains("'kind':2")
        .containsOnlyOnce("{'key':'zipkin.shared','value':{'boolValue':true}}");
  }

  @Test
  void tagsAreParsedIfAskedFor() {
    String span = IDS + ",'tags':{'n':'42','host.name':'7'}";
    assertThat(otlp(span)).contains(text("n", "42"));
    SpanTranslation translation = new SpanTranslation(true, Room.unlimited());
    JsonSpans.read(body("[{" + span + "}]"), Room.unlimited(), translation::add);
    assertThat(shown(translation)).contains(whole("n", 42)).contains(text("host.name", "7"));
  }

  private static String otlp(String span) {
    return list(span);
  }

  private static String list(String... spans) {
    SpanTranslation translation = new SpanTranslation(false, Room.unlimited());
    JsonSpans.read(
        body("[{" + String.join("},{", spans) + "}]"), Room.unlimited(), translation::add);
    return shown(translation);
  }

  private static Slice body(String json) {
    return Slice.utf8(json.replace("\\'", "\\\"").replace('\'', '"'));
  }

  private static String shown(SpanTranslation translation) {
    Telemetry telemetry = Telemetry.of(Signal.TRACES, Payload.of(translation.toRequest()));
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8).replace('"', '\'');
  }

  private static String text(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  private static String whole(String key, long value) {
    return "{'key':'" + key + "','value':{'intValue':'" + value + "'}}";
  }
}
