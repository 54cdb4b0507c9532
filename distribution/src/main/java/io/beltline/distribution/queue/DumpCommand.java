package io.beltline.distribution.queue;

import io.beltline.delivery.journal.InspectedRecord;
import io.beltline.delivery.journal.JournalInspection;
import io.beltline.distribution.queue.Collectors.Running;
import io.beltline.distribution.queue.TelemetryOutput.Format;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.service.admin.AdminClient;
import io.beltline.service.admin.LetterId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what waits, or dead letters, to standard output. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    description = {
      "Writes telemetry to standard output, as lines of OTLP/JSON or as protobuf, and leaves it"
          + " where it is: dead letters of a running collector; dead letters and what waits, on"
          + " disk.",
      "Without a name: everything."
    })
final class DumpCommand implements Callable<Integer> {
  private final Targets targets;

  @Mixin private TargetOptions options = new TargetOptions();

  @Parameters(paramLabel = "QUEUE|LETTER", description = "What to write.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--dead-letters", description = "Only dead letters.")
  private boolean onlyLetters;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description = "json: a line each; proto: each behind its length in four bytes.")
  private Format format = Format.JSON;

  @Spec private CommandSpec spec = CommandSpec.create();

  DumpCommand(Targets targets) {
    this.targets = targets;
  }

  @Override
  public Integer call() {
    Selection selection = Selection.of(names, names.isEmpty());
    BufferedOutputStream out = new BufferedOutputStream(System.out);
    try {
      TelemetryOutput output = new TelemetryOutput(out, format);
      long written = options.onDisk() ? stored(selection, output) : running(selection, output);
      out.flush();
      spec.commandLine().getErr().println(Amounts.count(written, "request") + " written");
      spec.commandLine().getErr().flush();
      return written == 0 && !names.isEmpty() ? CommandFailure.NOT_FOUND : 0;
    } catch (IOException | UncheckedIOException failed) {
      throw new CommandFailure(CommandFailure.NOT_DONE, "cannot write: " + failed.getMessage());
    }
  }

  private long running(Selection selection, TelemetryOutput output) {
    long[] written = new long[1];
    try (Running collector = targets.collector(options)) {
      new Letters(collector)
          .each(
              letter -> {
                LetterId id = LetterId.parse(letter.text("id"));
                if (id != null && selection.has(id)) {
                  write(collector, id, output);
                  written[0]++;
                }
              });
    }
    if (written[0] == 0) {
      throw new CommandFailure(
          CommandFailure.NOT_FOUND,
          "there is no such dead letter (what waits in a queue on disk: --config or --directory)");
    }
    return written[0];
  }

  private static void write(Running collector, LetterId id, TelemetryOutput output) {
    String path =
        "/v1/deadletters/%s/%d?format=proto"
            .formatted(AdminClient.encoded(id.queue()), id.number());
    try {
      output.write(id.queue().signal(), Payload.of(collector.fetch(path).body().toByteArray()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private long stored(Selection selection, TelemetryOutput output) throws IOException {
    long[] written = new long[1];
    for (Path directory : targets.journals(options)) {
      try (JournalInspection journal = Journals.open(directory)) {
        journal.walk(
            null,
            record -> {
              StoredName name = StoredName.parse(record.queue());
              if (name != null && isMeant(selection, name, record)) {
                write(name, record, output);
                written[0]++;
              }
              return true;
            });
      }
    }
    return written[0];
  }

  private boolean isMeant(Selection selection, StoredName name, InspectedRecord record) {
    return name.letters()
        ? selection.has(new LetterId(name.id(), record.ref().sequence()))
        : !onlyLetters && selection.has(name.id());
  }

  private void write(StoredName name, InspectedRecord record, TelemetryOutput output)
      throws IOException {
    Signal signal = name.id().signal();
    Payload payload = record.payload();
    if (payload == null && record.isGone()) {
      return; // delivered meanwhile
    }
    if (payload == null) {
      spec.commandLine()
          .getErr()
          .printf("%s: record %d is damaged and left out%n", name, record.ref().sequence());
      return;
    }
    output.write(signal, payload);
  }
}
