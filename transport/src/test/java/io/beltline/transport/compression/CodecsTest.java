package io.beltline.transport.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.transport.Bounds;
import io.beltline.transport.compression.CompressionException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodecsTest {
  private static final long LIMIT = 8 << 20;

  private static byte[] text(int size) {
    byte[] bytes = new byte[size];
    Random random = new Random(size);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) ("abcdefgh \n".charAt(random.nextInt(10)));
    }
    return bytes;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatIsCompressedComesBack(Compression format) throws CompressionException {
    for (int size : new int[] {0, 1, 100, 65_536, 65_537, 300_000, 3_000_000}) {
      byte[] plain = text(size);
      Slice packed = Codecs.compress(format, 0, List.of(Slice.of(plain)));
      Slice back = Codecs.decompress(format, packed, Math.max(1, size));
      assertThat(back.toByteArray()).isEqualTo(plain);
    }
  }

  @Property(tries = 300, seed = "20261123")
  void slicesAreOneText(
      @ForAll Compression format, @ForAll @Size(max = 4) List<byte[]> parts, @ForAll int level)
      throws CompressionException {
    if (format == Compression.NONE) {
      return;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List<Slice> slices = new ArrayList<>();
    for (byte[] part : parts) {
      whole.writeBytes(part);
      slices.add(Slice.of(part));
    }
    int used = Math.floorMod(level, 12) - 2;
    Slice packed = Codecs.compress(format, used, slices);
    assertThat(Codecs.decompress(format, packed, LIMIT).toByteArray())
        .isEqualTo(whole.toByteArray());
  }

  @Test
  void gzipIsThatOfEverybody() throws Exception {
    byte[] plain = text(100_000);
    assertThat(Codecs.decompress(Compression.GZIP, Slice.of(gzip(plain)), LIMIT).toByteArray())
        .isEqualTo(plain);
    Slice packed = Codecs.compress(Compression.GZIP, 0, List.of(Slice.of(plain)));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
  }

  @Test
  void gzipMembersFollowEachOther() throws Exception {
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(gzip(text(1000)));
    two.writeBytes(gzip(text(7)));
    Slice back = Codecs.decompress(Compression.GZIP, Slice.of(two.toByteArray()), LIMIT);
    assertThat(back.length()).isEqualTo(1007);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBombStopsAtTheLimit(Compression format) {
    Slice bomb = Codecs.compress(format, 0, List.of(Slice.of(new byte[64 << 20])));
    Reservation counting = Reservation.unlimited();
    assertThatThrownBy(() -> Codecs.decompress(format, bomb, 1 << 20, counting))
        .isInstanceOfSatisfying(
            CompressionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    assertThat(counting.bytes()).isLessThanOrEqualTo((1 << 20) + 1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void exactlyTheLimitPasses(Compression format) throws CompressionException {
    Slice packed = Codecs.compress(format, 0, List.of(Slice.of(text(100_000))));
    assertThat(Codecs.decompress(format, packed, 100_000).length()).isEqualTo(100_000);
    assertThatThrownBy(() -> Codecs.decompress(format, packed, 99_999))
        .isInstanceOf(CompressionException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void memoryThatIsRefusedEndsIt(Compression format) {
    Slice packed = Codecs.compress(format, 0, List.of(Slice.of(text(100_000))));
    Reservation none = Reservation.of(Bounds.of(new AtomicLong(99)), 0);
    assertThat(none).isNotNull();
    assertThatThrownBy(() -> Codecs.decompress(format, packed, LIMIT, none))
        .isInstanceOfSatisfying(
            CompressionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE"})
  void whatEndsEarlyIsCorrupt(Compression format) {
    byte[] packed = Codecs.compress(format, 0, List.of(Slice.of(text(200_000)))).toByteArray();
    for (int cut = 1; cut < packed.length; cut += packed.length / 50 + 1) {
      Slice part = Slice.of(Arrays.copyOf(packed, packed.length - cut));
      assertThatThrownBy(() -> Codecs.decompress(format, part, LIMIT))
          .isInstanceOfSatisfying(
              CompressionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    }
  }

  @Property(tries = 2000, seed = "20261123")
  void garbageNeverBreaksADecoder(
      @ForAll Compression format, @ForAll @Size(max = 200) byte[] junk) {
    survive(format, junk);
  }

  @Property(tries = 2000, seed = "20261123")
  void damageNeverBreaksADecoder(
      @ForAll Compression format,
      @ForAll @IntRange(min = 1, max = 3000) int size,
      @ForAll int where,
      @ForAll byte value) {
    if (format == Compression.NONE) {
      return;
    }
    byte[] packed = Codecs.compress(format, 0, List.of(Slice.of(text(size)))).toByteArray();
    packed[Math.floorMod(where, packed.length)] ^= value;
    survive(format, packed);
  }

  private static void survive(Compression format, byte[] input) {
    try {
      Slice out = Codecs.decompress(format, Slice.of(input), 1 << 20);
      assertThat(out.length()).isLessThanOrEqualTo(1 << 20);
    } catch (CompressionException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Test
  void namesAreThoseOfConfigurations() {
    assertThat(Compression.of("none")).isEqualTo(Compression.NONE);
    assertThat(Compression.of("x-snappy-framed")).isEqualTo(Compression.SNAPPY_FRAMED);
    assertThatThrownBy(() -> Compression.of("brotli")).hasMessageContaining("expected: gzip");
  }
}
