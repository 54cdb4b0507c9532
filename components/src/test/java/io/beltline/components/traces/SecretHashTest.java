package io.beltline.components.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SecretHashTest {

  /** Texts that Java's own hash cannot tell apart: each pair is "Aa" or "BB". */
  private static Slice colliding(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 16; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return Slice.utf8(text.toString());
  }

  @Test
  void bytesChosenToMeetDoNotMeet() {
    Set<Integer> plain = new HashSet<>();
    Set<Integer> secret = new HashSet<>();
    for (int i = 0; i < 1 << 16; i++) {
      plain.add(colliding(i).hashCode());
      secret.add(HashedSlice.of(colliding(i)).hashCode());
    }
    assertThat(plain).hasSize(1);
    assertThat(secret).hasSizeGreaterThan((1 << 16) - 50); // by chance half of one
  }

  @Test
  void theHighestBitsOfWordsCancelNothing() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      hashes.add(SecretHash.of((i & 1L) << 63, (i & 1L) << 30 ^ (i & 2L)));
    }
    assertThat(hashes).hasSize(4);
  }

  @Property(tries = 200, seed = "20261128")
  void equalBytesHaveEqualHashes(@ForAll byte[] bytes, @ForAll @IntRange(max = 9) int offset) {
    byte[] shifted = new byte[bytes.length + offset + 3];
    System.arraycopy(bytes, 0, shifted, offset, bytes.length);
    HashedSlice one = HashedSlice.of(Slice.of(bytes));
    assertThat(one).isEqualTo(HashedSlice.of(new Slice(shifted, offset, bytes.length)));
    assertThat(one).hasSameHashCodeAs(HashedSlice.of(new Slice(shifted, offset, bytes.length)));
    assertThat(one).isNotEqualTo(HashedSlice.of(new Slice(shifted, offset, bytes.length + 1)));
  }
}
