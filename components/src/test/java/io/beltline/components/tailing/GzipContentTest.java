package io.beltline.components.tailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipContentTest {
  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.gz"), bytes);
  }

  @Test
  void turnsCostWhatTheyRead() throws IOException {
    int size = 20 << 20;
    try (GzipContent content = new GzipContent(file(Gzip.of(new byte[size])))) {
      byte[] buffer = new byte[1 << 16];
      long at = 0;
      for (int read = 1; read > 0; ) {
        read = content.read(at, buffer, 0, buffer.length);
        at += read;
        if (at % (1 << 20) == 0 && read > 300) { // a turn ends within a line
          content.keep(buffer, read - 300, read, at - 300);
          at -= 300;
        }
      }
      assertThat(at).isEqualTo(size);
      assertThat(content.inflated()).isEqualTo(size);
    }
  }

  @Test
  void growthCostsWhatHasGrown() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Path file = file(new byte[0]);
    byte[] buffer = new byte[4096];
    int at = 0;
    try (GzipContent content = new GzipContent(file);
        GZIPOutputStream gzip = new GZIPOutputStream(bytes, true)) {
      for (int line = 0; line < 200; line++) {
        gzip.write(("line " + line + "\n").getBytes(StandardCharsets.UTF_8));
        gzip.flush();
        Files.write(file, bytes.toByteArray(), StandardOpenOption.APPEND);
        bytes.reset();
        int read = content.read(at, buffer, 0, buffer.length);
        assertThat(new String(buffer, 0, read, StandardCharsets.UTF_8))
            .isEqualTo("line " + line + "\n");
        assertThat(content.isCut()).isTrue();
        content.keep(buffer, 0, read, at);
        at += read;
        assertThat(content.read(at, buffer, 0, buffer.length)).isZero();
      }
      assertThat(content.inflated()).isEqualTo(at);
    }
  }

  @Test
  void zerosBehindTheLastMemberAreNothing() throws IOException {
    byte[] member = Gzip.of("ab");
    try (GzipContent content = new GzipContent(file(Arrays.copyOf(member, 4096)))) {
      assertThat(content.read(0, new byte[10], 0, 10)).isEqualTo(2);
      assertThat(content.read(2, new byte[10], 0, 10)).isZero();
      assertThat(content.isCut()).isFalse();
    }
  }

  @Test
  void aHeaderWithEverythingInItIsPassedOver() throws IOException {
    byte[] plain = Gzip.of("ab");
    byte[] fields = {5, 0, 1, 2, 3, 4, 5, 'n', 0, 'c', 0, 9, 9};
    byte[] all = new byte[plain.length + fields.length];
    System.arraycopy(plain, 0, all, 0, 10);
    all[3] = 4 | 8 | 16 | 2;
    System.arraycopy(fields, 0, all, 10, fields.length);
    System.arraycopy(plain, 10, all, 10 + fields.length, plain.length - 10);
    try (GzipContent content = new GzipContent(file(all))) {
      assertThat(content.read(0, new byte[10], 0, 10)).isEqualTo(2);
    }
  }

  @Test
  void theBytesBeforeDamageAreGiven() throws IOException {
    byte[] random = new byte[100_000];
    new Random(1).nextBytes(random);
    byte[] gzip = Gzip.of(random);
    Arrays.fill(gzip, gzip.length / 2, gzip.length / 2 + 500, (byte) 0xff);
    try (GzipContent content = new GzipContent(file(gzip))) {
      byte[] found = new byte[random.length];
      int[] at = {0};
      assertThatThrownBy(
              () -> {
                for (int read = 1; read > 0; at[0] += read) {
                  read = content.read(at[0], found, at[0], found.length - at[0]);
                }
              })
          .isInstanceOf(ZipException.class);
      assertThat(at[0]).isGreaterThan(30_000);
      assertThat(Arrays.copyOf(found, 30_000)).isEqualTo(Arrays.copyOf(random, 30_000));
    }
  }

  /** Whatever is done to the bytes, the content is right, cut, or said to be damaged. */
  @Property(tries = 300, seed = "20261128")
  void damageNeverBecomesContent(
      @ForAll @Size(max = 200) byte[] text,
      @ForAll @IntRange(max = 400) int place,
      @ForAll byte change,
      @ForAll @IntRange(min = 1, max = 400) int cut)
      throws IOException {
    byte[] gzip = Gzip.of(text);
    byte[] bytes = Arrays.copyOf(gzip, Math.min(gzip.length, cut));
    bytes[place % bytes.length] ^= change;
    Path path = Files.createTempFile("damaged", ".gz");
    try (GzipContent content = new GzipContent(Files.write(path, bytes))) {
      byte[] found = new byte[1000];
      int at = 0;
      for (int read = 1; read > 0; at += read) {
        read = content.read(at, found, at, found.length - at);
      }
      if (!content.isCut()) {
        assertThat(Arrays.copyOf(found, at)).isEqualTo(text);
      }
    } catch (ZipException told) {
      assertThat(told).hasMessageMatching("(?s).*(damaged|no gzip).*");
    } finally {
      Files.delete(path);
    }
  }
}
