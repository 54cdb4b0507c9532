package io.beltline.receiver.statsd;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the types become whose form can be chosen. Immutable, safe for all threads. */
final class Observers {
  private final Map<SampleType, Observer> all = new EnumMap<>(SampleType.class);

  /**
   * As configured; of two entries for one type the later counts. Of histogram and distribution one
   * stands for the other where that has no entry.
   */
  Observers(List<MappingConfig> mappings) {
    for (MappingConfig mapping : mappings) {
      MappedType type = mapping.statsdType();
      if (type == null) {
        throw new IllegalStateException("not validated");
      }
      all.put(
          switch (type) {
            case TIMING, TIMER -> SampleType.TIMING;
            case HISTOGRAM -> SampleType.HISTOGRAM;
            case DISTRIBUTION -> SampleType.DISTRIBUTION;
          },
          Observer.of(mapping));
    }
    stand(SampleType.HISTOGRAM, SampleType.DISTRIBUTION);
    stand(SampleType.DISTRIBUTION, SampleType.HISTOGRAM);
  }

  private void stand(SampleType one, SampleType other) {
    Observer observer = all.get(one);
    if (observer != null) {
      all.putIfAbsent(other, observer);
    }
  }

  /** What a type becomes; null if it is not wanted. */
  @Nullable Observer of(SampleType type) {
    return all.get(type);
  }
}
