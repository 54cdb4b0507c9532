package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.http.HttpReply.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server that remembers what it is asked, and a client of it. */
final class ServedClient implements AutoCloseable {
  final Here here = new Here();
  final List<HttpRequest> seen = new ArrayList<>();
  HttpServer server;
  HttpClient client;

  void serve(HttpHandler handler) {
    server =
        HttpServer.start(
            HttpServerConfig.at("127.0.0.1:0"),
            here.server(),
            request -> {
              synchronized (seen) {
                seen.add(request);
              }
              return handler.handle(request);
            });
  }

  void client(Map<String, ?> keys) {
    client = HttpClient.create(Configs.of(HttpClientConfig.class, keys), here.client());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpReply post(String text) {
    return client.send(HttpCall.post(uri("/x?a=b"), "text/plain", List.of(Slice.utf8(text))));
  }

  static Failure failed(HttpReply reply) {
    assertThat(reply).isInstanceOf(Failure.class);
    return (Failure) reply;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close(here.soon());
    }
    if (server != null) {
      server.close(here.soon());
    }
  }
}
