package io.beltline.verification.random;

import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.model.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What stands around a component in a random run: a receiver in the test's hand, and exporters that
 * look at what comes.
 */
final class Peers {
  /** What an exporter of the run says when it takes nothing. */
  static final String REFUSAL = "the destination takes nothing";

  private final Map<String, Outputs> sources = new ConcurrentHashMap<>();
  private final Map<String, Examiner> sinks = new ConcurrentHashMap<>();
  private final Set<Signal> all = EnumSet.allOf(Signal.class);
  private final Random random;
  private final boolean refusing;
  private final boolean strict;
  private volatile boolean ending;

  /**
   * Peers of one run.
   *
   * @param refusing whether exporters refuse some requests
   * @param strict whether all texts must be UTF-8
   */
  Peers(Random random, boolean refusing, boolean strict) {
    this.random = random;
    this.refusing = refusing;
    this.strict = strict;
  }

  /** The factories of both. */
  List<io.beltline.api.Factory<?>> factories() {
    return List.of(new Source(), new Sink());
  }

  /** The way from a receiver into its pipelines. */
  Outputs outputs(String source) {
    return sources.get(source);
  }

  /** What came to an exporter. */
  Examiner sink(String id) {
    return sinks.computeIfAbsent(id, _ -> new Examiner(strict));
  }

  /** What came to all exporters. */
  List<Examiner> sinks() {
    return List.copyOf(sinks.values());
  }

  /** From now on exporters take everything. */
  void end() {
    ending = true;
  }

  private ExportResult answer(int items) {
    if (!refusing || ending) {
      return ExportResult.delivered();
    }
    return switch (random.nextInt(30)) {
      case 0 -> ExportResult.retry(Status.UNAVAILABLE, REFUSAL, null);
      case 1 -> ExportResult.refused(Action.DROP, Status.INVALID_ARGUMENT, REFUSAL);
      case 2 -> new ExportResult.Delivered(1 + random.nextInt(items), "some rejected");
      default -> ExportResult.delivered();
    };
  }

  private Map<Signal, io.beltline.api.Factory.Stability> stable() {
    return all.stream()
        .collect(Collectors.toMap(s -> s, _ -> io.beltline.api.Factory.Stability.STABLE));
  }

  /** Nothing to configure. */
  record Nothing() {}

  private final class Source implements ReceiverFactory<Nothing> {
    @Override
    public String type() {
      return "source";
    }

    @Override
    public Class<Nothing> configType() {
      return Nothing.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return stable();
    }

    @Override
    public Receiver create(Settings settings, Nothing config, Outputs outputs) {
      sources.put(settings.id().toString(), outputs);
      return new Receiver() {};
    }
  }

  private final class Sink implements ExporterFactory<Nothing> {
    @Override
    public String type() {
      return "sink";
    }

    @Override
    public Class<Nothing> configType() {
      return Nothing.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return stable();
    }

    @Override
    public Exporter create(Settings settings, Nothing config) {
      Examiner examiner = sink(settings.id().toString());
      return request -> {
        ExportResult answer = answer(request.telemetry().itemCount());
        examiner.look(request.telemetry(), answer instanceof ExportResult.Delivered);
        return answer;
      };
    }
  }
}
