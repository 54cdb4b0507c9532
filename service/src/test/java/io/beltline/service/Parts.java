package io.beltline.service;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.ExporterFactory;
import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Factory;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Processor;
import io.beltline.api.ProcessorFactory;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.ServiceListener;
import io.beltline.api.Settings;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.ReadsFiles;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Small components for tests: what they do is in their configuration, what they saw is in the
 * stage.
 */
public final class Parts {
  /** What happened, in order. */
  public final List<String> events = new CopyOnWriteArrayList<>();

  /** The running receivers by id. */
  public final Map<String, PartReceiver> receivers = new ConcurrentHashMap<>();

  /** Items delivered, by exporter id. */
  public final Map<String, AtomicLong> delivered = new ConcurrentHashMap<>();

  /** How exporters answer, by id; delivered if absent. */
  public final Map<String, ExportResult> answers = new ConcurrentHashMap<>();

  /** How long parts were given to end. */
  public final Map<String, Duration> timeLeft = new ConcurrentHashMap<>();

  /** Lets receivers go that hang while they shut down. */
  public final CompletableFuture<Void> release = new CompletableFuture<>();

  /** Hosts by component id. */
  public final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /**
   * What a part does.
   *
   * @param mode what the part does, see each part; {@code bind} listens at its port of 127.0.0.1
   * @param port an exclusive number: two running parts cannot have the same
   * @param note free text, to make configurations differ; an absolute path is a file it reads
   */
  public record PartConfig(
      @Default("") @Doc("What it does.") String mode,
      @Default("0") @Doc("An exclusive number.") int port,
      @Default("") @Doc("Free text.") String note)
      implements Validated, ReadsFiles {
    public static final PartConfig PLAIN = new PartConfig("", 0, "");

    public static PartConfig mode(String mode) {
      return new PartConfig(mode, 0, "");
    }

    @Override
    public Collection<Path> files() {
      return note.startsWith("/") ? List.of(Path.of(note)) : List.of();
    }

    @Override
    public void validate(Problems problems) {
      if (mode.equals("unchecked")) {
        throw new IllegalArgumentException("a bug");
      }
      if (port < 0) {
        problems.add("port", "must not be negative (expected: a port)");
      }
    }
  }

  private final Map<Integer, ServerSocket> sockets = new ConcurrentHashMap<>();
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private final Set<String> startedOnce = ConcurrentHashMap.newKeySet();

  private void started(String what, PartConfig config, Host host) {
    if (config.mode().equals("unstartable")) {
      throw new ComponentException("the file is not there (expected: a file)");
    }
    if (config.mode().equals("exhausted")) {
      throw new OutOfMemoryError("no room to start");
    }
    if (config.mode().equals("once") && !startedOnce.add(what)) {
      throw new ComponentException("the file is gone (expected: a file)");
    }
    if (config.port() > 0 && !ports.add(config.port())) {
      throw new ComponentException("port " + config.port() + " is in use");
    }
    if (config.mode().equals("bind")) {
      bind(config.port());
    }
    hosts.put(what, host);
    events.add("start " + what);
  }

