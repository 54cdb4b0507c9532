package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ComponentId;
import io.beltline.config.Default;
import io.beltline.config.Validated;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigTest {

  private static List<String> problems(Validated config) {
    List<String> keys = new ArrayList<>();
    config.validate((key, message) -> keys.add(key));
    return keys;
  }

  private static QueueConfig queue(
      int consumers, long size, Sizer sizer, boolean await, @Nullable BatchConfig batch) {
    return new QueueConfig(
        true,
        consumers,
        size,
        sizer,
        null,
        null,
        await,
        await ? ComponentId.of("file_storage") : null,
        batch);
  }

  private static BatchConfig batch(long timeout, @Nullable Sizer sizer, long min, long max) {
    return new BatchConfig(
        Duration.ofMillis(timeout), sizer, min, max, new PartitionConfig(List.of()));
  }

  @Test
  void defaultsAreValidAndThoseOfTheAnnotations() {
    assertThat(problems(QueueConfig.defaults())).isEmpty();
    assertThat(problems(BatchConfig.defaults())).isEmpty();
    assertThat(problems(RetryConfig.defaults())).isEmpty();
    assertThat(annotated(QueueConfig.class))
        .isEqualTo(
            "enabled=true numConsumers=10 queueSize=1000 sizer=requests waitForResult=false");
    assertThat(annotated(BatchConfig.class)).isEqualTo("flushTimeout=200ms minSize=8192 maxSize=0");
    assertThat(annotated(RetryConfig.class))
        .isEqualTo(
            "enabled=true initialInterval=5s randomizationFactor=0.5 multiplier=1.5"
                + " maxInterval=30s");
  }

  private static String annotated(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(Default.class))
        .map(ConfigTest::written)
        .collect(Collectors.joining(" "));
  }

  private static String written(RecordComponent component) {
    return component.getName() + "=" + component.getAnnotation(Default.class).value();
  }

  @Test
  void findsWhatIsWrongWithAQueue() {
    assertThat(problems(queue(0, 0, Sizer.ITEMS, true, null)))
        .containsExactly("num_consumers", "queue_size");
    assertThat(problems(queue(1, 100, Sizer.ITEMS, false, batch(1, null, 101, 0))))
        .containsExactly("batch::min_size");
    assertThat(problems(queue(1, 100, Sizer.REQUESTS, false, batch(1, null, 101, 0)))).isEmpty();
    assertThat(problems(queue(1, 100, Sizer.BYTES, false, batch(1, null, 101, 0))))
        .containsExactly("batch::min_size");
    QueueConfig off = new QueueConfig(false, 0, 0, Sizer.ITEMS, null, null, false, null, null);
    assertThat(problems(off)).isEmpty();
  }

  private static QueueConfig full(
      @Nullable Boolean block, @Nullable Overflow overflow, boolean await) {
    return new QueueConfig(true, 1, 9, Sizer.ITEMS, block, overflow, await, null, null);
  }

  @Test
  void aFullQueueDoesWhatEitherKeySays() {
    assertThat(full(null, null, false).overflow()).isEqualTo(Overflow.REJECT);
    assertThat(full(true, null, false).overflow()).isEqualTo(Overflow.BLOCK);
    assertThat(full(false, null, false).overflow()).isEqualTo(Overflow.REJECT);
    assertThat(full(null, Overflow.BLOCK, false).overflow()).isEqualTo(Overflow.BLOCK);
    assertThat(problems(full(true, Overflow.BLOCK, true))).isEmpty();
    assertThat(problems(full(false, Overflow.DROP_OLDEST, false))).isEmpty();
    assertThat(problems(full(true, Overflow.REJECT, false))).containsExactly("on_overflow");
    assertThat(problems(full(true, Overflow.DROP_OLDEST, false))).containsExactly("on_overflow");
    assertThat(problems(full(false, Overflow.BLOCK, false))).containsExactly("on_overflow");
    assertThat(problems(full(null, Overflow.DROP_OLDEST, true))).containsExactly("on_overflow");
  }

  @Test
  void findsWhatIsWrongWithDeadLetters() {
    assertThat(problems(new DeadLetterConfig(true, 0, 0, null)))
        .containsExactly("max_letters", "max_size");
    assertThat(problems(new DeadLetterConfig(false, 0, 0, null))).isEmpty();
    assertThat(problems(DeadLetterConfig.defaults())).isEmpty();
    assertThat(annotated(DeadLetterConfig.class))
        .isEqualTo("enabled=true maxLetters=1000 maxSize=4194304");
  }

  @Test
  void retriesEndAfterFiveMinutesUnlessTheQueueIsOnDiskOrTheUserSaysSo() {
    assertThat(RetryConfig.defaults().limit(false)).isEqualTo(Duration.ofMinutes(5));
    assertThat(RetryConfig.defaults().limit(true)).isZero();
    assertThat(RetryConfig.defaults().holdLimit(false)).isZero();
    assertThat(RetryConfig.defaults().holdLimit(true)).isEqualTo(Duration.ofMinutes(5));
    Duration one = Duration.ofSeconds(1);
    Duration ten = Duration.ofSeconds(10);
    RetryConfig written = new RetryConfig(true, one, 0, 1, one, ten);
    assertThat(written.limit(true)).isEqualTo(ten);
    assertThat(written.holdLimit(false)).isEqualTo(ten);
  }

  @Test
  void findsWhatIsWrongWithABatch() {
    assertThat(problems(batch(0, Sizer.REQUESTS, -1, -1)))
        .containsExactly("sizer", "flush_timeout", "min_size", "max_size");
    assertThat(problems(batch(1, Sizer.BYTES, 10, 9))).containsExactly("max_size");
    assertThat(problems(batch(1, Sizer.BYTES, 10, 10))).isEmpty();
    assertThat(problems(new PartitionConfig(List.of("a", "B", "b"))))
        .containsExactly("metadata_keys");
  }

  @Test
  void findsWhatIsWrongWithRetries() {
    Duration less = Duration.ofSeconds(-1);
    assertThat(problems(new RetryConfig(true, less, 2, -1, less, less)))
        .containsExactly(
            "initial_interval",
            "max_interval",
            "max_elapsed_time",
            "randomization_factor",
            "multiplier");
    Duration ten = Duration.ofSeconds(10);
    assertThat(problems(new RetryConfig(true, ten, 0, 1, ten, Duration.ofSeconds(9))))
        .containsExactly("max_elapsed_time", "max_elapsed_time");
    assertThat(problems(new RetryConfig(true, ten, 0, 1, ten, Duration.ZERO))).isEmpty();
    Duration six = Duration.ofMinutes(6);
    assertThat(problems(new RetryConfig(true, six, 0, 1, six, null)))
        .containsExactly("max_elapsed_time", "max_elapsed_time");
    assertThat(problems(new RetryConfig(false, less, 2, -1, less, less))).isEmpty();
  }
}
