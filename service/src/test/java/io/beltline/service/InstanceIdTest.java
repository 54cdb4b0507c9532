package io.beltline.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class InstanceIdTest {

  @Property(tries = 500, seed = "20261123")
  void isARandomUuidWhateverTheBits(@ForAll long high, @ForAll long low) {
    UUID id = InstanceId.of(high, low);
    assertThat(id.version()).isEqualTo(4);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void isNeverTheSame() {
    assertThat(
            IntStream.range(0, 100).mapToObj(_ -> InstanceId.random()).collect(Collectors.toSet()))
        .hasSize(100);
  }
}