  private void bind(int port) {
    try {
      sockets.put(port, new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
    } catch (IOException taken) {
      ports.remove(port);
      throw new ComponentException("port " + port + " is taken", taken);
    }
  }

  private void stopped(String what, PartConfig config) {
    if (config.port() > 0) {
      ServerSocket socket = sockets.remove(config.port());
      if (socket != null) {
        try {
          socket.close();
        } catch (IOException lost) {
          throw new UncheckedIOException(lost);
        }
      }
      ports.remove(config.port());
    }
    events.add("stop " + what);
    if (config.mode().equals("exhausting")) {
      throw new OutOfMemoryError("no room to stop");
    }
  }

  private static void built(PartConfig config) {
    if (config.mode().equals("unbuildable")) {
      throw new ComponentException("cannot be built");
    }
  }

  /** A receiver driven by the test; with {@code hang} it does not shut down before its release. */
  public final class PartReceiver implements Receiver {
    private final Settings settings;
    private final PartConfig config;
    private final Outputs outputs;

    PartReceiver(Settings settings, PartConfig config, Outputs outputs) {
      built(config);
      this.settings = settings;
      this.config = config;
      this.outputs = outputs;
    }

    public ConsumeResult send(Context context, Telemetry telemetry) {
      return outputs.consumer(telemetry.signal()).orElseThrow().consume(context, telemetry);
    }

    public boolean takes(Signal signal) {
      return outputs.consumer(signal).isPresent();
    }

    @Override
    public void start(Host host) {
      started("receiver " + settings.id(), config, host);
      receivers.put(settings.id().toString(), this);
    }

    @Override
    public void shutdown(Deadline deadline) {
      timeLeft.put("receiver " + settings.id(), deadline.remaining());
      if (config.mode().equals("hang")) {
        release.join(); // no interrupt ends it
      }
      receivers.remove(settings.id().toString(), this);
      stopped("receiver " + settings.id(), config);
    }
  }

  /**
   * A processor. Modes: {@code filterN} removes up to N items, {@code sampleN}, {@code dropN},
   * {@code makeN} adds N, {@code refuse}, {@code throw}, {@code holdN} keeps requests and hands
   * them on when N are there or at shutdown, {@code asideN} the same with up to N items of a
   * request whose rest was taken, {@code firstN} as holdN but refuses what finds N held and none of
   * them taken, else passes on.
   */
  private final class PartProcessor implements Processor {
    private final Settings settings;
    private final PartConfig config;
    private final Signal signal;
    private final Consumer next;
    private final Queue<Telemetry> held = new ConcurrentLinkedQueue<>();
    private @Nullable Host host;

    PartProcessor(Settings settings, PartConfig config, Signal signal, Consumer next) {
      built(config);
      this.settings = settings;
      this.config = config;
      this.signal = signal;
      this.next = next;
    }

    @Override
    public ConsumeResult consume(Context context, Telemetry telemetry) {
      String verb = config.mode().replaceAll("[0-9]", "");
      String digits = config.mode().replaceAll("[^0-9]", "");
      int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
      int items = telemetry.itemCount();
      int less = Math.min(items, number);
      switch (verb) {
        case "filter" -> settings.ledger().filtered(signal, "rule", less);
        case "sample" -> settings.ledger().sampledOut(signal, "policy", less);
        case "drop" -> settings.ledger().dropped(signal, "reason", less);
        case "make" -> settings.ledger().created(signal, "rule", number);
        case "refuse" -> {
          return ConsumeResult.unavailable("too much", null);
        }
        case "throw" -> throw new IllegalStateException("a bug");
        case "hold" -> {
          settings.ledger().held(signal, items);
          held.add(telemetry);
          if (held.size() >= number) {
            flush();
          }
          return ConsumeResult.accepted();
        }
        case "first" -> {
          if (held.size() >= number && !flushOne()) {
            settings.ledger().returnedWhole(signal);
            return ConsumeResult.unavailable("no room", null);
          }
          settings.ledger().held(signal, items);
          held.add(telemetry);
          return ConsumeResult.accepted();
        }
        case "aside" -> {
          return setAside(context, items, less);
        }
        default -> {
          return next.consume(context, telemetry);
        }
      }
      int rest = verb.equals("make") ? items + number : items - less;
      return rest == 0 ? ConsumeResult.accepted() : next.consume(context, Items.of(signal, rest));
    }

    private ConsumeResult setAside(Context context, int items, int less) {
      if (items > less) {
        ConsumeResult result = next.consume(context, Items.of(signal, items - less));
        if (!result.isAccepted()) {
          settings.ledger().returnedWhole(signal);
          return result;
        }
      }
      settings.ledger().held(signal, less);
      held.add(Items.of(signal, less));
      return ConsumeResult.accepted();
    }

    /** Hands the first on that is held; false if it stays. */
    private synchronized boolean flushOne() {
      Telemetry first = held.element();
      if (!next.consume(Context.EMPTY, first).isAccepted()) {
        return false;
      }
      held.remove();
      settings.ledger().held(signal, -first.itemCount());
      return true;
    }

    private synchronized void flush() {
      for (Telemetry telemetry = held.poll(); telemetry != null; telemetry = held.poll()) {
        if (!next.consume(Context.EMPTY, telemetry).isAccepted()) {
          settings.ledger().dropped(signal, "refused", telemetry.itemCount());
        }
        settings.ledger().held(signal, -telemetry.itemCount());
      }
    }

    @Override
    public void start(Host host) {
      started("processor " + settings.id() + " " + signal.label(), config, host);
      this.host = host;
      if (config.mode().startsWith("carry")) {
        events.add(
            host.handedOver(String.class).orElse("nothing")
                + " for "
                + host.pipeline().orElseThrow());
      }
    }

    @Override
    public void shutdown(Deadline deadline) {
      if (host != null && config.mode().startsWith("carry")) {
        host.handOver(config.mode());
        events.add(host.hasSuccessor() ? "has a successor" : "has none");
      }
      timeLeft.put("processor " + settings.id() + " " + signal.label(), deadline.remaining());
      flush();
      stopped("processor " + settings.id() + " " + signal.label(), config);
    }
  }

  /** An exporter that counts; with {@code carryN} it leaves its mode to the one that follows. */
  private final class PartExporter implements Exporter {
    private final Settings settings;
    private final PartConfig config;
    private @Nullable Host host;

    PartExporter(Settings settings, PartConfig config) {
      built(config);
      this.settings = settings;
      this.config = config;
    }

    @Override
    public ExportResult export(ExportRequest request) {
      if (config.mode().equals("throw")) {
        throw new IllegalStateException("a bug");
      }
      ExportResult result =
          answers.getOrDefault(settings.id().toString(), ExportResult.delivered());
      if (result instanceof ExportResult.Delivered) {
        delivered
            .computeIfAbsent(settings.id().toString(), _ -> new AtomicLong())
            .addAndGet(request.telemetry().itemCount());
      }
      return result;
    }

    @Override
    public void start(Host host) {
      started("exporter " + settings.id(), config, host);
      this.host = host;
      if (config.mode().startsWith("carry")) {
        events.add(host.handedOver(String.class).orElse("nothing") + " for " + settings.id());
      }
    }

    @Override
    public void shutdown(Deadline deadline) {
      timeLeft.put("exporter " + settings.id(), deadline.remaining());
      if (host != null && config.mode().startsWith("carry")) {
        host.handOver(config.mode());
        events.add(host.hasSuccessor() ? "has a successor" : "has none");
      }
      stopped("exporter " + settings.id(), config);
    }
  }

  /** A connector that hands on what it gets, or with {@code count} one metric point a request. */
  private final class PartConnector implements Connector {
    private final Settings settings;
    private final PartConfig config;
    private final ConnectorOutputs outputs;

    PartConnector(Settings settings, PartConfig config, ConnectorOutputs outputs) {
      built(config);
      this.settings = settings;
      this.config = config;
      this.outputs = outputs;
    }

    @Override
    public ConsumeResult consume(Context context, Telemetry telemetry) {
      return settings.id().type().equals("part_count")
          ? outputs.all(Signal.METRICS).consume(context, Items.of(Signal.METRICS, 1))
          : outputs.all(telemetry.signal()).consume(context, telemetry);
    }

    @Override
    public void start(Host host) {
      started("connector " + settings.id(), config, host);
    }

    @Override
    public void shutdown(Deadline deadline) {
      stopped("connector " + settings.id(), config);
    }
  }

  /** An extension that listens. */
  private final class PartExtension implements Extension, ServiceListener {
    private final Settings settings;
    private final PartConfig config;

    PartExtension(Settings settings, PartConfig config) {
      built(config);
      this.settings = settings;
      this.config = config;
    }

    @Override
    public void start(Host host) {
      started("extension " + settings.id(), config, host);
    }

    @Override
    public void shutdown(Deadline deadline) {
      stopped("extension " + settings.id(), config);
    }

    @Override
    public void ready() {
      events.add("ready");
    }

    @Override
    public void notReady() {
      events.add("not ready");
    }
  }

  /** Reports a status as a component. */
  public void report(String what, ComponentStatus status) {
    hosts.get(what).reportStatus(status);
  }

  private static Map<Signal, Factory.Stability> all() {
    Map<Signal, Factory.Stability> all = new EnumMap<>(Signal.class);
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      all.put(signal, Factory.Stability.STABLE);
    }
    return all;
  }

