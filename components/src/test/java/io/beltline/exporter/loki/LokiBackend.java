package io.beltline.exporter.loki;

import io.beltline.components.loki.LokiSchema;
import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A server that answers pushes as told and remembers what came. */
final class LokiBackend implements AutoCloseable {
  /** What came in one request: its entries, and the request. */
  record Got(List<String> lines, HttpRequest request) {
    String tenant() {
      return request.header("x-scope-orgid");
    }
  }

  /** The answer of a server that stores everything. */
  static final HttpResponse STORED = HttpResponse.empty(204);

  private final List<Got> got = new ArrayList<>();
  private volatile Function<Got, HttpResponse> script = request -> STORED;
  private final ScriptedBackend server = ScriptedBackend.http(this::answer);

  private HttpResponse answer(HttpRequest request) {
    Got one = new Got(LokiSchema.lines(body(request.body())), request);
    synchronized (got) {
      got.add(one);
    }
    return script.apply(one);
  }

  private static Slice body(Slice block) {
    try {
      return Codecs.decompress(Compression.SNAPPY, block, 100_000_000);
    } catch (CompressionException wrong) {
      throw new AssertionError(wrong);
    }
  }

  void script(Function<Got, HttpResponse> answers) {
    script = answers;
  }

  /** What came since the last call. */
  List<Got> got() {
    synchronized (got) {
      List<Got> all = List.copyOf(got);
      got.clear();
      return all;
    }
  }

  /** The entries of what came since the last call. */
  List<String> lines() {
    return got().stream().flatMap(one -> one.lines().stream()).toList();
  }

  String url() {
    return "http://127.0.0.1:" + server.port() + "/loki/api/v1/push";
  }

  @Override
  public void close() {
    server.close();
  }
}
