package io.beltline.distribution.migrate;

import io.beltline.distribution.migrate.filebeat.FilebeatMigration;
import io.beltline.distribution.migrate.logstash.LogstashMigration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the configuration that does what one of Filebeat or Logstash does. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a configuration that does what filebeat.yml or a Logstash pipeline does, and says"
          + " line by line what it did and what it could not.",
      "The report goes to standard error, the configuration to standard output or --output."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of it was migrated",
      "1:parts are missing: the report names them",
      "2:the command line or the file is wrong"
    })
public final class MigrateCommand implements Callable<Integer> {
  private static final int MISSING = 1;
  private static final int WRONG = 2;

  /** Whose configurations are read. */
  public enum Source {
    /** YAML. */
    FILEBEAT,
    /** Logstash's own language. */
    LOGSTASH
  }

  @Parameters(paramLabel = "FILE", description = "filebeat.yml, or a pipeline of Logstash.")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "PROGRAM",
      description = "filebeat or logstash; by default what the file's name ends in says it.")
  private @Nullable Source from;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the configuration is written.")
  private @Nullable Path output;

  @Spec private CommandSpec spec = CommandSpec.create();

  private MigrateCommand() {}

  /** Adds the command to a program's. */
  public static CommandLine addTo(CommandLine root) {
    return root.addSubcommand(new CommandLine(new MigrateCommand()));
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Migration migration =
          migrate(Files.readString(file, StandardCharsets.UTF_8), file.toString(), source());
      String yaml = migration.yaml();
      if (output == null) {
        spec.commandLine().getOut().print(yaml);
        spec.commandLine().getOut().flush();
      } else {
        Files.writeString(output, yaml, StandardCharsets.UTF_8);
      }
      migration.told().forEach(err::println);
      err.flush();
      return migration.report().count(Report.Verdict.MISSING) == 0 ? 0 : MISSING;
    } catch (IOException unreadable) {
      err.println(file + ": cannot be read or written: " + unreadable);
    } catch (UnreadableException wrong) {
      err.println(wrong.getMessage());
    }
    err.flush();
    return WRONG;
  }

  /**
   * Migrates a configuration.
   *
   * @param name the file's name, for the report
   * @throws UnreadableException if it cannot be read
   */
  public static Migration migrate(String text, String name, Source from)
      throws UnreadableException {
    return switch (from) {
      case FILEBEAT -> FilebeatMigration.of(text, name);
      case LOGSTASH -> LogstashMigration.of(text, name);
    };
  }

  private Source source() {
    if (from != null) {
      return from;
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yml") || name.endsWith(".yaml") ? Source.FILEBEAT : Source.LOGSTASH;
  }
}
