package io.beltline.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.PayloadKind;
import io.beltline.model.Mergeable;
import io.beltline.model.Telemetry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations on hot paths keep to a budget of allocation. */
class ModelAllocationTest {
  private static final int ITEMS = 1000;

  /** What an operation may cost whatever the number of items: the telemetry object and such. */
  private static final long CONSTANT = 1024;

  private long used;

  @Test
  void theMeasureSeesWhatIsAllocated() {
    List<byte[]> kept = new java.util.ArrayList<>(100);

    assertThat(Allocation.of(() -> kept.add(new byte[1 << 16]))).isGreaterThan(1 << 16);
  }

  @ParameterizedTest
  @EnumSource
  void countingAllocatesNothingForAnItem(PayloadKind kind) {
    Mergeable request = kind.request(0, ITEMS);

    long bytes =
        Allocation.of(() -> used += Telemetry.of(kind.signal(), request.payload()).itemCount());

    assertThat(bytes).isLessThan(ITEMS);
    assertThat(used).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void readingEveryFieldAllocatesNothingForAnItem(PayloadKind kind) {
    Mergeable request = kind.request(0, ITEMS);
    FieldWalk walk = new FieldWalk();

    long bytes = Allocation.of(() -> used += walk.sum(request));

    assertThat(bytes).isLessThan(ITEMS);
    assertThat(used).isNotZero();
  }

  @ParameterizedTest
  @EnumSource
  void insertingAnAttributeAllocatesAtMostTwiceTheResult(PayloadKind kind) {
    Mergeable request = kind.request(0, ITEMS);
    AttributeEdit edit = new AttributeEdit();
    long result = edit.insert(request).byteSize();

    long bytes = Allocation.of(() -> used += edit.insert(request).byteSize());

    assertThat(result)
        .isGreaterThan(request.byteSize() + ITEMS * AttributeEdit.NEW.encoded().length());
    assertThat(bytes).isLessThan(2 * result + CONSTANT);
  }

  @ParameterizedTest
  @EnumSource
  void overwritingAnAttributeAllocatesAtMostTwiceTheResult(PayloadKind kind) {
    Mergeable request = kind.request(0, ITEMS);
    AttributeEdit edit = new AttributeEdit();
    Mergeable changed = edit.upsert(request);

    long bytes = Allocation.of(() -> used += edit.upsert(request).byteSize());

    assertThat(changed.payload().contiguous()).isNotEqualTo(request.payload().contiguous());
    assertThat(bytes).isLessThan(2 * changed.byteSize() + CONSTANT);
  }

  @ParameterizedTest
  @EnumSource
  void mergingAllocatesTheSameWhateverTheItems(PayloadKind kind) {
    List<Mergeable> small = kind.requests(Batches.REQUESTS, 10);
    List<Mergeable> large = kind.requests(Batches.REQUESTS, 100);

    long few = Allocation.of(() -> used += Mergeable.merge(small).byteSize());
    long many = Allocation.of(() -> used += Mergeable.merge(large).byteSize());

    assertThat(many).isBetween(few - CONSTANT, few + CONSTANT);
    assertThat(many).isLessThan(100L * Batches.REQUESTS);
  }
}
