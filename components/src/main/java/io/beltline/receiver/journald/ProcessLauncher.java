package io.beltline.receiver.journald;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts commands as processes of the operating system. */
final class ProcessLauncher implements Launcher {
  private static final long GRACE_SECONDS = 2;

  @Override
  public Running start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8"); // what it complains of is told in English
    Process process = builder.start();
    process.getOutputStream().close();
    return new Child(process);
  }

  private record Child(Process process) implements Running {

    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    @Override
    public InputStream errors() {
      return process.getErrorStream();
    }

    @Override
    public int await() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public void stop() {
      process.toHandle().destroy();
      try {
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException hurried) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
