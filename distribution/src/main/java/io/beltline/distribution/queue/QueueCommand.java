package io.beltline.distribution.queue;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Queues and dead letters. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description = {
      "Looks into queues and dead letters and acts on them: those of this user's running"
          + " collectors, of one at --endpoint, or what is on disk (--config, --directory).",
      "A queue is named EXPORTER@SIGNAL, a dead letter EXPORTER@SIGNAL#NUMBER."
    },
    synopsisSubcommandLabel = "(ls | verify | dump | redrive | purge)",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or all is sound",
      "1:not done, or something is damaged",
      "2:the command line is wrong",
      "3:there is no such collector, directory, queue or letter"
    })
public final class QueueCommand implements Runnable {
  private QueueCommand() {}

  /** Adds the command, with those below it, to a program's. */
  public static CommandLine addTo(CommandLine root, Program program) {
    Targets targets = new Targets(program);
    return root.addSubcommand(
            new CommandLine(new QueueCommand())
                .addSubcommand(new ListCommand(targets))
                .addSubcommand(new VerifyCommand(targets))
                .addSubcommand(new DumpCommand(targets))
                .addSubcommand(new RedriveCommand(targets))
                .addSubcommand(new PurgeCommand(targets)))
        .setExecutionExceptionHandler(QueueCommand::failed);
  }

  /** Says in a sentence why a command could not do its work. */
  private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult ignored)
      throws Exception {
    if (failure instanceof CommandFailure known) {
      PrintWriter err = command.getErr();
      err.println("beltline queue " + command.getCommandName() + ": " + known.words());
      err.flush();
      return known.code();
    }
    throw failure;
  }

  @Override
  public void run() {
    throw new CommandFailure(
        CommandFailure.WRONG_USAGE, "Nothing to do (expected: ls, verify, dump, redrive or purge)");
  }
}
