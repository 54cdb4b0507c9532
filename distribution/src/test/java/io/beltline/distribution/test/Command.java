package io.beltline.distribution.test;

import io.beltline.api.BuildInfo;
import io.beltline.distribution.StandardComponents;
import io.beltline.service.CollectorSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The test command with the standard components, run in this process. */
public record Command(int code, String output) {

  /** Runs it with these arguments. */
  public static Command run(String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter printer = new PrintWriter(output);
    String[] all = new String[arguments.length + 1];
    all[0] = "test";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int code =
        TestCommand.addTo(
                new CommandLine(CommandSpec.create()),
                (locations, environment) ->
                    CollectorSettings.of(
                            new BuildInfo("beltline", "Beltline", "0"),
                            StandardComponents.factories(),
                            locations,
                            List.of())
                        .withEnvironment(environment))
            .setOut(printer)
            .setErr(printer)
            .execute(all);
    return new Command(code, output.toString());
  }

  /** The project's examples. */
  public static Path examples() {
    Path folder = Path.of("").toAbsolutePath();
    while (!java.nio.file.Files.isDirectory(folder.resolve("examples"))) {
      folder = folder.getParent();
    }
    return folder.resolve("examples");
  }
}
