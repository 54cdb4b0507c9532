package io.beltline.exporter.file;

import io.beltline.api.ComponentException;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.ExportResult.Part;
import io.beltline.api.ExportResult.Refusal;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributeKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Writes each request as one record to one file, or to one for each group. */
final class FileExporter implements Exporter {
  private final Logger logger;
  private final FileExporterConfig config;
  private final Disk disk;
  private final Encoder encoder;
  private final AtomicBoolean failing = new AtomicBoolean();
  private @Nullable Host host;
  private @Nullable OutputFile single;
  private @Nullable OpenFiles grouped;
  private @Nullable GroupPath paths;
  private @Nullable EmptiedPaths emptied;

  FileExporter(Settings settings, FileExporterConfig config, Disk disk) {
    this.logger = settings.logger();
    this.config = config;
    this.disk = disk;
    this.encoder =
        new Encoder(config.format(), config.compressed(), config.compressionParams().level());
  }

  @Override
  public void start(Host started) {
    host = started;
    EmptiedPaths known =
        started.handedOver(EmptiedPaths.class).orElseGet(() -> new EmptiedPaths(disk));
    emptied = known;
    if (config.groupBy().enabled()) {
      paths = new GroupPath(config.path());
      grouped = new OpenFiles(config, disk, started.clock(), known, this::uncleaned);
      return;
    }
    Path path = Path.of(config.path());
    try {
      Path directory = path.toAbsolutePath().getParent();
      if (config.createDirectory() && directory != null) {
        disk.createDirectories(directory);
      }
      OutputFile file =
          new OutputFile(path, disk, started.clock(), config.rotation(), this::uncleaned);
      boolean empties = !config.append() && config.rotation() == null;
      Path whole = path.toAbsolutePath().normalize();
      file.open(empties && !known.contains(whole));
      if (empties) {
        known.add(whole);
      }
      single = file;
    } catch (IOException failed) {
      started.handOver(known); // to the one before, which is started again
      throw new ComponentException(
          "path: \"%s\" cannot be opened for writing: %s".formatted(path, words(failed)), failed);
    }
  }

  @Override
  public ExportResult export(ExportRequest request) {
    OutputFile file = single;
    if (file == null) {
      return toGroups(request);
    }
    Refusal refusal = write(request.telemetry(), request.outgoing(), file::write);
    if (refusal != null) {
      return new ExportResult.Refused(refusal);
    }
    works();
    return ExportResult.delivered();
  }

  private ExportResult toGroups(ExportRequest request) {
    List<Part> refused = new ArrayList<>();
    Map<String, Telemetry> parts;
    try {
      Groups groups =
          Groups.of(request.telemetry(), AttributeKey.of(config.groupBy().resourceAttribute()));
      parts = groups.parts();
      Telemetry rest = groups.rest();
      if (rest != null) {
        refused.add(
            dropped(
                rest,
                "the resource has no text attribute " + config.groupBy().resourceAttribute()));
      }
    } catch (MalformedTelemetryException malformed) {
      return new ExportResult.Refused(malformed(malformed));
    }
    write(parts, request.outgoing(), refused);
    return refused.isEmpty() ? ExportResult.delivered() : new ExportResult.Partial(refused);
  }

  /** Writes the groups; what is refused goes into a list. */
  private void write(Map<String, Telemetry> parts, Outgoing outgoing, List<Part> refused) {
    OpenFiles files = Objects.requireNonNull(grouped, "started");
    GroupPath path = Objects.requireNonNull(paths, "started");
    boolean written = false;
    boolean failed = false;
    for (Map.Entry<String, Telemetry> each : parts.entrySet()) {
      Telemetry part = each.getValue();
      Path file = path.of(each.getKey());
      if (file == null) {
        refused.add(dropped(part, "\"" + each.getKey() + "\" cannot be part of a file's name"));
        continue;
      }
      Refusal refusal = write(part, outgoing, encoded -> files.write(file, encoded));
      if (refusal == null) {
        written = true;
      } else {
        failed |= refusal.action() == Action.RETRY;
        refused.add(new Part(part, refusal, true));
      }
    }
    if (written && !failed) { // else what fails would be told anew with each request
      works();
    }
  }

  private static Part dropped(Telemetry telemetry, String why) {
    return new Part(telemetry, new Refusal(Action.DROP, Status.INVALID_ARGUMENT, why, null));
  }

  private static Refusal malformed(MalformedTelemetryException malformed) {
    return new Refusal(
        Action.DEAD_LETTER, Status.INVALID_ARGUMENT, "malformed: " + malformed.getMessage(), null);
  }

  /** Writes a record; gives the refusal if it could not be written. */
  private @Nullable Refusal write(Telemetry telemetry, Outgoing outgoing, Target target) {
    try {
      Slice message = encoder.message(telemetry);
      boolean encoded =
          config.format() == FileExporterConfig.Format.JSON; // protobuf is the records themselves
      Refusal leak = encoded ? outgoing.look(List.of(message)) : null;
      if (leak != null) {
        return leak;
      }
      target.write(encoder.record(message));
    } catch (MalformedTelemetryException malformed) {
      return malformed(malformed);
    } catch (BlockedPathException blocked) {
      return new Refusal(Action.DROP, Status.INVALID_ARGUMENT, words(blocked), null);
    } catch (IOException failed) {
      String message = "cannot write to " + config.path() + ": " + words(failed);
      if (failing.compareAndSet(false, true)) {
        logger.warn(message, failed);
        report(ComponentStatus.recoverable(message));
      }
      return new Refusal(Action.RETRY, Status.UNAVAILABLE, message, null);
    }
    return null;
  }

  private void works() {
    if (failing.get() && failing.compareAndSet(true, false)) {
      logger.info("Writing works again");
      report(ComponentStatus.OK);
    }
  }

  private void report(ComponentStatus status) {
    Objects.requireNonNull(host, "started").reportStatus(status);
  }

  private void uncleaned(IOException failure) {
    logger.warn("Old files could not be deleted: {}", words(failure), failure);
  }

  private static String words(IOException failed) {
    String message = failed.getMessage();
    String kind = failed.getClass().getSimpleName();
    return message == null || message.isEmpty() ? kind : message;
  }

  @Override
  public void shutdown(Deadline deadline) {
    OutputFile file = single;
    if (file != null) {
      try {
        file.close();
      } catch (IOException failed) {
        logger.warn("The file could not be closed: {}", words(failed), failed);
      }
    }
    OpenFiles files = grouped;
    if (files != null) {
      files.close().forEach(failed -> logger.warn("A file could not be closed", failed));
    }
    if (host != null && emptied != null) {
      host.handOver(emptied);
    }
  }

  /** Where a record goes. */
  @FunctionalInterface
  private interface Target {
    void write(byte[] encoded) throws IOException;
  }
}
