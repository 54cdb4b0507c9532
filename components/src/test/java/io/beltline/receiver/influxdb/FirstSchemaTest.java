package io.beltline.receiver.influxdb;

import static io.beltline.receiver.influxdb.TranslatedLines.attribute;
import static io.beltline.receiver.influxdb.TranslatedLines.metrics;
import static io.beltline.receiver.influxdb.TranslatedLines.translation;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of Telegraf's first version of metrics of Prometheus, and the metrics they are. */
class FirstSchemaTest {
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
}
