package io.beltline.receiver.influxdb;

import static io.beltline.receiver.influxdb.TranslatedLines.attribute;
import static io.beltline.receiver.influxdb.TranslatedLines.metrics;
import static io.beltline.receiver.influxdb.TranslatedLines.translation;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of OpenTelemetry's schema, and the metrics they are. */
class OtelSchemaTest {
  @Test
  void whatTheOtherSchemaHasNoPlaceForIsCounted() throws Exception {
    assertThat(translation("n_sum value_cumulative_monotonic_int=1i,other=5,note=\"x\"").skipped())
        .isEqualTo(2);
    assertThat(translation("n_By_histogram delta_1=1,count=3,sum=1,other=5").skipped())
        .isEqualTo(1);
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
