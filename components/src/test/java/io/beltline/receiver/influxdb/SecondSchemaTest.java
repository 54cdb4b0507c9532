package io.beltline.receiver.influxdb;

import static io.beltline.receiver.influxdb.TranslatedLines.attribute;
import static io.beltline.receiver.influxdb.TranslatedLines.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of Telegraf's second version of metrics of Prometheus, and the metrics they are. */
class SecondSchemaTest {
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
}
