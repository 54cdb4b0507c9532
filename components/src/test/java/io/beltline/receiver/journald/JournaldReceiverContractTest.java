package io.beltline.receiver.journald;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JournaldReceiverContractTest extends ReceiverContract<JournaldReceiverConfig> {
  @TempDir private Path folder;

  @BeforeEach
  void writeCommand() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("journalctl"),
            """
            #!/bin/sh
            case "$*" in
              *--follow*) exec sleep 60 ;;
            esac
            """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  protected ReceiverFactory<JournaldReceiverConfig> factory() {
    return new JournaldReceiverFactory();
  }

  @Override
  protected String config() {
    return "{journalctl_path: '" + folder.resolve("journalctl") + "'}";
  }
}
