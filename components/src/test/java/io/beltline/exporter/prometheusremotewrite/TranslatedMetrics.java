package io.beltline.exporter.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ExportResult;
import java.util.List;

/** What metrics become in requests, in short lines. */
final class TranslatedMetrics {
  static final String V1 = "protobuf_message: prometheus.WriteRequest\n";
  static final String HISTOGRAM =
      "{'name':'size','unit':'By','description':'how"
          + " large','histogram':{'aggregationTemporality':2,"
          + "'dataPoints':[{'startTimeUnixNano':'1000000000','timeUnixNano':'5000000000','count':'6',"
          + "'sum':77.5,'explicitBounds':[0.5,10,100],'bucketCounts':['1','2','3','0'],"
          + "'flags':%d,'exemplars':[{'timeUnixNano':'4000000000','asDouble':7,"
          + "'traceId':'000102030405060708090a0b0c0d0e0f','spanId':'0001020304050607'}]}]}}";

  private TranslatedMetrics() {}

  static List<String> lines(String yaml, String... metrics) {
    return linesOf(yaml, "", "", metrics);
  }

  static List<String> linesOf(String yaml, String resource, String scope, String... metrics) {
    try (RunningExporter running = new RunningExporter(yaml)) {
      assertThat(running.sendOf(resource, scope, metrics)).isEqualTo(ExportResult.delivered());
      return running.backend.lines();
    }
  }

  static String exponential(int scale, String rest) {
    return "{'name':'latency','unit':'s','exponentialHistogram':{'aggregationTemporality':2,"
        + "'dataPoints':[{'startTimeUnixNano':'1000000000','timeUnixNano':'5000000000','scale':"
        + scale
        + ","
        + rest
        + "}]}}";
  }
}
