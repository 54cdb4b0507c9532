package io.beltline.testkit;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.model.Telemetry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A consumer that keeps what it was given and answers as told. Safe for all threads. */
public final class RecordingConsumer implements Consumer {
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile BiFunction<Context, Telemetry, ConsumeResult> answer =
      (context, telemetry) -> ConsumeResult.accepted();

  /** One call. */
  public record Received(Context context, Telemetry telemetry) {}

  /** Answers every further call so. */
  public RecordingConsumer answering(ConsumeResult result) {
    return answering((context, telemetry) -> result);
  }

  /** Answers every further call by a function. */
  public RecordingConsumer answering(BiFunction<Context, Telemetry, ConsumeResult> function) {
    answer = function;
    return this;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    received.add(new Received(context, telemetry));
    return answer.apply(context, telemetry);
  }

  /** The calls so far, in order. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** The items of all calls so far. */
  public long items() {
    return received.stream().mapToLong(call -> call.telemetry().itemCount()).sum();
  }
}
