package io.beltline.distribution;

import java.nio.file.Path;

/** The program: runs the collector, or one of the commands beside it. */
public final class Main {
  private Main() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    RunArguments run = RunArguments.read(args);
    return run == null ? RootCommand.execute(args) : Run.run(run);
  }

  /** The folder the program was started in. */
  static Path folder() {
    return Path.of("");
  }
}
