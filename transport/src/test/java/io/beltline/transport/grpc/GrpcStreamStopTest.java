package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Deadline;
import io.beltline.transport.RawHttp2;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that stops leaves no stream in the dark. */
class GrpcStreamStopTest extends GrpcStreams {

  @Test
  void aServerThatStopsEndsStreamsBetweenMessages() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("stop"), 0);
      peer.data(1, frame("behind"), 0);
      peer.roundTrip();
      held.countDown();
      assertThat(answer(peer)).isEmpty();
      assertThat(seen).containsExactly("stop");
    }
  }

  @Test
  void aServerThatStopsEndsAStreamOfWhichNothingIsThere() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.roundTrip();
      server.stopAccepting();
      assertThat(answer(peer)).isEmpty();
    }
  }

  @Test
  void aServerThatStopsAnswersWhoHasSentAll() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), RawHttp2.END_STREAM);
      assertThat(next()).isEqualTo("hold");
      peer.roundTrip();
      server.stopAccepting();
      held.countDown();
      assertThat(answer(peer)).isEqualTo("hold");
    }
  }

  @Test
  void aSenderThatVanishedAmidAMessageIsNotWaitedFor() throws Exception {
    try (RawHttp2 peer = open(server);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      peer.data(1, Arrays.copyOf(frame("half"), 7), 0);
      peer.roundTrip();
      Deadline late = here.deadline(Duration.ofDays(1));
      Future<?> closing = threads.submit(() -> server.close(late));
      try {
        closing.get(20, TimeUnit.SECONDS);
      } finally {
        here.aheadNanos.addAndGet(Duration.ofDays(1).toNanos());
      }
      assertThat(peer.endsUnanswered()).isTrue();
    }
  }
}
