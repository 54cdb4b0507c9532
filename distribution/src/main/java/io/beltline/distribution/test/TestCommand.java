package io.beltline.distribution.test;

import io.beltline.config.Problem;
import io.beltline.service.CollectorSettings;
import io.beltline.service.logging.LogSettings;
import io.beltline.service.logging.Logging;
import io.beltline.service.trial.TrialConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs tests of configurations. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs tests of configurations, without network and under a clock that tests move: what goes"
          + " into a component, and what is to come out behind another.",
      "In folders all files are taken whose names end in .test.yaml."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all tests passed",
      "1:a test failed, or with --all-reached a rule was not reached",
      "2:the command line, a test file or its configuration is wrong"
    })
public final class TestCommand implements Callable<Integer> {
  private static final String SUFFIX = ".test.yaml";
  private static final int FAILED = 1;
  private static final int WRONG = 2;

  private final BiFunction<List<String>, Map<String, String>, CollectorSettings> settings;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Test files, or folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also writes the results as JUnit XML.")
  private @Nullable Path junit;

  @Option(
      names = "--all-reached",
      description = "Fails if a statement, condition or route was reached by no test.")
  private boolean allReached;

  @Spec private CommandSpec spec = CommandSpec.create();

  private TestCommand(BiFunction<List<String>, Map<String, String>, CollectorSettings> settings) {
    this.settings = settings;
  }

  /**
   * Adds the command to a program's.
   *
   * @param settings makes settings of configuration files and of environment variables
   */
  public static CommandLine addTo(
      CommandLine root, BiFunction<List<String>, Map<String, String>, CollectorSettings> settings) {
    return root.addSubcommand(new CommandLine(new TestCommand(settings)));
  }

  @Override
  public Integer call() throws IOException {
    List<Path> files = files();
    PrintWriter err = spec.commandLine().getErr();
    if (files.isEmpty()) {
      err.println("There is no test (expected: files whose names end in " + SUFFIX + ")");
      err.flush();
      return WRONG;
    }
    LogSettings quiet = LogSettings.STANDARD;
    Logging.configure(
        new LogSettings(Level.WARN, quiet.encoding(), List.of(), Map.of(), null, false));
    TextReport report = new TextReport(spec.commandLine().getOut());
    Coverage coverage = new Coverage();
    List<FileOutcome> outcomes = new ArrayList<>();
    for (Path file : files) {
      FileOutcome outcome = run(new Reading(settings).read(file), coverage);
      report.file(outcome);
      outcomes.add(outcome);
    }
    report.summary(outcomes, coverage);
    if (junit != null) {
      Files.writeString(junit, JUnitReport.of(outcomes));
    }
    if (outcomes.stream().anyMatch(FileOutcome::unusable)) {
      return WRONG;
    }
    boolean failed =
        !outcomes.stream().allMatch(FileOutcome::passed)
            || (allReached && !coverage.unreached().isEmpty());
    return failed ? FAILED : 0;
  }

  private static FileOutcome run(ReadyFile file, Coverage coverage) {
    TrialConfig config = file.config();
    if (config == null || file.problems().stream().anyMatch(Problem::fatal)) {
      return new FileOutcome(file.file(), file.problems(), List.of());
    }
    coverage.add(config);
    List<Outcome> outcomes =
        file.tests().stream()
            .map(test -> TestRun.of(test, config, file.unixNanos(), coverage))
            .toList();
    return new FileOutcome(file.file(), file.problems(), outcomes);
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        inside
            .filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }
}
