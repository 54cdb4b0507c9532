package io.beltline.receiver.influxdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.otlp.Room;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of each schema, and the metrics they are. */
class TranslationTest {
  private static final String ALONE = "{'resource':{},'scopeMetrics':[{'scope':{},'metrics':[";

  private static Translation translation(String lines) throws MalformedLineException {
    Translation translation = new Translation(Room.unlimited());
    LineReader reader =
        new LineReader(Slice.utf8(lines), Precision.NANOSECONDS, 9, Room.unlimited());
    for (Line line = reader.next(); line != null; line = reader.next()) {
      translation.add(line);
    }
    return translation;
  }

  /** The metrics of lines as JSON, without what is around them. */
  private static String metrics(String lines) throws MalformedLineException {
    return new String(
            OtlpJson.write(new Metrics(Payload.of(translation(lines).request()))),
            StandardCharsets.UTF_8)
        .replace('"', '\'')
        .replace("{'resourceMetrics':[", "")
        .replace(ALONE, "")
        .replaceAll("(\\d)\\.0(?=[,}\\]])", "$1")
        .replaceAll("]}]}]}$", "");
  }

  private static String attribute(String key, String value) {
    return "'attributes':[{'key':'" + key + "','value':{'stringValue':'" + value + "'}}],";
  }

  @Test
  void aGaugeOfTheFirstVersion() throws Exception {
    Translation translation = translation("cpu_temp,foo=bar gauge=87.332,other=1 7");
    assertThat(translation.skipped()).isEqualTo(1);
    assertThat(metrics("cpu_temp,foo=bar gauge=87.332,other=1 7"))
        .isEqualTo(
            "{'name':'cpu_temp','gauge':{'dataPoints':[{"
                + attribute("foo", "bar")
                + "'timeUnixNano':'7','asDouble':87.332}]}}");
  }

  @Test
  void countersOfTheFirstVersion() throws Exception {
    assertThat(
            metrics(
                "http_requests_total,code=200 counter=1027\n"
                    + "http_requests_total,code=400 counter=3i"))
        .isEqualTo(
            "{'name':'http_requests_total','sum':{'dataPoints':[{"
                + attribute("code", "200")
                + "'timeUnixNano':'9','asDouble':1027},{"
                + attribute("code", "400")
                + "'timeUnixNano':'9','asInt':'3'}],"
                + "'aggregationTemporality':2,'isMonotonic':true}}");
  }

