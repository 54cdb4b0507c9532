package io.beltline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentKind;
import io.beltline.api.Factory;
import io.beltline.delivery.EgressGuarded;
import io.beltline.delivery.EgressRules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each standard exporter can be told what must not leave. */
class EgressKeysTest {

  private static boolean hasKey(Factory<?> exporter) {
    return EgressGuarded.class.isAssignableFrom(exporter.configType())
        && Arrays.stream(exporter.configType().getRecordComponents())
            .anyMatch(
                key ->
                    key.getName().equals("egressPolicy")
                        && EgressRules.class.isAssignableFrom(key.getType()));
  }

  @Test
  void everyExporterButNopHasAPolicy() {
    List<Factory<?>> exporters =
        StandardComponents.factories().stream()
            .filter(factory -> factory.kind() == ComponentKind.EXPORTER)
            .toList();
    assertThat(exporters).hasSizeGreaterThan(10);
    assertThat(exporters.stream().filter(exporter -> !hasKey(exporter)).map(Factory::type))
        .containsExactly("nop");
  }
}
