package io.beltline.transport.grpc;

import io.beltline.api.Reservation;
import io.beltline.api.ServerAuthenticator;
import io.beltline.api.ServerAuthenticator.Outcome;
import io.beltline.api.Status.Code;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.AuthConfig;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.net.Authenticators;
import io.beltline.transport.net.Gathering;
import io.beltline.transport.net.Workers;
import io.grpc.ServerCall;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes calls from the library: admission, authentication, then a handler on its own thread. */
final class CallDispatcher {
  private final GrpcServerConfig config;
  private final ServerSettings settings;
  private final Workers workers;
  private final @Nullable ServerAuthenticator authenticator;
  private final Set<StreamInProgress> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  CallDispatcher(GrpcServerConfig config, ServerSettings settings, Workers workers) {
    this.config = config;
    this.settings = settings;
    this.workers = workers;
    AuthConfig auth = config.auth();
    this.authenticator =
        auth == null ? null : Authenticators.server(settings.host(), auth.authenticator());
  }

  /** A new unary call; runs on an event loop. */
  ServerCall.Listener<MessageBytes> begin(
      ServerCall<MessageBytes, MessageBytes> call, io.grpc.Metadata headers, GrpcHandler handler) {
    Reservation reservation = settings.admission().reserve(0);
    return reservation == null
        ? refuse(call, handler::overloaded)
        : begin(call, new CallInProgress(this, call, headers, handler, reservation));
  }

  /** A new stream; runs on an event loop. */
  ServerCall.Listener<MessageBytes> begin(
      ServerCall<MessageBytes, MessageBytes> call,
      io.grpc.Metadata headers,
      GrpcStreamHandler handler) {
    Reservation reservation = settings.admission().reserve(0);
    if (reservation == null) {
      return refuse(call, handler::overloaded);
    }
    StreamInProgress stream =
        new StreamInProgress(this, call, headers, handler, settings.admission(), reservation);
    streams.add(stream);
    if (stopping) {
      stream.stop();
    }
    return begin(call, stream);
  }

  private ServerCall.Listener<MessageBytes> refuse(
      ServerCall<MessageBytes, MessageBytes> call, Runnable overloaded) {
    overloaded(overloaded);
    Replies.fail(call, Code.UNAVAILABLE, "too many bytes in flight", retryAfter());
    return new ServerCall.Listener<>() {};
  }

  private IncomingCall begin(ServerCall<MessageBytes, MessageBytes> call, IncomingCall progress) {
    MessageGate gate = call.getAttributes().get(MessageGate.KEY);
    if (gate == null) {
      throw new IllegalStateException("a connection without a gate");
    }
    gate.begun(progress);
    try {
      if (authenticator == null) {
        progress.ask();
      } else if (!workers.run(new Authentication(authenticator, progress))) {
        progress.tooLate();
      }
    } catch (Throwable broken) {
      progress.giveUp(broken);
    }
    return progress;
  }

  /** Asks who sends a call. */
  private final class Authentication implements Workers.Task {
    private final ServerAuthenticator authenticator;
    private final IncomingCall progress;

    Authentication(ServerAuthenticator authenticator, IncomingCall progress) {
      this.authenticator = authenticator;
      this.progress = progress;
    }

    @Override
    public void run() {
      authenticate(authenticator, progress);
    }

    @Override
    public void unstarted(Throwable why) {
      progress.giveUp(why);
    }
  }

  private void authenticate(ServerAuthenticator authenticator, IncomingCall progress) {
    Outcome outcome;
    try {
      outcome = authenticator.authenticate(progress.headers());
    } catch (RuntimeException | Error bug) {
      settings.logger().error("authenticator failed", bug);
      progress.fail(Code.INTERNAL, "authenticator failed", null);
      return;
    }
    switch (outcome) {
      case Outcome.Granted(Map<String, Object> attributes) -> progress.granted(attributes);
      case Outcome.Denied(String message, String _) -> {
        refused("auth");
        progress.fail(Code.UNAUTHENTICATED, message, null);
      }
    }
  }

  @Nullable Thread start(Workers.Task task) {
    return workers.start(task);
  }

  /** The largest message: more than there is room for can never come in. */
  int limit() {
    long room = Math.min(settings.admission().most(), Gathering.ofProcess().most());
    return (int) Math.min(config.messageLimit(), room - MessageGate.PREFIX);
  }

  /** A call was refused because there is no room for it. */
  void overloaded(Runnable handler) {
    refused("admission");
    handler.run();
  }

  /** From now on streams end with the message that is coming or being handled, others at once. */
  void stop() {
    stopping = true;
    streams.forEach(StreamInProgress::stop);
  }

  /** Some of a call has come. */
  void moved() {
    workers.moved();
  }

  /** A stream has ended. */
  void ended(StreamInProgress stream) {
    streams.remove(stream);
  }

  boolean isStopping() {
    return stopping;
  }

  boolean keepsMetadata() {
    return config.includeMetadata();
  }

  Duration retryAfter() {
    return settings.admission().retryAfter();
  }

  void refused(String reason) {
    settings.refused("grpc", reason).add(1);
  }

  void bug(String method, Throwable thrown) {
    settings.logger().error("handler of {} failed", method, thrown);
  }
}
