package io.beltline.transport.http;

import io.beltline.api.Reservation;
import io.beltline.api.ServerAuthenticator;
import io.beltline.api.ServerAuthenticator.Outcome;
import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.net.Listen;
import io.beltline.transport.net.Workers;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a request: refusals, authentication, decompression, the handler. */
final class RequestGate {
  private final ServerState state;
  private @Nullable String peer;

  RequestGate(ServerState state) {
    this.state = state;
  }

  /** What an authenticator said. */
  sealed interface Judgement {
    record Passed(IncomingRequest request) implements Judgement {}

    record Refused(HttpResponse response) implements Judgement {}
  }

  /** The sender's address, the same for all requests of a connection. */
  String peer(Channel channel) {
    String known = peer;
    if (known == null) {
      Channel connection =
          channel.parent() != null && channel.remoteAddress() == null ? channel.parent() : channel;
      known = Listen.peer(connection.remoteAddress());
      peer = known;
    }
    return known;
  }

  /** Refuses by headers alone, or lets in with null. */
  @Nullable HttpResponse judge(IncomingRequest request, long announced) {
    if (state.cors().isPreflight(request)) {
      return state.cors().preflight(request);
    }
    HttpResponse rejected = state.handler().reject(request);
    if (rejected != null) {
      state.refused(rejected.status() == 405 ? "method" : "path");
      return rejected;
    }
    String coding = request.header("content-encoding");
    if (state.coding(coding) == null) {
      state.refused("encoding");
      return refusal(request, 415, "unsupported Content-Encoding: " + coding);
    }
    return announced > state.bodyLimit() ? tooLarge(request) : null;
  }

  HttpResponse tooLarge(IncomingRequest request) {
    state.refused("too_large");
    return refusal(request, 413, "request body too large (limit: " + state.bodyLimit() + " bytes)");
  }

  HttpResponse overloaded(IncomingRequest request) {
    state.refused("admission");
    state.handler().overloaded(request);
    return refusal(request, 503, "too many bytes in flight")
        .with("retry-after", RetryAfter.seconds(state.settings().admission().retryAfter()));
  }

  private HttpResponse refusal(IncomingRequest request, int status, String message) {
    return state.handler().refusal(request, status, message);
  }

  /** Asks the authenticator on a thread of its own. */
  void authenticate(IncomingRequest request, Consumer<Judgement> then) {
    if (!state.workers().run(new Judging(request, then))) {
      then.accept(new Judgement.Refused(refusal(request, 503, "shutting down")));
    }
  }

  /** Asks who sends a request. */
  private final class Judging implements Workers.Task {
    private final IncomingRequest request;
    private final Consumer<Judgement> then;

    Judging(IncomingRequest request, Consumer<Judgement> then) {
      this.request = request;
      this.then = then;
    }

    @Override
    public void run() {
      then.accept(judgement(request));
    }

    @Override
    public void unstarted(Throwable why) {
      state.settings().logger().error("the sender of {} is not judged", request.path(), why);
      then.accept(new Judgement.Refused(refusal(request, 503, "the server failed")));
    }
  }

  private Judgement judgement(IncomingRequest request) {
    ServerAuthenticator authenticator = state.authenticator();
    if (authenticator == null) {
      return new Judgement.Passed(request);
    }
    try {
      return switch (authenticator.authenticate(shown(request).headers())) {
        case Outcome.Granted(Map<String, Object> attributes) ->
            new Judgement.Passed(request.withAuth(attributes));
        case Outcome.Denied(String message, String challenge) -> {
          state.refused("auth");
          HttpResponse response = refusal(request, 401, message);
          yield new Judgement.Refused(
              challenge.isEmpty() ? response : response.with("www-authenticate", challenge));
        }
      };
    } catch (RuntimeException | Error bug) {
      state.settings().logger().error("authenticator failed", bug);
      return new Judgement.Refused(refusal(request, 500, "authenticator failed"));
    }
  }

  /** The request with {@code request_params} as headers; they win over headers of their name. */
  private IncomingRequest shown(IncomingRequest request) {
    List<String> names = state.requestParams();
    if (names.isEmpty()) {
      return request;
    }
    HttpHeaders headers = new DefaultHttpHeaders().add(request.raw());
    Map<String, List<String>> parameters = request.parameters();
    for (String name : names) {
      List<String> values = parameters.get(name);
      if (values != null) {
        headers.set(name, values);
      }
    }
    return IncomingRequest.of(
        request.method(), request.path(), headers, request.peer(), request.isSecure(), true);
  }

  /** Some clients name the encoding of bodies in requests that have none. */
  private static boolean isBodiless(IncomingRequest request, Slice body) {
    return body.length() == 0
        && (request.method().equals("GET") || request.method().equals("HEAD"));
  }

  /** Decompresses and calls the handler; runs on a worker. */
  HttpResponse answer(IncomingRequest request, Slice body, Reservation reservation) {
    try {
      Compression coding = state.coding(request.header("content-encoding"));
      Slice plain = body;
      if (coding != null && coding != Compression.NONE && !isBodiless(request, body)) {
        plain = Codecs.decompress(coding, body, state.bodyLimit(), reservation);
        reservation.shrink(body.array().length); // it is of no use any more
      }
      return state.handler().handle(request.withBody(plain, reservation));
    } catch (CompressionException refused) {
      return switch (refused.reason()) {
        case CORRUPT -> {
          state.refused("corrupt");
          yield refusal(request, 400, String.valueOf(refused.getMessage()));
        }
        case TOO_LARGE -> tooLarge(request);
        case REFUSED -> overloaded(request);
      };
    } catch (RuntimeException bug) {
      state.settings().logger().error("handler of {} failed", request.path(), bug);
      return refusal(request, 500, "internal error");
    } catch (Error fatal) { // memory ran out, say: the sender shall try again
      state.settings().logger().error("handler of {} failed", request.path(), fatal);
      return refusal(request, 503, "the server failed");
    }
  }
}
