package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.transport.RawHttp2;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Messages of a stream come to its handler one after the other, and none before its time. */
class GrpcStreamTest extends GrpcStreams {

  @Test
  void allMessagesComeInTurnAndTheLastIsAnswered() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("a"), 0);
      assertThat(next()).isEqualTo("a");
      peer.data(1, frame("b"), 0);
      peer.data(1, frame(""), 0);
      peer.data(1, frame("c"), RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEqualTo("abc");
      assertThat(seen).containsExactly("b", "", "c");
    }
  }

  @Test
  void aStreamWithoutMessagesIsAnswered() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, new byte[0], RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEmpty();
    }
  }

  @Test
  void aCompressedMessageIsOneAsWell() throws Exception {
    byte[] packed =
        Codecs.compress(Compression.GZIP, 0, List.of(Slice.utf8("packed"))).toByteArray();
    try (RawHttp2 peer = new RawHttp2(server.port())) {
      peer.post(
          1, PATH, "content-type", "application/grpc", "te", "trailers", "grpc-encoding", "gzip");
      peer.data(1, frame(1, packed), 0);
      peer.data(1, frame(0, "plain".getBytes(UTF_8)), RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEqualTo("packedplain");
    }
  }

  @Test
  void noMessageIsHandledBeforeTheOneBeforeItIsDoneWith() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("behind"), 0);
      peer.data(1, frame("it"), RawHttp2.END_STREAM);
      peer.roundTrip();
      assertThat(seen).as("handled").isEmpty();
      assertThat(free)
          .as("reserved where they wait")
          .hasValue(ALL - "holdbehindit".length() - 2 * PREFIX);
      held.countDown();
      assertThat(answer(peer)).isEqualTo("holdbehindit");
      assertThat(freeAtEnd).as("the last message is given back before the end").hasValue(ALL);
    }
  }

  @Test
  void emptyMessagesTakeRoomWhereTheyWaitToo() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, new byte[(int) ALL], 0);
      assertThat(answer(peer)).isEmpty();
      assertThat(here.refused("grpc", "admission")).isEqualTo(1);
    }
  }

  @Test
  void anAnswerBeforeTheEndIsTheEnd() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("refuse"), 0);
      peer.data(1, frame("behind"), 0);
      peer.roundTrip();
      held.countDown();
      assertThat(answer(peer)).isEmpty();
      assertThat(next()).isEqualTo("refuse");
      peer.roundTrip();
      assertThat(seen).isEmpty();
      assertThat(free).hasValue(ALL);
    }
  }

  @Test
  void whatHasNoRoomEndsTheStream() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("waits"), 0);
      peer.data(1, frame(0, new byte[(int) ALL]), 0);
      assertThat(answer(peer)).isEmpty();
      assertThat(here.refused("grpc", "admission")).isEqualTo(1);
      assertThat(overloaded).hasValue(1);
      assertThat(free).as("what is handled is held").hasValue(ALL - "hold".length());
    }
  }

  @Test
  void whatIsTooLargeEndsTheStream() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("a"), 0);
      peer.data(1, new byte[] {0, 0, 0x20, 0, 0}, 0);
      assertThat(answer(peer)).isEmpty();
      assertThat(here.refused("grpc", "too_large")).isEqualTo(1);
    }
  }

  @Test
  void whoLeavesInterruptsTheHandler() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("hold"), 0);
      assertThat(next()).isEqualTo("hold");
      peer.data(1, frame("behind"), 0);
      peer.cancel(1);
      assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
      peer.roundTrip();
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void aBugEndsTheStreamAndNotTheServer() throws Exception {
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("throw"), 0);
      assertThat(answer(peer)).isEmpty();
    }
    try (RawHttp2 peer = open(server)) {
      peer.data(1, frame("a"), RawHttp2.END_STREAM);
      assertThat(answer(peer)).isEqualTo("a");
    }
  }
}
