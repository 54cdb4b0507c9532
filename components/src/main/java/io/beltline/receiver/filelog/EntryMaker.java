package io.beltline.receiver.filelog;

import io.beltline.api.Clock;
import io.beltline.components.operators.Entry;
import io.beltline.components.operators.OperatorChain;
import io.beltline.components.operators.Origin;
import io.beltline.components.operators.TextTemplate;
import io.beltline.components.tracked.TrackedBatch;
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
final class EntryMaker {
  private static final String NUMBER = "log.file.record_number";
  private static final String OFFSET = "log.file.record_offset";

  private final FileLogConfig config;
  private final OperatorChain chain;
  private final Clock clock;
  private final Charset charset;
  private final boolean raw;
  private final boolean direct;
  private final Map<String, @Nullable Object> resource;

  EntryMaker(FileLogConfig config, OperatorChain chain, Clock clock) {
    this.config = config;
    this.chain = chain;
    this.clock = clock;
    this.charset = config.entries().charset();
    this.raw = config.entries().isRaw();
    boolean calculated =
        isCalculated(config.input().attributes()) || isCalculated(config.input().resource());
    this.direct =
        chain.isEmpty()
            && !calculated
            && !raw
            && !config.labels().includeFileRecordNumber()
            && !config.labels().includeFileRecordOffset();
    this.resource = calculated ? Map.of() : constants(config.input().resource());
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

  /** The attributes of a file's records besides those of the file itself. */
  Map<String, @Nullable Object> constantAttributes() {
    return isCalculated(config.input().attributes())
        ? Map.of()
        : constants(config.input().attributes());
  }

  /**
   * Makes a record and hands it to a batch, at once or when operators let it go.
   *
   * @param begin where in the file it begins
   */
  void make(
      TailedFile file,
      byte[] bytes,
      int from,
      int to,
      long begin,
      Origin origin,
      TrackedBatch batch) {
    if (direct) {
      addDirect(file, bytes, from, to, origin, batch);
      return;
    }
    Object body =
        raw ? Arrays.copyOfRange(bytes, from, to) : new String(bytes, from, to - from, charset);
    Entry entry = new Entry(file.path.toString(), origin, body, clock.unixNanos());
    entry.attributes().putAll(file.attributes);
    if (config.labels().includeFileRecordNumber()) {
      entry.attributes().put(NUMBER, file.read.record());
    }
    if (config.labels().includeFileRecordOffset()) {
      entry.attributes().put(OFFSET, begin);
    }
    TextTemplate.render(config.input().attributes(), entry, entry.attributes());
    TextTemplate.render(config.input().resource(), entry, entry.resource());
    chain.process(entry, batch);
  }

  private void addDirect(
      TailedFile file, byte[] bytes, int from, int to, Origin origin, TrackedBatch batch) {
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
    batch.add(resource, text, start, end, file.encoded, clock.unixNanos(), origin);
  }
}
