package io.beltline.extension.filestorage;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.api.ComponentKind;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class StoreNameTest {

  @Test
  void namesAreReadable() {
    assertThat(StoreName.of(ComponentKind.RECEIVER, ComponentId.parse("file_log"), ""))
        .isEqualTo("receiver+file_log+.store");
    assertThat(StoreName.of(ComponentKind.EXPORTER, ComponentId.parse("otlp_grpc/a/B"), "traces"))
        .isEqualTo("exporter+otlp_grpc+a~2f~~42~+traces.store");
  }

  @Test
  void longNamesStayDifferentAndShort() {
    String long1 = StoreName.of(ComponentKind.RECEIVER, new ComponentId("t", "x".repeat(999)), "a");
    String long2 = StoreName.of(ComponentKind.RECEIVER, new ComponentId("t", "x".repeat(999)), "b");
    assertThat(long1).hasSizeLessThan(230).isNotEqualTo(long2);
  }

  @Property(tries = 500, seed = "20261123")
  void differentStoresHaveDifferentFilesWhateverTheCase(
      @ForAll @StringLength(max = 4) String a,
      @ForAll @StringLength(max = 4) String b,
      @ForAll @StringLength(max = 4) String c,
      @ForAll @StringLength(max = 4) String d) {
    String one = StoreName.of(ComponentKind.RECEIVER, new ComponentId("t", a), b);
    String other = StoreName.of(ComponentKind.RECEIVER, new ComponentId("t", c), d);
    boolean same = a.equals(c) && b.equals(d);
    assertThat(one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT))).isEqualTo(same);
    assertThat(one).matches("[a-z0-9._+~-]+");
  }
}
