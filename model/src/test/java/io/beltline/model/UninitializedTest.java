package io.beltline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UninitializedTest {
  @Test
  void theWayIsOpen() {
    assertThat(Uninitialized.isOpen()).isTrue();
  }

  @Test
  void inTestsArraysAreFilled() {
    // so that each test of what is written into them sees what was not
    for (int length : new int[] {1, 1 << 20}) {
      assertThat(Uninitialized.bytes(length)).containsOnly(0xa5);
    }
  }

  @Test
  void anArrayIsAsLongAsAskedForAndItsOwn() {
    for (int length : new int[] {0, 1, 4095, 4096, 1 << 20}) {
      byte[] one = Uninitialized.bytes(length);
      byte[] other = Uninitialized.bytes(length);
      Arrays.fill(one, (byte) 1);
      Arrays.fill(other, (byte) 2);
      assertThat(one).hasSize(length).doesNotContain(2);
      assertThat(other).hasSize(length).doesNotContain(1);
    }
  }

  @Test
  void aLengthBelowZeroIsAnErrorAsAlways() {
    assertThatThrownBy(() -> Uninitialized.bytes(-1))
        .isInstanceOf(NegativeArraySizeException.class);
  }
}
