package io.beltline.exporter.debug;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.processor.Requests;

/** A small shop's telemetry with every part the texts show. */
final class Samples {
  private Samples() {}

  private static final String RESOURCE =
      """
      "schemaUrl":"https://shop/1","resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"cart"}},
        {"key":"replica","value":{"intValue":"2"}}]}\
      """;

  private static final String SCOPE =
      """
      "schemaUrl":"https://lib/2","scope":{"name":"cart.lib","version":"3.1","attributes":[
        {"key":"short","value":{"boolValue":true}}]}\
      """;

  static final Telemetry TRACES =
      Requests.json(
          Signal.TRACES,
          """
          {"resourceSpans":[{%s,"scopeSpans":[{%s,"spans":[
            {"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"a1a2a3a4a5a6a7a8",
             "parentSpanId":"b1b2b3b4b5b6b7b8","traceState":"k=v","name":"add item","kind":2,
             "startTimeUnixNano":"1700000000000000001","endTimeUnixNano":"1700000001500000000",
             "attributes":[{"key":"item","value":{"stringValue":"tea"}},
               {"key":"tags","value":{"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"b"}]}}}],
             "droppedAttributesCount":1,"droppedEventsCount":2,"droppedLinksCount":3,
             "events":[{"timeUnixNano":"1700000000000000002","name":"stocked",
               "attributes":[{"key":"left","value":{"doubleValue":1.5}}],"droppedAttributesCount":4}],
             "links":[{"traceId":"1102030405060708090a0b0c0d0e0f10","spanId":"c1a2a3a4a5a6a7a8",
               "traceState":"l=w","attributes":[{"key":"why","value":{}}],"droppedAttributesCount":5}],
             "status":{"code":2,"message":"no tea"}},
            {"name":"bare"}]}]}]}\
          """
              .formatted(RESOURCE, SCOPE));

  static final Telemetry LOGS =
      Requests.json(
          Signal.LOGS,
          """
          {"resourceLogs":[{%s,"scopeLogs":[{%s,"logRecords":[
            {"timeUnixNano":"1700000000000000000","observedTimeUnixNano":"1700000000250000000",
             "severityNumber":18,"severityText":"Bad","eventName":"cart.failed",
             "body":{"kvlistValue":{"values":[{"key":"n","value":{"intValue":"1"}}]}},
             "attributes":[{"key":"user","value":{"stringValue":"ann"}}],
             "traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"a1a2a3a4a5a6a7a8","flags":1},
            {"body":{"stringValue":"plain"}}]}]}]}\
          """
              .formatted(RESOURCE, SCOPE));

  static final Telemetry METRICS =
      Requests.json(
          Signal.METRICS,
          """
          {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
            {"name":"queue","description":"waiting","unit":"{item}",
             "metadata":[{"key":"origin","value":{"stringValue":"test"}}],
             "gauge":{"dataPoints":[
               {"attributes":[{"key":"q","value":{"stringValue":"a"}},
                 {"key":"r","value":{"stringValue":"b"}}],
                "timeUnixNano":"1700000000000000000","asInt":"-3"},
               {"timeUnixNano":"1700000000000000000","asDouble":1234567.5}]}},
            {"name":"sold","unit":"1","sum":{"aggregationTemporality":2,"isMonotonic":true,
             "dataPoints":[{"startTimeUnixNano":"1600000000000000000",
               "timeUnixNano":"1700000000000000000","asDouble":2.25,
               "exemplars":[{"timeUnixNano":"1700000000000000000","asInt":"7",
                 "traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"a1a2a3a4a5a6a7a8",
                 "filteredAttributes":[{"key":"id","value":{"intValue":"9"}}]}]}]}},
            {"name":"time","unit":"s","histogram":{"aggregationTemporality":1,"dataPoints":[
              {"timeUnixNano":"1700000000000000000","count":"6","sum":12.5,"min":0.5,"max":5,
               "explicitBounds":[1,1000000],"bucketCounts":["1","2","3"]}]}},
            {"name":"size","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[
              {"timeUnixNano":"1700000000000000000","count":"6","sum":3,"scale":0,"zeroCount":"1",
               "positive":{"offset":1,"bucketCounts":["2","1"]},
               "negative":{"offset":0,"bucketCounts":["1","1"]}}]}},
            {"name":"old","summary":{"dataPoints":[
              {"timeUnixNano":"1700000000000000000","count":"4","sum":10,
               "quantileValues":[{"quantile":0.5,"value":2}]}]}}]}]}]}\
          """);

  static final Telemetry PROFILES =
      Requests.json(
          Signal.PROFILES,
          """
          {"resourceProfiles":[{"scopeProfiles":[{"profiles":[
            {"profileId":"0102030405060708090a0b0c0d0e0f10","timeUnixNano":"1700000000000000000",
             "durationNano":"5000","droppedAttributesCount":1,"attributeIndices":[0],
             "samples":[{"values":["4","5"],"attributeIndices":[0,7]}]}]}]}],
           "dictionary":{
             "mappingTable":[{"memoryStart":"2","memoryLimit":"3","fileOffset":"4",
               "filenameStrindex":1,"attributeIndices":[7,8]}],
             "locationTable":[{"mappingIndex":1,"address":"16",
               "lines":[{"functionIndex":1,"line":"2","column":"3"}]}],
             "functionTable":[{"nameStrindex":1,"systemNameStrindex":1,"filenameStrindex":1,
               "startLine":"5"}],
             "linkTable":[{"traceId":"0102030405060708090a0b0c0d0e0f10",
               "spanId":"a1a2a3a4a5a6a7a8"}],
             "stringTable":["","thread"],
             "attributeTable":[{"keyStrindex":1,"value":{"stringValue":"main"},
               "unitStrindex":0}]}}\
          """);
}
