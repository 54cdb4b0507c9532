package io.beltline.exporter.opensearch;

import io.beltline.components.otlp.ScriptedBackend;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for a search engine, made for these tests: one worker takes bulk requests in the order
 * of their arrival, needs the same time for every document, goes on with what its sender has given
 * up, and refuses a document whose id it knows. It does not begin before so many requests have
 * come, as one that was busy with something else.
 */
final class BusyEngine implements AutoCloseable {
  /** How many documents each request had, in the order of their arrival. */
  final List<Integer> sizes = new CopyOnWriteArrayList<>();

  /** How often each document was written, by its text. */
  final Map<String, Integer> written = new ConcurrentHashMap<>();

  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final BlockingQueue<Bulk> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch busy;
  private final long documentNanos;
  private final ScriptedBackend backend = ScriptedBackend.http(this::take);
  private final Thread worker;
  volatile int conflicts;

  private record Bulk(List<String> lines, CompletableFuture<HttpResponse> answer) {}

  BusyEngine(int requestsBeforeItBegins, long documentNanos) {
    this.busy = new CountDownLatch(requestsBeforeItBegins);
    this.documentNanos = documentNanos;
    this.worker = Thread.startVirtualThread(this::work);
  }

  String url() {
    return "http://127.0.0.1:" + backend.port();
  }

  private HttpResponse take(HttpRequest request) {
    Bulk bulk = new Bulk(request.body().toUtf8().lines().toList(), new CompletableFuture<>());
    sizes.add(bulk.lines().size() / 2);
    queue.add(bulk);
    busy.countDown();
    return bulk.answer().join();
  }

  private void work() {
    try {
      busy.await();
      while (true) {
        Bulk bulk = queue.take();
        TimeUnit.NANOSECONDS.sleep(bulk.lines().size() / 2 * documentNanos);
        bulk.answer().complete(answer(bulk.lines()));
      }
    } catch (InterruptedException closed) {
      queue.forEach(bulk -> bulk.answer().complete(HttpResponse.text(503, "closed")));
    }
  }

  private HttpResponse answer(List<String> lines) {
    List<String> items = new ArrayList<>();
    for (int line = 0; line < lines.size(); line += 2) {
      String document = lines.get(line + 1);
      if (ids.putIfAbsent(lines.get(line), document) == null) {
        written.merge(document, 1, Integer::sum);
        items.add("{\"create\":{\"status\":201}}");
      } else {
        conflicts++;
        items.add("{\"create\":{\"status\":409,\"error\":{\"type\":\"version_conflict\"}}}");
      }
    }
    return HttpResponse.text(200, "{\"items\":[" + String.join(",", items) + "]}");
  }

  @Override
  public void close() {
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    backend.close();
  }
}
