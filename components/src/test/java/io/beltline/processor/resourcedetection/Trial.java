package io.beltline.processor.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Processor;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.processor.Requests;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A processor in surroundings that a test makes up. */
final class Trial {
  final Map<String, String> environment = new ConcurrentHashMap<>();
  final TestSettings settings = TestSettings.of("resource_detection");
  final RecordingConsumer next = new RecordingConsumer();
  TestHost host = new TestHost(RealClock.INSTANCE);
  HostNames names = new Names("", "");
  String azure = "http://127.0.0.1:1";
  String compute = "http://127.0.0.1:1";
  private final Path root;

  Trial(Path root) {
    this.root = root;
  }

  /** Names that are the same for every host; empty for none. */
  record Names(String canonicalName, String reverseName) implements HostNames {
    @Override
    public @Nullable String own() {
      return "own";
    }

    @Override
    public @Nullable String canonical(String name) {
      return canonicalName.isEmpty() ? null : canonicalName;
    }

    @Override
    public @Nullable String reverse(String name) {
      return reverseName.isEmpty() ? null : reverseName;
    }
  }

  Trial with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Writes a file below the root. */
  Trial file(String path, String text) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Trial on(Clock clock) {
    host = new TestHost(clock);
    return this;
  }

  Processor started(String yaml) {
    return started(yaml, host);
  }

  /** The same where the service says that it is a trial. */
  Processor startedInATrial(Clock clock, String yaml) {
    return started(yaml, new TriedHost(new TestHost(clock)));
  }

  private Processor started(String yaml, Host on) {
    Processor processor =
        new ResourceDetectionFactory(new Surroundings(environment, root, names, azure, compute))
            .create(
                settings.settings(),
                Configs.bind(ResourceDetectionConfig.class, yaml),
                Signal.LOGS,
                next);
    processor.start(on);
    return processor;
  }

  /** The attributes that a log record without any gets, each as text. */
  Map<String, String> attributes(String yaml) {
    Processor processor = started(yaml);
    assertThat(processor.consume(Context.EMPTY, logs("[]")).isAccepted()).isTrue();
    processor.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
    return attributes(next.received().getLast().telemetry());
  }

  /** Logs of a resource with attributes. */
  static Telemetry logs(String attributes) {
    return Requests.json(
        Signal.LOGS,
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":"
            + attributes
            + "},\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"b\"}}]}]}]}");
  }

  static Map<String, String> attributes(Telemetry logs) {
    Map<String, String> found = new TreeMap<>();
    for (Slice chunk : logs.payload().chunks()) {
      ExportLogsServiceRequestView request = new ExportLogsServiceRequestView();
      request.wrap(chunk);
      for (var resource = request.resourceLogs(); resource.next(); ) {
        AttributesView walk = resource.item().resource().attributes();
        while (walk.next()) {
          found.put(walk.key(), walk.value().asString());
        }
      }
    }
    return found;
  }
}
