package io.beltline.receiver.dockerstats;

import io.beltline.api.Clock;
import io.beltline.receiver.dockerstats.Answer.Failed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows the daemon's events, and begins again where that ends. */
final class EventFollower {
  /** How long it waits before it begins again. */
  static final Duration PAUSE = Duration.ofSeconds(3);

  /** So long events are followed at a time: the daemon may be gone without a word. */
  private static final Duration AT_A_TIME = Duration.ofMinutes(5);

  /** How long the end of the thread is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String PATH =
      "/events?filters="
          + DockerApi.encoded(
              "{\"type\":[\"container\"],\"event\":[\"destroy\",\"die\",\"pause\",\"rename\","
                  + "\"start\",\"stop\",\"unpause\",\"update\"]}");

  private final DockerApi api;
  private final Clock clock;
  private final EventInbox inbox;
  private @Nullable Thread thread;
  private Clock.@Nullable Cancellable planned;
  private boolean ended;

  EventFollower(DockerApi api, Clock clock, EventInbox inbox) {
    this.api = api;
    this.clock = clock;
    this.inbox = inbox;
  }

  /** Begins. */
  synchronized void start() {
    if (!ended) {
      thread = Thread.ofVirtual().name("docker events").start(this::follow);
    }
  }

  private void follow() {
    boolean wholeTime = true;
    while (wholeTime && !Thread.currentThread().isInterrupted()) {
      Failed<Void> end = session();
      wholeTime = inbox.isConnected() && end.reason().equals("timeout");
      inbox.disconnected(wholeTime ? null : end);
    }
    synchronized (this) {
      if (!ended) {
        planned = clock.schedule(PAUSE, this::start);
      }
    }
  }

  private Failed<Void> session() {
    Failed<ApiVersion> apart = api.agree();
    return apart != null ? apart.other() : api.follow(PATH, AT_A_TIME, new EventLines(inbox));
  }

  /** Ends. After it returns, nothing runs. */
  void shutdown() throws InterruptedException {
    Thread running;
    synchronized (this) {
      ended = true;
      if (planned != null) {
        planned.cancel();
      }
      running = thread;
    }
    if (running != null) {
      running.interrupt();
      running.join(PATIENCE);
    }
  }
}
