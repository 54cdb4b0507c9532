package io.beltline.distribution;

import io.beltline.service.ConfigurationSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what an editor needs to check and complete a configuration. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Prints the JSON schema of a configuration, for editors.")
final class SchemaCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.out.println(ConfigurationSchema.of(StandardComponents.factories()));
    return 0;
  }
}
