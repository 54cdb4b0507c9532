package io.beltline.exporter.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteHashTest {
  private static int of(ByteHash hash, byte[] bytes) {
    return hash.of(0, bytes, 0, bytes.length);
  }

  @Test
  void noTwoBitsThatAreFlippedCollideWhateverTheSecret() {
    byte[] bytes = new byte[24];
    new Random(1).nextBytes(bytes);
    for (int a = 0; a < 8 * bytes.length; a++) {
      for (int b = a + 1; b < 8 * bytes.length; b++) {
        byte[] other = bytes.clone();
        other[a / 8] ^= (byte) (1 << a % 8);
        other[b / 8] ^= (byte) (1 << b % 8);
        int same = 0;
        for (int i = 0; i < 4; i++) {
          ByteHash hash = new ByteHash();
          same += of(hash, bytes) == of(hash, other) ? 1 : 0;
        }
        assertThat(same).as("bits %d and %d", a, b).isLessThan(4);
      }
    }
  }

  @Test
  void textsThatDifferAtTheirEndHaveOtherSlots() {
    ByteHash hash = new ByteHash();
    BitSet slots = new BitSet();
    for (int i = 0; i < 4096; i++) {
      slots.set(of(hash, new byte[] {1, 2, 3, 4, 5, 6, (byte) i, (byte) (i >> 8)}) & 4095);
    }
    assertThat(slots.cardinality()).isGreaterThan(2000); // some 2,600 of 4,096 by chance
  }
}
