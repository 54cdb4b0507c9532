package io.beltline.receiver.influxdb;

import static io.beltline.receiver.influxdb.TranslatedLines.attribute;
import static io.beltline.receiver.influxdb.TranslatedLines.metrics;
import static io.beltline.receiver.influxdb.TranslatedLines.translation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.otlp.Room;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is the same for lines of all schemas, and of none. */
class TranslationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m count=3,sum=2,1=3,2=1 | neither growing counts of buckets nor values of quantiles",
        "prometheus,le=x a_bucket=1 | tag \"le\" is no number: \"x\"",
        "prometheus,le=NaN a_bucket=1 | tag \"le\" is no number",
        "prometheus,quantile=x a=1 | tag \"quantile\" is no number",
        "prometheus,le=1 a_bucket=-1 | field \"a_bucket\" is no count",
        "prometheus a_count=-1,a_sum=1 | field \"a_count\" is no count",
        "m_By_histogram delta_1=1,count=-3 | field \"count\" is no count",
      },
      quoteCharacter = '`')
  void whatThereIsNoFormForIsRefusedWhole(String line, String words) {
    assertThatThrownBy(() -> translation(line)).hasMessageContaining(words);
    Translation translation = new Translation(Room.unlimited());
    assertThatThrownBy(
            () ->
                translation.add(
                    new LineReader(Slice.utf8(line), Precision.NANOSECONDS, 9, Room.unlimited())
                        .next()))
        .isInstanceOf(MalformedLineException.class);
    assertThat(translation.request().length()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tank gauge=\"full\",level=5 | tank_level | 1",
        "tank counter=true,level=5 | tank_level | 1",
        "tank count=-1,sum=2 | tank_count, tank_sum | 0",
        "tank count=1e19,sum=2 | tank_count, tank_sum | 0",
      },
      quoteCharacter = '`')
  void aFieldWithTheNameOfASchemaMustHaveItsKindToo(String line, String names, long skipped)
      throws Exception {
    assertThat(metrics(line)).contains(names.split(", ")).doesNotContain("histogram", "'sum':{");
    assertThat(translation(line).skipped()).isEqualTo(skipped);
  }

  @Test
  void aStartIsNoFieldBesideTheOthersAndATagLikeIt() throws Exception {
    String start = "start_time=\"1970-01-01T00:00:01Z\"";
    assertThat(metrics("prometheus up=1," + start)).contains("'name':'up'", "'1000000000'");
    assertThat(metrics("prometheus,start_time=x up=1")).contains(attribute("start_time", "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m,temporality=delta gauge=1 | true",
        "m,temporality=delta other=1 | true",
        "prometheus,temporality=delta up=1 | true",
        "m,temporality=delta 0.5=0.1,0.9=0.2,count=3,sum=1 | true",
        "m_s_sum,temporality=delta value_cumulative_monotonic_int=1i | true",
        "m_s_histogram,temporality=delta cumulative_1=1,count=3,sum=1 | true",
        "m,temporality=delta counter=1 | false",
        "m,temporality=delta 1=2,5=3,count=3,sum=1 | false",
        "prometheus,temporality=delta m_count=1,m_sum=1 | false",
      })
  void aTemporalityIsAnAttributeWhereItMeansNothing(String line, boolean attribute)
      throws Exception {
    String found = metrics(line);
    assertThat(found.contains("{'key':'temporality','value':{'stringValue':'delta'}}"))
        .isEqualTo(attribute);
    assertThat(found.contains("'aggregationTemporality':1")).isEqualTo(!attribute);
  }

  @Test
  void timesOfStatsdAreGauges() throws Exception {
    assertThat(metrics("a,metric_type=timing count=10,sum=100"))
        .contains("'name':'a_count','gauge'", "'name':'a_sum','gauge'");
  }

  @Test
  void tagsMayBelongToTheResourceAndTheScope() throws Exception {
    String line =
        "cpu,container.name=42,service.name.x1=s,service.name.X=no,host=h,"
            + "otel.library.name=My\\ Library,otel.library.version=latest usage=7i";
    assertThat(
            new String(
                    OtlpJson.write(new Metrics(Payload.of(translation(line).request()))),
                    StandardCharsets.UTF_8)
                .replace('"', '\''))
        .isEqualTo(
            "{'resourceMetrics':[{'resource':{'attributes':["
                + "{'key':'container.name','value':{'stringValue':'42'}},"
                + "{'key':'service.name.x1','value':{'stringValue':'s'}}]},"
                + "'scopeMetrics':[{'scope':{'name':'My Library','version':'latest'},'metrics':["
                + "{'name':'cpu_usage','gauge':{'dataPoints':[{'attributes':["
                + "{'key':'host','value':{'stringValue':'h'}},"
                + "{'key':'service.name.X','value':{'stringValue':'no'}}],"
                + "'timeUnixNano':'9','asInt':'7'}]}}]}]}]}");
  }
}
