package io.beltline.exporter.elasticsearch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Partial;
import io.beltline.api.ExportResult.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Points that a time series could not tell apart have dimensions that do. */
class TimeSeriesTest {
  private static final Pattern HASH = Pattern.compile("\"_metric_names_hash\":\"([0-9a-f]+)\"");
  private static final String TIME = "'timeUnixNano':'1705314600000000000'";

  private final Engine engine = new Engine();

  @AfterEach
  void end() {
    engine.close();
  }

  private static String gauge(String name, String... points) {
    return "'name':'%s','gauge':{'dataPoints':[{%s}]}".formatted(name, String.join("},{", points));
  }

  private List<String> hashes() {
    List<String> found = new ArrayList<>();
    for (String line : engine.lines()) {
      Matcher matcher = HASH.matcher(line);
      if (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  @Test
  void pointsThatDifferInTheirStartAreDocumentsOfTheirOwn() {
    engine.export(
        "",
        Records.metrics(
            gauge("m", TIME + ",'asInt':'1'", TIME + ",'startTimeUnixNano':'5','asInt':'2'")));
    assertThat(hashes()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void tenPointsOfOneSeriesAndMillisecondAreTenDocuments() {
    String[] points = new String[10];
    for (int i = 0; i < points.length; i++) {
      points[i] = TIME + ",'asInt':'" + i + "'";
    }
    ExportResult result =
        engine.export("", Records.metrics(gauge("a", points), gauge("b", points)));
    assertThat(result).isEqualTo(ExportResult.delivered());
    assertThat(hashes()).hasSize(10).doesNotHaveDuplicates();
    assertThat(engine.lines().getLast()).contains("\"metrics\":{\"a\":9,\"b\":9}");
  }

  @Test
  void theFirstKeepsItsPlaceWhateverComesAfterIt() {
    engine.export("", Records.metrics(gauge("m", TIME + ",'asInt':'1'")));
    engine.export("", Records.metrics(gauge("m", TIME + ",'asInt':'1'", TIME + ",'asInt':'2'")));
    assertThat(hashes().get(0)).isEqualTo(hashes().get(1)).isNotEqualTo(hashes().get(2));
  }

  @Test
  void whatIsToldApartByOrderComesAgainTogether() {
    engine.answerItems(
        "{'create':{'status':201}}",
        "{'create':{'status':429,'error':{'type':'busy','reason':'full'}}}",
        "{'create':{'status':201}}");
    ExportResult result =
        engine.export(
            "",
            Records.metrics(
                gauge("m", TIME + ",'asInt':'1'", TIME + ",'asInt':'2'"),
                gauge("n", "'timeUnixNano':'1705314601000000000','asInt':'3'")));
    assertThat(((Partial) result).parts())
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.telemetry().itemCount()).isEqualTo(2);
              Places places = requireNonNull(part.places());
              assertThat(places.items().stream()).containsExactly(0, 1);
              assertThat(places.open().stream())
                  .as("the one that is written may conflict with itself, the other with others")
                  .containsExactly(0);
            });
  }

  @Test
  void tooManyAreRefusedWithWords() {
    String[] points = new String[PointGroups.MOST_EQUAL + 1];
    for (int i = 0; i < points.length; i++) {
      points[i] = TIME + ",'asInt':'" + i + "'";
    }
    ExportResult result = engine.export("", Records.metrics(gauge("m", points)));
    assertThat(((Partial) result).parts())
        .singleElement()
        .satisfies(part -> assertThat(part.refusal().message()).contains("100 points of the same"));
  }

  @Test
  void requestsAreNotPutTogetherSoThatDocumentsStayTheSame() {
    var first = Records.metrics(gauge("a", TIME + ",'asInt':'1'"));
    var second = Records.metrics(gauge("b", TIME + ",'asInt':'2'"));
    List<io.beltline.model.Slice> chunks = new ArrayList<>(first.payload().chunks());
    chunks.addAll(second.payload().chunks());
    engine.export("", first.with(io.beltline.model.Payload.of(chunks)));
    engine.export("", first);
    engine.export("", second);
    assertThat(engine.lines().subList(0, 4)).isEqualTo(engine.lines().subList(4, 8));
  }
}
