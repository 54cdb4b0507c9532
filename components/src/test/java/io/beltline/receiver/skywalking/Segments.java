package io.beltline.receiver.skywalking;

import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;

/** A segment of two spans in both forms, and figures of a JVM. */
final class Segments {
  static final String TRACE = "de5980b8fce34a37aab9b4ac3af7eedd.1.16563474296430001";
  static final String SEGMENT = "4f2f27748b8e44ecaf18fe0347194e86.33.16560607369950066";
  static final String PARENT = "4f2f27748b8e44ecaf18fe0347194e86";

  static final String JSON =
      """
      {"traceId": "%s", "traceSegmentId": "%s", "service": "shop", "serviceInstance": "shop@1",
       "isSizeLimited": false, "spans": [
        {"spanId": 0, "parentSpanId": -1, "startTime": "1700000000000", "endTime": 1700000000500,
         "operationName": "/buy", "peer": "", "spanType": "Entry", "spanLayer": "Http",
         "componentId": 1, "isError": true, "logs": [
          {"time": 1700000000100, "data": [{"key": "event", "value": "error"}]}],
         "refs": [{"refType": 1, "traceId": "%s", "parentTraceSegmentId": "%s", "parentSpanId": 123,
          "parentService": "web", "parentServiceInstance": "web@1", "parentEndpoint": "/",
          "networkAddressUsedAtPeer": "shop:80"}]},
        {"spanId": 1, "startTime": 1700000000200, "endTime": 1700000000300,
         "operationName": "orders", "spanType": 1, "spanLayer": "MQ", "isError": null, "tags": [
          {"key": "mq.broker", "value": "kafka:9092"}, {"key": "n", "value": 5}],
         "logs": {}, "other": [{"a": {}}]}]}
      """
          .formatted(TRACE, SEGMENT, TRACE, PARENT);

  private Segments() {}

  static Slice proto() {
    WireWriter out = new WireWriter();
    write(out);
    return out.toSlice();
  }

  static Slice collection(int count) {
    WireWriter out = new WireWriter();
    for (int i = 0; i < count; i++) {
      int mark = out.begin(1);
      write(out);
      out.end(mark);
    }
    return out.toSlice();
  }

  private static void write(WireWriter out) {
    out.string(1, TRACE).string(2, SEGMENT);
    int entry = out.begin(3);
    out.varint(2, -1).varint(3, 1_700_000_000_000L).varint(4, 1_700_000_000_500L);
    int from = out.begin(5);
    out.varint(1, 1).string(2, TRACE).string(3, PARENT).varint(4, 123).string(5, "web");
    out.string(6, "web@1").string(7, "/").string(8, "shop:80").end(from);
    out.string(6, "/buy").varint(9, 3).varint(10, 1).varint(11, 1);
    int log = out.begin(13);
    out.varint(1, 1_700_000_000_100L);
    pair(out, 2, "event", "error");
    out.end(log);
    out.end(entry);
    int exit = out.begin(3);
    out.varint(1, 1).varint(3, 1_700_000_000_200L).varint(4, 1_700_000_000_300L);
    out.string(6, "orders").varint(8, 1).varint(9, 4);
    pair(out, 12, "mq.broker", "kafka:9092");
    pair(out, 12, "n", "5");
    out.end(exit);
    out.string(4, "shop").string(5, "shop@1");
  }

  private static void pair(WireWriter out, int field, String key, String value) {
    int mark = out.begin(field);
    out.string(1, key).string(2, value).end(mark);
  }

  /** One of everything that a JVM tells. */
  static Slice jvm() {
    WireWriter out = new WireWriter();
    int metric = out.begin(1);
    out.varint(1, 1_700_000_000_000L);
    int cpu = out.begin(2);
    out.float64(2, 12.5).end(cpu);
    int pool = out.begin(4);
    out.varint(1, 2).varint(2, 10).varint(3, 20).varint(4, 30).varint(5, 40).end(pool);
    int unknown = out.begin(4);
    out.varint(1, 77).end(unknown);
    int gc = out.begin(5);
    out.varint(1, 1).varint(2, 3).varint(3, 4).end(gc);
    int threads = out.begin(6);
    for (int field = 1; field <= 9; field++) {
      out.varint(field, field);
    }
    out.end(threads);
    out.end(metric);
    return out.string(2, "shop").string(3, "shop@1").toSlice();
  }
}
