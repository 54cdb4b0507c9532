package io.beltline.receiver.otlpjsonfile;

import io.beltline.components.lines.Characters;
import io.beltline.components.operators.FlatMap;
import io.beltline.components.operators.Origin;
import io.beltline.components.tailing.LineBatch;
import io.beltline.components.tailing.LineSource;
import io.beltline.components.tailing.TailConfig;
import io.beltline.components.tracked.TrackedShipper;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ships each line at once, by what it holds. One thread. */
final class OtlpLineBatch implements LineBatch {
  private static final String NUMBER = "log.file.record_number";
  private static final String OFFSET = "log.file.record_offset";

  private final TailConfig config;
  private final Charset charset;
  private final Map<Signal, TrackedShipper> shippers;
  private final BiConsumer<String, String> drop;
  private final Labels labels = new Labels();

  /**
   * A batch.
   *
   * @param drop hears of lines that are given up: the reason, and words
   */
  OtlpLineBatch(
      TailConfig config, Map<Signal, TrackedShipper> shippers, BiConsumer<String, String> drop) {
    this.config = config;
    this.charset = config.entries().charset();
    this.shippers = shippers;
    this.drop = drop;
  }

  /** What a writer has not finished is no JSON object. */
  @Override
  public boolean isEntry(byte[] bytes, int from, int to) {
    try {
      LineSignals.of(text(bytes, from, to));
      return true;
    } catch (MalformedTelemetryException | CharacterCodingException unfinished) {
      return false;
    }
  }

  @Override
  public void take(LineSource file, byte[] bytes, int from, int to, long begin, Origin origin)
      throws InterruptedException {
    List<Telemetry> requests;
    try {
      requests = read(text(bytes, from, to));
    } catch (MalformedTelemetryException | CharacterCodingException wrong) {
      boolean cut = file.isPart();
      drop.accept(
          cut ? "too_long" : "malformed",
          file.path()
              + " at byte "
              + begin
              + ": "
              + wrong.getMessage()
              + (cut ? " (max_log_size divides the line)" : ""));
      origin.release();
      return;
    }
    Map<String, @Nullable Object> attributes = attributes(file, begin);
    for (Telemetry request : requests) {
      origin.hold();
      if (!shipper(request.signal()).ship(labels.put(attributes, request), List.of(origin))) {
        throw new InterruptedException("the receiver ends");
      }
    }
    origin.release();
  }

  private TrackedShipper shipper(Signal signal) {
    TrackedShipper shipper = shippers.get(signal);
    if (shipper == null) {
      throw new IllegalStateException("no pipeline of " + signal);
    }
    return shipper;
  }

  /** A line as UTF-8. */
  private Slice text(byte[] bytes, int from, int to) throws CharacterCodingException {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return new Slice(bytes, from, to - from);
    }
    String text =
        Characters.decoder(charset).decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
    return Slice.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Telemetry> read(Slice line) {
    Set<Signal> signals = LineSignals.of(line);
    if (signals.isEmpty()) {
      throw new MalformedTelemetryException(
          "no telemetry (expected: resourceSpans, resourceMetrics, resourceLogs or"
              + " resourceProfiles)");
    }
    List<Telemetry> requests = new ArrayList<>(1);
    for (Signal signal : signals) {
      if (shippers.containsKey(signal)) {
        Slice request = OtlpJson.read(OtlpJson.request(signal), line);
        Telemetry telemetry = Telemetry.of(signal, Payload.of(request));
        if (telemetry.itemCount() > 0) {
          requests.add(telemetry);
        }
      } else {
        drop.accept("no_pipeline", signal + " have no pipeline with this receiver");
      }
    }
    return requests;
  }

  private Map<String, @Nullable Object> attributes(LineSource file, long begin) {
    boolean number = config.labels().includeFileRecordNumber();
    boolean offset = config.labels().includeFileRecordOffset();
    if (!number && !offset) {
      return file.attributes();
    }
    Map<String, @Nullable Object> attributes = new FlatMap();
    attributes.putAll(file.attributes());
    if (number) {
      attributes.put(NUMBER, file.record());
    }
    if (offset) {
      attributes.put(OFFSET, begin);
    }
    return attributes;
  }

  @Override
  public void shipIfFull() {}

  @Override
  public void ship() {}
}
