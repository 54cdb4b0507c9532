package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.benchmarks.wire.Edit;
import io.beltline.components.otlp.OtlpRoutes;
import io.beltline.model.Signal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is sent through the collectors, and how they are configured.
 *
 * @param id as chosen on the command line
 * @param title in a few words
 * @param payload what items are made of
 * @param items in a request
 * @param in how it comes to the collector
 * @param encoding of what comes in and of what goes out, empty for none
 * @param config the file under {@code benchmarks/scenarios}
 * @param out how it leaves the collector
 * @param rate items a second when paced; one that every collector keeps up with
 * @param rotel whether rotel can run it
 * @param edit what is done to items
 */
record Scenario(
    String id,
    String title,
    PayloadKind payload,
    int items,
    In in,
    String encoding,
    String config,
    Out out,
    double rate,
    boolean rotel,
    Edit edit) {

  /** How a request comes. */
  enum In {
    GRPC("application/grpc"),
    HTTP("application/x-protobuf"),
    JSON("application/json"),
    ZIPKIN_JSON("application/json"),
    ZIPKIN_PROTO("application/x-protobuf"),
    JAEGER("application/grpc");

    private final String contentType;

    In(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }

    boolean isGrpc() {
      return this == GRPC || this == JAEGER;
    }
  }

  /** How a request leaves. */
  enum Out {
    GRPC,
    HTTP,
    /** Prometheus' Remote Write 1.0. */
    REMOTE_WRITE
  }

  private static final Edit INSERT = Edit.NOTHING.insert("bench.inserted", "edited");
  private static final Edit EDIT = INSERT.update("enduser.id", "edited").delete("thread.id");

  private static Scenario plain(
      String id, String title, PayloadKind kind, int items, String config, double rate) {
    return new Scenario(
        id, title, kind, items, In.GRPC, "", config, Out.GRPC, rate, false, Edit.NOTHING);
  }

  private static Scenario coded(
      String id, PayloadKind kind, int items, String encoding, double rate) {
    String title = encoding + " in, memory_limiter, batch, " + encoding + " out";
    boolean rotel = encoding.equals("gzip");
    return new Scenario(
        id, title, kind, items, In.GRPC, encoding, encoding, Out.GRPC, rate, rotel, Edit.NOTHING);
  }

  private static Scenario http(String id, int items, double rate) {
    String title = "HTTP/protobuf pass-through";
    return new Scenario(
        id,
        title,
        PayloadKind.L358,
        items,
        In.HTTP,
        "",
        "http",
        Out.HTTP,
        rate,
        false,
        Edit.NOTHING);
  }

  private static Scenario edited(
      String id, String title, PayloadKind kind, int items, String config, double rate, Edit edit) {
    return new Scenario(id, title, kind, items, In.GRPC, "", config, Out.GRPC, rate, false, edit);
  }

  private static Scenario attributes(String id, int items) {
    String title = "attributes and resource edited";
    return edited(id, title, PayloadKind.L358, items, "attributes", 80e3, EDIT);
  }

  /** Transformations. */
  private static List<Scenario> transformations() {
    Edit four = EDIT.update("client.address", "10.8.x.x");
    Edit some = Edit.NOTHING.keep(new Edit.Kept("thread.id", 115, 20));
    Edit masked = Edit.NOTHING.update("client.address", "****");
    String one = "one OTTL statement";
    String more = "four OTTL statements";
    String dropped = "a filter that drops 95 %";
    String redacted = "redaction with 42 patterns";
    String shaped = "metrics renamed, labelled and aggregated";
    Edit aggregated = INSERT.delete("shard");
    return List.of(
        attributes("7a", 100),
        attributes("7b", 1000),
        edited("8a", one, PayloadKind.L358, 1000, "transform1", 60e3, INSERT),
        edited("8b", more, PayloadKind.L358, 1000, "transform4", 40e3, four),
        edited("8c", one, PayloadKind.T361, 1000, "transform1", 60e3, INSERT),
        edited("8d", more, PayloadKind.T361, 1000, "transform4", 40e3, four),
        edited("9", dropped, PayloadKind.L358, 1000, "filter", 80e3, some),
        edited("10", shaped, PayloadKind.M196, 100, "metrics_transform", 40e3, aggregated),
        edited("11", redacted, PayloadKind.L358, 100, "redaction", 1e3, masked));
  }

  /** All that is measured by the item. */
  static List<Scenario> all() {
    return Stream.concat(forwarding().stream(), transformations().stream()).toList();
  }

  private static List<Scenario> forwarding() {
    return List.of(
        plain("1a", "gRPC pass-through", PayloadKind.T361, 10, "grpc", 30e3),
        plain("1b", "gRPC pass-through", PayloadKind.T361, 100, "grpc", 80e3),
        plain("1c", "gRPC pass-through", PayloadKind.T361, 1000, "grpc", 100e3),
        plain("1d", "gRPC pass-through", PayloadKind.T800, 1000, "grpc", 60e3),
        plain("2a", "gRPC and batch", PayloadKind.T361, 10, "batch", 40e3),
        plain("2b", "gRPC and batch", PayloadKind.T361, 100, "batch", 80e3),
        plain("2c", "gRPC and batch", PayloadKind.T361, 1000, "batch", 100e3),
        plain("2d", "gRPC and batch, metrics", PayloadKind.M196, 100, "batch", 80e3),
        coded("3a", PayloadKind.T361, 100, "gzip", 30e3),
        coded("3b", PayloadKind.L358, 100, "gzip", 30e3),
        coded("4", PayloadKind.T361, 1000, "zstd", 60e3),
        http("5a", 10, 20e3),
        http("5b", 100, 60e3),
        http("5c", 1000, 80e3),
        new Scenario(
            "6",
            "HTTP/JSON in, gRPC out",
            PayloadKind.T361,
            100,
            In.JSON,
            "",
            "json",
            Out.GRPC,
            40e3,
            false,
            Edit.NOTHING),
        remoteWrite("18a", 100),
        remoteWrite("18b", 1000));
  }

  private static Scenario remoteWrite(String id, int items) {
    return new Scenario(
        id,
        "gRPC in, Remote Write out",
        PayloadKind.M196,
        items,
        In.GRPC,
        "",
        "remote_write",
        Out.REMOTE_WRITE,
        20e3,
        false,
        Edit.NOTHING);
  }

  /** One queue after another, of Beltline alone. */
  static List<Scenario> queues() {
    return List.of(
        plain("14a", "queue in memory", PayloadKind.T361, 100, "queue", 80e3),
        plain("14b", "queue on disk, fsync never", PayloadKind.T361, 100, "disk", 80e3),
        plain("14c", "queue on disk, fsync interval", PayloadKind.T361, 100, "disk", 80e3),
        plain("14d", "queue on disk, fsync always", PayloadKind.T361, 100, "disk", 80e3));
  }

  private static Scenario other(String id, String title, In in, String config) {
    return new Scenario(
        id, title, PayloadKind.T361, 100, in, "", config, Out.GRPC, 20e3, false, Edit.NOTHING);
  }

  /** What other protocols cost, beside OTLP, of Beltline alone. */
  static List<Scenario> translations() {
    return List.of(
        plain("16a", "OTLP over gRPC", PayloadKind.T361, 100, "grpc", 20e3),
        other("16b", "Zipkin v2 JSON in", In.ZIPKIN_JSON, "zipkin"),
        other("16c", "Zipkin v2 protobuf in", In.ZIPKIN_PROTO, "zipkin"),
        other("16d", "Jaeger gRPC in", In.JAEGER, "jaeger"));
  }

  /** What metrics cost that go through, to be set beside what pulling them costs. */
  static Scenario metrics() {
    return plain("19a", "OTLP over gRPC, metrics", PayloadKind.M196, 100, "grpc", 20e3);
  }

  /** Traces of ten spans, of which some are kept. */
  static Scenario tailSampling() {
    return plain("15", "tail sampling", PayloadKind.T361, 1000, "tail_sampling", 16e3);
  }

  /** How many items of a request are to arrive. */
  int kept() {
    return edit.kept() == null ? items : items / edit.kept().oneIn();
  }

  /** The path requests are sent to. */
  String path() {
    Signal signal = payload.signal();
    return switch (in) {
      case GRPC -> "/" + OtlpRoutes.grpcMethod(signal);
      case HTTP, JSON -> "/v1/" + signal.label();
      case ZIPKIN_JSON, ZIPKIN_PROTO -> "/api/v2/spans";
      case JAEGER -> "/jaeger.api_v2.CollectorService/PostSpans";
    };
  }
}
