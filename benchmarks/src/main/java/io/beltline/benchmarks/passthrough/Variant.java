package io.beltline.benchmarks.passthrough;

import java.util.Locale;

/** How the exporter queues. */
enum Variant {
  /** A queue that makes the sender wait for room and for the outcome. */
  QUEUE("sending_queue: {enabled: true, block_on_overflow: true, wait_for_result: true}"),
  /** No queue: the receiver's thread sends. */
  DIRECT("sending_queue: {enabled: false}"),
  /** No collector: the generator sends to the sink. */
  SELF("");

  private final String queue;

  Variant(String queue) {
    this.queue = queue;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String config(int receiver, int sink, int metrics) {
    return """
    receivers:
      otlp:
        protocols:
          grpc:
            endpoint: 127.0.0.1:%d
            max_recv_msg_size_mib: 64
    exporters:
      otlp_grpc:
        endpoint: 127.0.0.1:%d
        tls: {insecure: true}
        compression: none
        %s
    service:
      telemetry:
        metrics:
          readers:
            - pull: {exporter: {prometheus: {host: 127.0.0.1, port: %d}}}
      pipelines:
        traces:
          receivers: [otlp]
          exporters: [otlp_grpc]
    """
        .formatted(receiver, sink, queue, metrics);
  }
}
