package io.beltline.exporter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Documents of the modes none and raw have all that a span's events have. */
class PlainDocumentsTest {
  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  private String span(String mode, String attributes, String... events) {
    engine.export(
        "mapping: {mode: " + mode + "}\n",
        Records.spans(
            "'name':'s','attributes':["
                + attributes
                + "],'events':["
                + String.join(",", events)
                + "]"));
    return engine.lines().getLast();
  }

  private static String event(int second, String... attributes) {
    return "{'name':'e','timeUnixNano':'"
        + second
        + "000000000','attributes':["
        + String.join(",", attributes)
        + "]}";
  }

  private static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{" + value + "}}";
  }

  @Test
  void eventsOfOneNameGiveLists() {
    String list = "'arrayValue':{'values':[{'intValue':'4'},{'intValue':'5'}]}";
    String[] events = {
      event(1, attribute("a", "'intValue':'1'")),
      event(2, attribute("b", "'stringValue':'x'")),
      event(3, attribute("a", list)),
      event(4, attribute("a", "'intValue':'6'"))
    };
    assertThat(span("none", "", events))
        .contains(
            "\"Events.e.a\":[1,4,5,6],\"Events.e.b\":\"x\","
                + "\"Events.e.time\":[\"1970-01-01T00:00:01.000000000Z\",\"1970-01-01T00:00:02");
    assertThat(span("raw", "", events)).contains("\"e.a\":[1,4,5,6],\"e.b\":\"x\"");
  }

  @Test
  void withinAnEventAndBesideTheSpanTheLastOfAKeyCounts() {
    String twice = attribute("a", "'intValue':'1'") + "," + attribute("a", "'intValue':'2'");
    assertThat(span("raw", attribute("e.a", "'intValue':'9'"), event(1, twice)))
        .contains("\"e.a\":2,");
    assertThat(span("none", "", event(1, twice), event(2, twice)))
        .contains("\"Events.e.a\":[2,2],");
  }

  @Test
  void allOfManyEventsAreWritten() {
    String[] events =
        IntStream.range(0, 2000)
            .mapToObj(i -> event(1, attribute("id", "'intValue':'" + i + "'")))
            .toArray(String[]::new);
    assertThat(span("none", "", events)).contains("\"Events.e.id\":[0,1,2,", ",1998,1999],");
  }
}
