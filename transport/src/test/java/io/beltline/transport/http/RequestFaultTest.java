package io.beltline.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.transport.Bounds;
import io.beltline.transport.BrokenWorkers;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Workers;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request for which memory runs out on an event loop ends, and holds nothing more. */
class RequestFaultTest {
  private static final long ALL = 1000;

  private final AtomicLong free = new AtomicLong(ALL);
  private final Here here = new Here();
  private final EventLoops loops = EventLoops.open();
  private final AtomicBoolean handled = new AtomicBoolean();

  @BeforeEach
  void bound() {
    here.admission = Bounds.of(free);
  }

  @AfterEach
  void allIsGivenBack() {
    loops.close();
    assertThat(free).hasValue(ALL);
    assertThat(handled).isFalse();
  }

  private HttpResponse handle(HttpRequest request) {
    handled.set(true);
    return HttpResponse.empty(200);
  }

  /** The connection on which a request came whole. */
  private EmbeddedChannel posted(Workers workers, HttpHandler handler, Map<String, ?> keys) {
    Map<String, Object> all = new HashMap<>(keys);
    all.put("endpoint", "127.0.0.1:0");
    HttpServerConfig config = Configs.of(HttpServerConfig.class, all);
    ServerState state = new ServerState(config, here.server(), handler, loops, workers);
    ReadTimeouts timeouts = new ReadTimeouts(config);
    EmbeddedChannel channel =
        new EmbeddedChannel(timeouts, new RequestReader(state, timeouts, false, false));
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            "/echo",
            Unpooled.copiedBuffer("hello", ISO_8859_1));
    request.headers().set("content-length", 5);
    channel.writeInbound(request);
    channel.runPendingTasks();
    assertThat(workers.count()).isZero();
    return channel;
  }

  @Test
  void aRequestThatCannotBeHandedOverEndsItsConnection() {
    Workers workers = BrokenWorkers.withoutHandover();
    assertThat(posted(workers, this::handle, Map.of()).isOpen()).isFalse();
  }

  @Test
  void aRequestWhoseThreadCannotStartEndsItsConnection() {
    Workers workers = BrokenWorkers.withoutThreads();
    assertThat(posted(workers, this::handle, Map.of()).isOpen()).isFalse();
  }

  @Test
  void aRequestOfWhichNobodyKnowsWhetherItJoinsEndsItsConnection() {
    HttpHandler unsure =
        new HttpHandler() {
          @Override
          public HttpResponse handle(HttpRequest request) {
            return RequestFaultTest.this.handle(request);
          }

          @Override
          public @Nullable WebSockets joins(HttpRequest request) {
            throw new OutOfMemoryError("no room for a listener");
          }
        };
    assertThat(posted(new Workers("test"), unsure, Map.of()).isOpen()).isFalse();
  }

  /** Lets nobody in; is never asked here. */
  private static final class Nobody implements Extension, ServerAuthenticator {
    @Override
    public Outcome authenticate(Metadata headers) {
      return new Outcome.Denied("nobody", "");
    }
  }

  @Test
  void aRequestWhoseSenderCannotBeJudgedIsToBeTriedAgain() {
    here.extensions.put("nobody", new Nobody());
    EmbeddedChannel channel =
        posted(
            BrokenWorkers.withoutThreads(), this::handle, Map.of("auth.authenticator", "nobody"));
    io.netty.handler.codec.http.HttpResponse answer = channel.readOutbound();
    assertThat(answer.status().code()).isEqualTo(503);
    channel.close();
  }
}
