package io.beltline.distribution;

import io.beltline.config.Problem;
import io.beltline.service.Validation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a configuration and tells everything that is wrong with it. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks a configuration: all mistakes at once, each with its place.")
final class ValidateCommand implements Callable<Integer> {

  @Mixin private ConfigOptions.Required options = new ConfigOptions.Required();

  @Override
  public Integer call() {
    List<Problem> problems = Validation.check(Run.settings(options.arguments()));
    ProblemLines.print(problems);
    return problems.stream().anyMatch(Problem::fatal) ? 1 : 0;
  }
}
