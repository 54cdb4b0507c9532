package io.beltline.transport.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * gzip by the host's library where there is one, and by the JDK: each reads what the other wrote.
 */
class GzipPathsTest {
  private static final long LIMIT = 8 << 20;
  private static final int MANY = 16;

  private interface Unpacking {
    void unpack(Slice packed, Sink sink) throws CompressionException;
  }

  private static byte[] unpacked(Unpacking path, byte[] packed) throws CompressionException {
    Sink sink = new Sink(LIMIT, Reservation.unlimited());
    path.unpack(Slice.of(packed), sink);
    return sink.toSlice().toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Property(tries = 200, seed = "20261128")
  void whatOnePathWritesTheOtherReads(
      @ForAll @Size(max = 3) List<byte[]> parts, @ForAll @IntRange(min = -1, max = 9) int level)
      throws CompressionException, IOException {
    List<Slice> slices = parts.stream().map(Slice::of).toList();
    byte[] plain = joined(parts.toArray(byte[][]::new));
    byte[] byHost = DeflateCodec.gzip(level, slices).toByteArray();
    byte[] byJdk = DeflateCodec.gzipByJdk(level, slices).toByteArray();

    assertThat(unpacked(DeflateCodec::gunzipByJdk, byHost)).isEqualTo(plain);
    assertThat(unpacked(DeflateCodec::gunzip, byJdk)).isEqualTo(plain);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(byHost)).readAllBytes())
        .isEqualTo(plain);
  }

  /** More at a time than the pools keep, so that native states are freed too. */
  @Test
  void manyAtATimeDisturbNobody() throws Exception {
    byte[] plain = "one of many ".repeat(2000).getBytes(StandardCharsets.UTF_8);
    try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
      List<Callable<byte[]>> tasks =
          Collections.nCopies(
              MANY,
              () -> {
                byte[] last = plain;
                for (int round = 0; round < 200; round++) {
                  byte[] packed = DeflateCodec.gzip(0, List.of(Slice.of(last))).toByteArray();
                  last = unpacked(DeflateCodec::gunzip, packed);
                }
                return last;
              });
      for (Future<byte[]> task : threads.invokeAll(tasks)) {
        assertThat(task.get()).isEqualTo(plain);
      }
    }
  }

  @Test
  void membersOfOneSizeAreAllRead() throws CompressionException {
    byte[] first = DeflateCodec.gzip(0, List.of(Slice.utf8("first member"))).toByteArray();
    byte[] again = DeflateCodec.gzip(0, List.of(Slice.utf8("other member"))).toByteArray();

    assertThat(Slice.of(unpacked(DeflateCodec::gunzip, joined(first, again))).toUtf8())
        .isEqualTo("first memberother member");
  }

  @Test
  void whatIsDamagedIsRefusedOrUnharmed() throws CompressionException {
    String text = "x".repeat(5000);
    byte[] packed = DeflateCodec.gzip(0, List.of(Slice.utf8(text))).toByteArray();
    int refused = 0;
    for (int at = 10; at < packed.length; at++) {
      byte[] damaged = packed.clone();
      damaged[at] ^= 0x55;
      try {
        // a few bits say nothing: the rest of the last byte, the code of what does not occur
        assertThat(Slice.of(unpacked(DeflateCodec::gunzip, damaged)).toUtf8()).isEqualTo(text);
      } catch (CompressionException expected) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(8);
  }

  @Test
  void whatIsTornOffIsRefused() {
    byte[] packed = DeflateCodec.gzip(0, List.of(Slice.utf8("some text"))).toByteArray();
    for (int size = 1; size < packed.length; size++) {
      byte[] torn = Arrays.copyOf(packed, size);
      assertThatThrownBy(() -> unpacked(DeflateCodec::gunzip, torn))
          .isInstanceOf(CompressionException.class);
    }
  }
}
