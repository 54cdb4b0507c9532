package io.beltline.distribution;

import io.beltline.service.InvalidConfigurationException;
import io.beltline.service.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what a configuration comes to. */
@Command(
    name = "print-config",
    mixinStandardHelpOptions = true,
    description = "Prints the configuration merged and expanded, secrets masked.")
final class PrintConfigCommand implements Callable<Integer> {

  @Mixin private ConfigOptions.Required options = new ConfigOptions.Required();

  @Override
  public Integer call() {
    try {
      System.out.print(Validation.effectiveConfig(Run.settings(options.arguments())));
      return 0;
    } catch (InvalidConfigurationException invalid) {
      ProblemLines.print(invalid.problems());
      return 1;
    }
  }
}
