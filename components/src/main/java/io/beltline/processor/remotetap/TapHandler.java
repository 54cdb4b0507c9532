package io.beltline.processor.remotetap;

import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.WebSockets;
import org.jspecify.annotations.Nullable;

/** Lets clients listen, whatever path they ask for. */
record TapHandler(WebSockets clients) implements HttpHandler {

  @Override
  public @Nullable WebSockets joins(HttpRequest request) {
    return WebSockets.areWantedBy(request) ? clients : null;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    return HttpResponse.text(426, "this is a WebSocket\n").with("upgrade", "websocket");
  }
}
