package io.beltline.receiver.otlp;

import io.beltline.api.ComponentId;
import io.beltline.model.Signal;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;

/**
 * Answers requests of a signal that no pipeline takes: as an unknown path, and with the reason.
 *
 * @param receiver the receiver
 * @param signal the signal
 */
record NoPipeline(ComponentId receiver, Signal signal) implements HttpHandler {

  @Override
  public HttpResponse handle(HttpRequest request) {
    return reject(request);
  }

  @Override
  public HttpResponse reject(HttpRequest request) {
    return HttpResponse.text(
        404,
        "404 page not found: no %s pipeline has the receiver %s\n"
            .formatted(signal.label(), receiver));
  }
}