  /** The factories of all parts. */
  public List<Factory<?>> factories() {
    return List.of(
        new ReceiverParts(),
        new ProcessorParts(),
        new ExporterParts(),
        new ForwardParts(),
        new CountParts(),
        new ExtensionParts());
  }

  public final class ReceiverParts implements ReceiverFactory<PartConfig> {
    @Override
    public String type() {
      return "part_in";
    }

    @Override
    public List<String> aliases() {
      return List.of("partin");
    }

    @Override
    public Class<PartConfig> configType() {
      return PartConfig.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return all();
    }

    @Override
    public Receiver create(Settings settings, PartConfig config, Outputs outputs) {
      return new PartReceiver(settings, config, outputs);
    }
  }

  public final class ProcessorParts implements ProcessorFactory<PartConfig> {
    @Override
    public String type() {
      return "part";
    }

    @Override
    public Class<PartConfig> configType() {
      return PartConfig.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return all();
    }

    @Override
    public Processor create(Settings settings, PartConfig config, Signal signal, Consumer next) {
      return new PartProcessor(settings, config, signal, next);
    }
  }

  public final class ExporterParts implements ExporterFactory<PartConfig> {
    @Override
    public String type() {
      return "part_out";
    }

    @Override
    public List<String> aliases() {
      return List.of("partout");
    }

