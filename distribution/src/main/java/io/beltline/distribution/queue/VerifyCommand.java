package io.beltline.distribution.queue;

import io.beltline.delivery.journal.InspectionReport;
import io.beltline.delivery.journal.InspectionReport.Damage;
import io.beltline.delivery.journal.JournalInspection;
import io.beltline.delivery.journal.RecoveryReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads what is on disk and checks every byte. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads every record on disk, checks it, and says what is damaged. Changes nothing: a"
          + " collector that starts does the mending."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Targets targets;

  @Mixin private TargetOptions options = new TargetOptions();

  @Option(names = "--json", description = "Prints JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  VerifyCommand(Targets targets) {
    this.targets = targets;
  }

  @Override
  public Integer call() {
    if (!options.onDisk()) {
      throw new CommandFailure(
          CommandFailure.WRONG_USAGE,
          "What is checked is on disk (expected: --config or --directory)");
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean sound = true;
    for (Path directory : targets.journals(options)) {
      try (JournalInspection journal = Journals.open(directory)) {
        InspectionReport report = journal.verify();
        sound &= report.isSound();
        if (json) {
          out.println(VerifiedJson.of(directory, journal.inUse(), report));
        } else {
          tell(out, directory, journal.inUse(), report);
        }
      } catch (IOException unreadable) {
        throw Journals.unreadable(directory, unreadable);
      }
    }
    out.flush();
    return sound ? 0 : CommandFailure.NOT_DONE;
  }

  private static void tell(
      PrintWriter out, Path directory, boolean inUse, InspectionReport report) {
    String verdict = report.isSound() ? Paint.GREEN.on("sound") : Paint.RED.on("damaged");
    out.println(
        Paint.BOLD.on(directory.toString())
            + "  "
            + verdict
            + (inUse ? Paint.DIM.on("  a collector runs on it; this is one moment") : ""));
    out.printf(
        "  %s with %s in %s (%s) %s whole%n",
        Amounts.count(report.records(), "record"),
        Amounts.count(report.items(), "item"),
        Amounts.count(report.segments(), "file"),
        Amounts.bytes(report.segmentBytes()),
        report.records() == 1 ? "is" : "are");
    for (Damage damage : report.damaged()) {
      StoredName name = StoredName.parse(damage.queue());
      out.printf(
          "  %s record %d of %s, %s: %s (%s, byte %d)%n",
          Paint.RED.on("!"),
          damage.ref().sequence(),
          name == null ? damage.queue() : name,
          Amounts.count(damage.ref().items(), "item"),
          damage.reason().words(),
          damage.segment().getFileName(),
          damage.offset());
    }
    recovery(out, report.recovery());
  }

  private static void recovery(PrintWriter out, RecoveryReport recovery) {
    for (RecoveryReport.Skip skip : recovery.skipped()) {
      out.printf(
          "  %s %s, %s: %s (%s)%n",
          Paint.RED.on("!"),
          Amounts.count(skip.records(), "record"),
          Amounts.count(skip.items(), "item"),
          skip.reason().words(),
          skip.where());
    }
    for (String queue : recovery.missingCursors()) {
      out.printf(
          "  %s what %s has delivered is not known any more; all it holds is sent again%n",
          Paint.RED.on("!"), queue);
    }
    if (recovery.damagedAcknowledgements() > 0) {
      out.printf(
          "  %s %s cannot be read; their records are sent again%n",
          Paint.RED.on("!"), Amounts.count(recovery.damagedAcknowledgements(), "acknowledgement"));
    }
    if (recovery.tornBytes() > 0 || recovery.tornRecords() > 0) {
      out.printf(
          "  %s at the end, %s, was being written; no sender was told it was kept%n",
          Amounts.bytes(recovery.tornBytes()), Amounts.count(recovery.tornRecords(), "record"));
    }
  }
}
