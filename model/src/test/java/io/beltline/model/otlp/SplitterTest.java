package io.beltline.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.beltline.model.Logs;
import io.beltline.model.Mergeable;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.Traces;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitterTest {
  @Property(tries = 200, seed = "20261123")
  void keepsAllItemsWithinTheLimitOfItems(
      @ForAll Signal signal, @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int limit)
      throws InvalidProtocolBufferException {
    Mergeable whole = random(signal, seed);
    List<Mergeable> parts = Splitter.byItems(whole, limit);
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      assertThat(parts.get(i).itemCount()).isLessThanOrEqualTo(limit);
      if (!last) {
        assertThat(parts.get(i).itemCount()).isEqualTo(limit);
      }
    }
    assertThat(items(parts)).isEqualTo(items(List.of(whole)));
  }

  @Property(tries = 200, seed = "20261123")
  void keepsAllItemsWithinTheLimitOfBytes(
      @ForAll Signal signal, @ForAll long seed, @ForAll @IntRange(min = 1, max = 9000) int limit)
      throws InvalidProtocolBufferException {
    Mergeable whole = random(signal, seed);
    List<Mergeable> parts = Splitter.byBytes(whole, limit);
    for (Mergeable part : parts) {
      assertThat(part.byteSize() <= limit || part.itemCount() <= 1).isTrue();
    }
    assertThat(items(parts)).isEqualTo(items(List.of(whole)));
  }

  @Test
  void countsUnknownFieldsOfTheRequestToo() throws InvalidProtocolBufferException {
    for (Signal signal : new Signal[] {Signal.TRACES, Signal.METRICS, Signal.LOGS}) {
      Mergeable whole = random(signal, -4775405671081938478L);
      for (Mergeable part : Splitter.byBytes(whole, 254)) {
        assertThat(part.byteSize() <= 254 || part.itemCount() <= 1).isTrue();
      }
    }
  }

  @Property(tries = 100, seed = "20261123")
  void mergesWithoutLoss(@ForAll Signal signal, @ForAll long one, @ForAll long two)
      throws InvalidProtocolBufferException {
    List<Mergeable> parts = List.of(random(signal, one), random(signal, two));
    Mergeable merged = Mergeable.merge(parts);
    assertThat(items(List.of(merged))).isEqualTo(items(parts));
    assertThat(items(Splitter.byItems(merged, 3))).isEqualTo(items(parts));
  }

  @Test
  void sharesTheBytesOfWholeResources() {
    Message request = new RandomOtlp(7, false).request(Signal.TRACES);
    Traces one = new Traces(Payload.of(request.toByteArray()));
    assertThat(one.itemCount()).isGreaterThan(0);
    Traces two = Mergeable.merge(List.of(one, one));
    List<Traces> parts = Splitter.byItems(two, one.itemCount());
    assertThat(parts).hasSize(2);
    byte[] array = one.payload().chunks().getFirst().array();
    assertThat(parts.get(1).payload().chunks().getFirst().array() == array).isTrue();
  }

  @Test
  void refusesWhatDoesNotBelongTogether() {
    Traces traces = new Traces(Payload.empty());
    Logs logs = new Logs(Payload.empty());
    assertThatThrownBy(() -> Mergeable.merge(List.of(traces, logs)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("logs into traces");
    assertThatThrownBy(() -> Splitter.byItems(traces, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Mergeable random(Signal signal, long seed) {
    Assume.that(signal != Signal.PROFILES);
    Message message = new RandomOtlp(seed, true).request(signal);
    return (Mergeable) Telemetry.of(signal, Payload.of(message.toByteArray()));
  }

  /** What stands around the request itself, its unknown fields, belongs to no item. */
  private static List<List<Message>> items(List<? extends Telemetry> parts)
      throws InvalidProtocolBufferException {
    List<List<Message>> all = new ArrayList<>();
    for (Telemetry part : parts) {
      Message parsed =
          RandomOtlp.builder(part.signal())
              .mergeFrom(part.payload().contiguous().toByteArray())
              .build();
      for (OracleItems item : OracleItems.of(part.signal(), parsed)) {
        List<Message> row = new ArrayList<>(item.around().subList(1, item.around().size()));
        row.add(item.item());
        all.add(row);
      }
    }
    return all;
  }
}
