package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.components.prometheus.RemoteWrite;
import io.beltline.components.prometheus.WrittenSeries;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A server of Remote Write that answers as told and remembers what came. */
final class WriteBackend implements AutoCloseable {
  /** What came in one request: the lines of its series, and its headers. */
  record Got(List<String> lines, HttpRequest request) {
    boolean isSecond() {
      return request.header("content-type").contains(RemoteWrite.MESSAGE_2);
    }
  }

  /** The answer of a server that knows version 2.0 and stores everything. */
  static final HttpResponse STORED =
      HttpResponse.empty(204)
          .with(RemoteWrite.SAMPLES_WRITTEN, "1")
          .with(RemoteWrite.HISTOGRAMS_WRITTEN, "0")
          .with(RemoteWrite.EXEMPLARS_WRITTEN, "0");

  private final List<Got> got = new ArrayList<>();
  private volatile Function<Got, HttpResponse> script = request -> STORED;
  private final ScriptedBackend server = ScriptedBackend.http(this::answer);

  private HttpResponse answer(HttpRequest request) {
    boolean second = request.header("content-type").contains(RemoteWrite.MESSAGE_2);
    Got one =
        new Got(
            second ? WrittenSeries.second(request.body()) : WrittenSeries.first(request.body()),
            request);
    synchronized (got) {
      got.add(one);
    }
    return script.apply(one);
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

  /** The lines of what came since the last call. */
  List<String> lines() {
    return got().stream().flatMap(one -> one.lines().stream()).toList();
  }

  String url() {
    return "http://127.0.0.1:" + server.port() + "/api/v1/write";
  }

  @Override
  public void close() {
    server.close();
  }
}