    @Override
    public Class<PartConfig> configType() {
      return PartConfig.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return all();
    }

    @Override
    public Exporter create(Settings settings, PartConfig config) {
      return new PartExporter(settings, config);
    }
  }

  public final class ForwardParts implements ConnectorFactory<PartConfig> {
    @Override
    public String type() {
      return "part_forward";
    }

    @Override
    public Class<PartConfig> configType() {
      return PartConfig.class;
    }

    @Override
    public Set<Conversion> conversions() {
      return Set.of(
          new Conversion(Signal.TRACES, Signal.TRACES),
          new Conversion(Signal.LOGS, Signal.LOGS),
          new Conversion(Signal.METRICS, Signal.METRICS));
    }

    @Override
    public Connector create(Settings settings, PartConfig config, ConnectorOutputs outputs) {
      return new PartConnector(settings, config, outputs);
    }
  }

  public final class CountParts implements ConnectorFactory<PartConfig> {
    @Override
    public String type() {
      return "part_count";
    }

    @Override
    public Class<PartConfig> configType() {
      return PartConfig.class;
    }

    @Override
    public Set<Conversion> conversions() {
      return Set.of(
          new Conversion(Signal.TRACES, Signal.METRICS),
          new Conversion(Signal.LOGS, Signal.METRICS));
    }

    @Override
    public Connector create(Settings settings, PartConfig config, ConnectorOutputs outputs) {
      return new PartConnector(settings, config, outputs);
    }
  }

  public final class ExtensionParts implements ExtensionFactory<PartConfig> {
    @Override
    public String type() {
      return "part_aid";
    }

    @Override
    public Class<PartConfig> configType() {
      return PartConfig.class;
    }

    @Override
    public Extension create(Settings settings, PartConfig config) {
      return new PartExtension(settings, config);
    }
  }
}
