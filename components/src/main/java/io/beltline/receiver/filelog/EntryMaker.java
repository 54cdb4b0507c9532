package io.beltline.receiver.filelog;

import io.beltline.api.Clock;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.OperatorChain;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.TextTemplate;
import io.beltline.components.tailing.LineBatch;
import io.beltline.components.tailing.LineSource;
import io.beltline.components.tailing.LineTaker;
import io.beltline.components.tailing.TailMetrics;
import io.beltline.components.tailing.TailWay;
import io.beltline.components.tracked.TrackedBatch;
import io.beltline.components.tracked.TrackedShipper;
import io.beltline.model.Signal;
import io.beltline.ottl.value.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes log records of the bytes of lines: with operators an entry that goes through them, without
 * the record itself. Safe for all threads.
 */
final class EntryMaker implements LineTaker {
  private static final String NUMBER = "log.file.record_number";
  private static final String OFFSET = "log.file.record_offset";

  private final FileLogConfig config;
  private final OperatorChain chain;
  private final TrackedShipper shipper;
  private final TailMetrics metrics;
  private final Clock clock;
  private final Charset charset;
  private final boolean raw;
  private final boolean direct;
  private final Map<String, @Nullable Object> resource;

  EntryMaker(FileLogConfig config, TailWay way) {
    this.config = config;
    this.clock = way.clock();
    this.chain = new OperatorChain(config.input().entries().operatorList(), way.settings(), clock);
    this.shipper = way.shipper(Signal.LOGS, config.input().retryOnFailure());
    this.metrics = way.metrics();
    this.charset = config.files().entries().charset();
    this.raw = config.files().entries().isRaw();
    boolean calculated =
        isCalculated(config.input().entries().attributes())
            || isCalculated(config.input().entries().resource());
    this.direct =
        chain.isEmpty()
            && !calculated
            && !raw
            && !config.files().labels().includeFileRecordNumber()
            && !config.files().labels().includeFileRecordOffset();
    this.resource = calculated ? Map.of() : constants(config.input().entries().resource());
  }

  private static boolean isCalculated(Map<String, TextTemplate> templates) {
    return templates.values().stream()
        .anyMatch(template -> template.parts().stream().anyMatch(p -> !(p instanceof String)));
  }

  private static Map<String, @Nullable Object> constants(Map<String, TextTemplate> templates) {
    Map<String, @Nullable Object> constants = new LinkedHashMap<>();
    templates.forEach((key, template) -> constants.put(key, template.text()));
    return constants;
  }

  @Override
  public Map<String, @Nullable Object> constantAttributes() {
    return isCalculated(config.input().entries().attributes())
        ? Map.of()
        : constants(config.input().entries().attributes());
  }

  @Override
  public LineBatch batch() {
    return new Lines(new TrackedBatch(shipper, metrics));
  }

  @Override
  public void flush(LineBatch batch) {
    if (batch instanceof Lines lines) {
      chain.flush(lines.records());
    }
  }

  /** Lines that become records. */
  private final class Lines implements LineBatch {
    private final TrackedBatch records;
    private long observed = clock.unixNanos();

    Lines(TrackedBatch records) {
      this.records = records;
    }

    TrackedBatch records() {
      return records;
    }

    @Override
    public void seen() {
      observed = clock.unixNanos();
    }

    @Override
    public void take(LineSource file, byte[] bytes, int from, int to, long begin, Origin origin) {
      if (direct) {
        addDirect(file, bytes, from, to, observed, origin, records);
      } else {
        chain.process(make(file, bytes, from, to, begin, observed, origin), records);
      }
    }

    @Override
    public void shipIfFull() throws InterruptedException {
      records.shipIfFull();
    }

    @Override
    public void ship() throws InterruptedException {
      records.ship();
    }
  }

  private Entry make(
      LineSource file, byte[] bytes, int from, int to, long begin, long observed, Origin origin) {
    String source = file.path().toString();
    Entry entry;
    if (raw) {
      entry = new Entry(source, origin, Arrays.copyOfRange(bytes, from, to), observed);
    } else if (charset.equals(StandardCharsets.UTF_8) && Utf8.isValid(bytes, from, to)) {
      entry = Entry.ofText(source, origin, Arrays.copyOfRange(bytes, from, to), observed);
    } else {
      entry = new Entry(source, origin, new String(bytes, from, to - from, charset), observed);
    }
    entry.attributes().putAll(file.attributes());
    if (config.files().labels().includeFileRecordNumber()) {
      entry.attributes().put(NUMBER, file.record());
    }
    if (config.files().labels().includeFileRecordOffset()) {
      entry.attributes().put(OFFSET, begin);
    }
    config.input().entries().label(entry);
    return entry;
  }

  private void addDirect(
      LineSource file,
      byte[] bytes,
      int from,
      int to,
      long observed,
      Origin origin,
      TrackedBatch batch) {
    byte[] text = bytes;
    int start = from;
    int end = to;
    if (!charset.equals(StandardCharsets.UTF_8)) {
      text = new String(bytes, from, to - from, charset).getBytes(StandardCharsets.UTF_8);
      start = 0;
      end = text.length;
    } else if (!Utf8.isValid(bytes, from, to)) {
      text = new String(bytes, from, to - from, charset).getBytes(StandardCharsets.UTF_8);
      start = 0;
      end = text.length;
    }
    batch.add(resource, text, start, end, file.encodedAttributes(), observed, origin);
  }
}