  @Test
  void aCounterMayBeDeltaAndHaveAStart() throws Exception {
    assertThat(
            metrics(
                "gorets,temporality=delta"
                    + " counter=10i,start_time=\"2023-04-13T22:34:00.000535129+03:00\""))
        .isEqualTo(
            "{'name':'gorets','sum':{'dataPoints':[{'startTimeUnixNano':'1681414440000535129',"
                + "'timeUnixNano':'9','asInt':'10'}],"
                + "'aggregationTemporality':1,'isMonotonic':true}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",+Inf=144320"})
  void aHistogramOfTheFirstVersion(String infinity) throws Exception {
    assertThat(
            metrics(
                "took 1=133988,0.1=33444,0.05=24054,0.2=100392,0.5=129389,sum=53423,count=144320"
                    + infinity))
        .isEqualTo(
            "{'name':'took','histogram':{'dataPoints':[{'timeUnixNano':'9','count':'144320',"
                + "'sum':53423,'bucketCounts':['24054','9390','66948','28997','4599','10332'],"
                + "'explicitBounds':[0.05,0.1,0.2,0.5,1]}],'aggregationTemporality':2}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5=4773,0.99=76656,sum=53423,count=2693 | 0.5 4773 0.99 76656",
        "0.5=0.004,0.99=0.07,sum=5,count=2693 | 0.5 0.004 0.99 0.07",
        "0.1=3,1=2,sum=5,count=9 | 0.1 3 1 2",
      })
  void aSummaryOfTheFirstVersionIsWhatCannotBeAHistogram(String fields, String quantiles)
      throws Exception {
    String[] q = quantiles.split(" ", -1);
    assertThat(metrics("took " + fields))
        .startsWith("{'name':'took','summary':{'dataPoints':[{'timeUnixNano':'9','count':'")
        .endsWith(
            "'quantileValues':[{'quantile':%s,'value':%s},{'quantile':%s,'value':%s}]}]}}"
                .formatted((Object[]) q));
  }

  @Test
  void aCountAndASumAreAHistogramOfOneBucket() throws Exception {
    assertThat(metrics("took count=3i,sum=7i"))
        .isEqualTo(
            "{'name':'took','histogram':{'dataPoints':[{'timeUnixNano':'9','count':'3','sum':7,"
                + "'bucketCounts':['3'],'explicitBounds':[]}],'aggregationTemporality':2}}");
  }

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
  void whatTheOtherSchemaHasNoPlaceForIsCounted() throws Exception {
    assertThat(translation("n_sum value_cumulative_monotonic_int=1i,other=5,note=\"x\"").skipped())
        .isEqualTo(2);
    assertThat(translation("n_By_histogram delta_1=1,count=3,sum=1,other=5").skipped())
        .isEqualTo(1);
  }

  @Test
  void gaugesOfTheSecondVersion() throws Exception {
    assertThat(metrics("prometheus,foo=bar cpu_temp=87.332\nprometheus requests_count=3i"))
        .isEqualTo(
            "{'name':'cpu_temp','gauge':{'dataPoints':[{"
                + attribute("foo", "bar")
                + "'timeUnixNano':'9','asDouble':87.332}]}},"
                + "{'name':'requests_count','gauge':{'dataPoints':[{'timeUnixNano':'9','asInt':'3'}]}}");
    assertThat(metrics("prometheus a=1,b=2,c=t"))
        .contains("'name':'prometheus_a'", "'name':'prometheus_b'")
        .doesNotContain("prometheus_c");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHistogramOfTheSecondVersionInAnyOrder(boolean backwards) throws Exception {
    String[] lines = {
      "prometheus,le=0.05,a=b took_bucket=24054",
      "prometheus,le=0.1,a=b took_bucket=33444",
      "prometheus,le=1,a=b took_bucket=133988i",
      "prometheus,le=+Inf,a=b took_bucket=144320",
      "prometheus,a=b took_count=144320,took_sum=53423",
      "prometheus,a=c took_count=1,took_sum=2",
    };
    String first =
        "{"
            + attribute("a", "b")
            + "'timeUnixNano':'9','count':'144320','sum':53423,"
            + "'bucketCounts':['24054','9390','100544','10332'],'explicitBounds':[0.05,0.1,1]}";
    String second =
        "{"
            + attribute("a", "c")
            + "'timeUnixNano':'9','count':'1','sum':2,'bucketCounts':['1'],'explicitBounds':[]}";
    List<String> all = List.of(lines);
    assertThat(metrics(String.join("\n", backwards ? all.reversed() : all)))
        .isEqualTo(
            "{'name':'took','histogram':{'dataPoints':["
                + (backwards ? second + "," + first : first + "," + second)
                + "],'aggregationTemporality':2}}");
  }

  @Test
  void bucketsWithoutACountHaveThatOfTheirLast() throws Exception {
    assertThat(metrics("prometheus,le=1 took_bucket=3\nprometheus,le=+Inf took_bucket=4"))
        .contains("'count':'4','bucketCounts':['3','1'],'explicitBounds':[1]")
        .doesNotContain("'sum'");
  }

  @Test
  void aSummaryOfTheSecondVersion() throws Exception {
    assertThat(
            metrics(
                """
                prometheus,a=b rpc_count=2693,rpc_sum=53423
                prometheus,quantile=0.5,a=b rpc=0.25
                prometheus,quantile=0.99,a=b rpc=7
                prometheus,a=c rpc_count=1,rpc_sum=2
                """))
        .isEqualTo(
            "{'name':'rpc','summary':{'dataPoints':[{"
                + attribute("a", "b")
                + "'timeUnixNano':'9','count':'2693','sum':53423,'quantileValues':["
                + "{'quantile':0.5,'value':0.25},{'quantile':0.99,'value':7}]},{"
                + attribute("a", "c")
                + "'timeUnixNano':'9','count':'1','sum':2}]}}");
  }

  @Test
  void otherLinesKeepTagsThatAreCalledLeAndQuantile() throws Exception {
    assertThat(metrics("m,quantile=a f=1")).contains(attribute("quantile", "a"));
    assertThat(metrics("prometheus,le=1 f=1"))
        .startsWith("{'name':'f','gauge'")
        .contains(attribute("le", "1"));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.server.requests_{request}_sum | value_cumulative_monotonic_int=3i |"
            + " http.server.requests | {request} | 2,'isMonotonic':true",
        "a_b__sum | value_delta_nonmonotonic_double=3 | a_b | | 1",
        "a_{b_c}/s_sum | value_unspecified_monotonic_int=3i | a_{b | c}/s | ,'isMonotonic':true",
        "a_b_{c_d}_sum | value_delta_monotonic_int=3i | a_b | {c_d} | 1,'isMonotonic':true",
      })
  void sumsOfTheOtelSchema(String measurement, String field, String name, String unit, String rest)
      throws Exception {
    String found = metrics(measurement + " " + field + ",start_time_unix_nano=5i");
    assertThat(found)
        .startsWith("{'name':'" + name + "'," + (unit == null ? "" : "'unit':'" + unit + "',"))
        .contains("'sum':{'dataPoints':[{'startTimeUnixNano':'5','timeUnixNano':'9','as")
        .endsWith(
            "}]" + (rest.startsWith(",") ? rest : ",'aggregationTemporality':" + rest) + "}}");
  }

  @Test
  void histogramsOfTheOtelSchema() throws Exception {
    assertThat(
            metrics(
                "took_ms_histogram,a=b delta_0.5=3u,delta_1=4u,count=9u,sum=6.5,min=0.1,max=2,"
                    + "start_time_unix_nano=5i"))
        .isEqualTo(
            "{'name':'took','unit':'ms','histogram':{'dataPoints':[{"
                + attribute("a", "b")
                + "'startTimeUnixNano':'5','timeUnixNano':'9','count':'9','sum':6.5,"
                + "'bucketCounts':['3','4','2'],'explicitBounds':[0.5,1],'min':0.1,'max':2}],"
                + "'aggregationTemporality':1}}");
    assertThat(metrics("took_ms_histogram count=9u,other=1"))
        .contains("'took_ms_histogram_count'", "'took_ms_histogram_other'");
  }
}
