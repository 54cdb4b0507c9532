package io.beltline.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumsTest {
  private static final Edit EDIT =
      Edit.NOTHING.update("user", "edited").insert("new", "edited").delete("old");

  private static List<Long> sums(Signal signal, Slice request, Edit... edit) {
    List<Long> sums = new ArrayList<>();
    new Checksums(signal, edit.length == 0 ? Edit.NOTHING : edit[0]).read(request, sums::add);
    return sums;
  }

  private static Slice log(String... keysAndValues) {
    return log(false, keysAndValues);
  }

  private static Slice log(boolean valuesFirst, String... keysAndValues) {
    WireWriter out = new WireWriter(256);
    int group = out.begin(1);
    int scope = out.begin(2);
    int log = out.begin(2);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      int attribute = out.begin(6);
      if (!valuesFirst) {
        out.string(1, keysAndValues[i]);
      }
      int any = out.begin(2);
      out.string(1, keysAndValues[i + 1]);
      out.end(any);
      if (valuesFirst) {
        out.string(1, keysAndValues[i]);
      }
      out.end(attribute);
    }
    out.fixed64(1, 77);
    out.end(log);
    out.end(scope);
    out.end(group);
    return out.toSlice();
  }

  @ParameterizedTest
  @EnumSource
  void everyItemOfAPayloadHasASumOfItsOwn(PayloadKind kind) {
    Slice request = kind.request(3, 100).payload().contiguous();

    assertThat(sums(kind.signal(), request)).hasSize(100).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasJsonInBetweenHasTheSameSums(PayloadKind kind) {
    var request = kind.request(3, 20);

    var again = OtlpJson.read(kind.signal(), OtlpJson.write(request)).payload().contiguous();

    assertThat(sums(kind.signal(), again))
        .isEqualTo(sums(kind.signal(), request.payload().contiguous()));
  }

  @Test
  void theOrderOfFieldsDoesNotMatterAndAValueDoes() {
    List<Long> sums = sums(Signal.LOGS, log("a", "1", "b", "2"));

    assertThat(sums(Signal.LOGS, log("b", "2", "a", "1"))).isEqualTo(sums);
    assertThat(sums(Signal.LOGS, log(true, "a", "1", "b", "2"))).isEqualTo(sums);
    assertThat(sums(Signal.LOGS, log("a", "2", "b", "1"))).isNotEqualTo(sums);
    assertThat(sums(Signal.LOGS, log("a", "1", "b", "3"))).isNotEqualTo(sums);
    assertThat(sums(Signal.LOGS, log("a", "1"))).isNotEqualTo(sums);
  }

  @Test
  void anEditChangesTheSumAsItChangesTheItem() {
    Slice before = log("user", "u1", "old", "x", "kept", "y");
    Slice after = log("user", "edited", "kept", "y", "new", "edited");

    assertThat(sums(Signal.LOGS, before, EDIT)).isEqualTo(sums(Signal.LOGS, after));
    Slice turned = log(true, "user", "u1", "old", "x", "kept", "y");
    assertThat(sums(Signal.LOGS, turned, EDIT)).isEqualTo(sums(Signal.LOGS, after));
    assertThat(sums(Signal.LOGS, before)).isNotEqualTo(sums(Signal.LOGS, after));
  }

  @Test
  void itemsThatAreDroppedHaveNoSum() {
    Slice request = PayloadKind.L358.request(3, 200).payload().contiguous();
    Edit some = Edit.NOTHING.keep(new Edit.Kept("thread.id", 70, 2));
    List<Long> all = sums(Signal.LOGS, request);

    assertThat(sums(Signal.LOGS, request, some)).hasSizeBetween(50, 150).isSubsetOf(all);
    assertThat(sums(Signal.LOGS, request, Edit.NOTHING.keep(new Edit.Kept("none", 1, 2))))
        .isEqualTo(all);
  }
}
