package io.beltline.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Mergeable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The yardsticks do what the model does. */
class PlainCodeTest {
  private static final int ITEMS = 100;

  @ParameterizedTest
  @EnumSource
  void scanAndWalkReadTheSame(PayloadKind kind) {
    FieldWalk walk = new FieldWalk();

    for (Mergeable request : kind.requests(8, ITEMS)) {
      assertThat(PlainScan.sum(request)).isEqualTo(walk.sum(request)).isNotZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void plainInsertAndEditorWriteTheSame(PayloadKind kind) {
    AttributeEdit edit = new AttributeEdit();

    for (Mergeable request : kind.requests(8, ITEMS)) {
      assertThat(PlainInsert.insert(request).payload().contiguous())
          .isEqualTo(edit.insert(request).payload().contiguous());
    }
  }
}
