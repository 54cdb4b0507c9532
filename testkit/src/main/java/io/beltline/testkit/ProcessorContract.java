package io.beltline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientInfo;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Metadata;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Status;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every processor must do. {@link #config()} must be one with which it removes nothing.
 *
 * @param <C> the processor's configuration
 */
public abstract class ProcessorContract<C extends Record> extends FactoryContract<C> {
  private static final int THREADS = 8;
  private static final int REQUESTS = 50;
  private static final int ITEMS = 10;

  /** For subclasses. */
  protected ProcessorContract() {}

  @Override
  protected abstract ProcessorFactory<C> factory();

  private List<Signal> signals() {
    return List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS).stream()
        .filter(signal -> factory().stability().containsKey(signal))
        .toList();
  }

  private Processor started(Signal signal) {
    Processor processor = (Processor) create(signal);
    processor.start(host());
    return processor;
  }

  @Test
  void passesResultsBackUnchanged() {
    for (Signal signal : signals()) {
      Processor processor = started(signal);
      for (ConsumeResult result :
          List.of(
              ConsumeResult.accepted(),
              new ConsumeResult.Accepted(2, "two were bad"),
              ConsumeResult.unavailable("later", Duration.ofSeconds(3)),
              new ConsumeResult.Retryable(Status.ofHttp(429), "slowly", null),
              new ConsumeResult.Permanent(Status.INVALID_ARGUMENT, "never"))) {
        next.answering(result);
        assertThat(processor.consume(Context.EMPTY, Numbered.of(signal, 0, ITEMS, 5)))
            .as(signal.label())
            .isEqualTo(result);
      }
      processor.shutdown(soon());
    }
  }

  @Test
  void keepsWhoSentTheData() {
    Context context =
        Context.of(
                new ClientInfo("10.0.0.1:4000", "grpc"),
                Metadata.of(Map.of("tenant", List.of("a"))))
            .withAuth(Map.of("subject", "somebody"));
    for (Signal signal : signals()) {
      Processor processor = started(signal);
      processor.consume(context, Numbered.of(signal, 0, ITEMS, 5));
      Context passed = next.received().getLast().context();
      assertThat(passed.client()).isEqualTo(context.client());
      assertThat(passed.metadata()).isEqualTo(context.metadata());
      assertThat(passed.auth()).isEqualTo(context.auth());
      processor.shutdown(soon());
    }
  }

  @Test
  void keepsFieldsTheProtocolDoesNotKnow() {
    for (Signal signal : signals()) {
      Processor processor = started(signal);
      Telemetry sent = Numbered.of(signal, 0, ITEMS, 5);
      processor.consume(Context.EMPTY, sent);
      Telemetry passed = next.received().getLast().telemetry();
      assertThat(unknownFields(passed)).as(signal.label()).isEqualTo(unknownFields(sent));
      assertThat(Numbered.numbers(passed)).isEqualTo(Numbered.numbers(sent));
      processor.shutdown(soon());
    }
  }

  private static long unknownFields(Telemetry telemetry) {
    String bytes =
        new String(telemetry.payload().contiguous().toByteArray(), StandardCharsets.ISO_8859_1);
    String field = new String(new byte[] {(byte) 0xba, 0x3e, 4}, StandardCharsets.ISO_8859_1);
    return bytes.split(java.util.regex.Pattern.quote(field + "kept"), -1).length - 1L;
  }

  @Test
  void balancesItsItemsWithTheLedger() {
    long sent = 0;
    for (Signal signal : signals()) {
      Processor processor = started(signal);
      for (int i = 1; i <= ITEMS; i++) {
        processor.consume(Context.EMPTY, Numbered.of(signal, 0, i, 5));
        sent += i;
      }
      processor.shutdown(soon());
    }
    assertThat(next.items() + settings.ledger().removed()).isEqualTo(sent);
  }

  @Test
  void survivesHostileTelemetry() {
    for (Signal signal : signals()) {
      Processor processor = started(signal);
      for (Telemetry hostile : Hostile.of(signal)) {
        assertThat(answer(processor, hostile)).isNotNull();
      }
      assertThat(processor.consume(Context.EMPTY, Numbered.of(signal, 0, 1, 5)).isAccepted())
          .isTrue();
      processor.shutdown(soon());
    }
  }

  /** The result; damaged bytes may also be told by an exception, which the service answers. */
  private static ConsumeResult answer(Processor processor, Telemetry telemetry) {
    try {
      return processor.consume(Context.EMPTY, telemetry);
    } catch (MalformedTelemetryException damaged) {
      return new ConsumeResult.Permanent(
          Status.INVALID_ARGUMENT, String.valueOf(damaged.getMessage()));
    }
  }

  @Test
  void servesManyThreadsAtOnce() {
    for (Signal signal : signals()) {
      Processor processor = started(signal);
      int before = next.received().size();
      List<CompletableFuture<Void>> callers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long first = (long) thread * REQUESTS * ITEMS;
        CompletableFuture<Void> done = new CompletableFuture<>();
        callers.add(done);
        Thread.startVirtualThread(
            () -> {
              try {
                IntStream.range(0, REQUESTS)
                    .forEach(
                        i ->
                            processor.consume(
                                Context.EMPTY,
                                Numbered.of(signal, first + (long) i * ITEMS, ITEMS, 5)));
                done.complete(null);
              } catch (Throwable thrown) { // told by join below
                done.completeExceptionally(thrown);
              }
            });
      }
      callers.forEach(CompletableFuture::join);
      processor.shutdown(soon());
      assertThat(
              next.received().stream()
                  .skip(before)
                  .flatMap(call -> Numbered.numbers(call.telemetry()).stream()))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, (long) THREADS * REQUESTS * ITEMS).boxed().toList());
    }
  }
}
