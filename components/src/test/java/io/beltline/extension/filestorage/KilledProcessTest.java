package io.beltline.extension.filestorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledProcessTest {
  @TempDir Path directory;

  @Test
  void aKilledProcessLosesNothingItWasToldIsKept() throws Exception {
    int last = 0;
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader told = writer.inputReader()) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        last = Integer.parseInt(line);
        if (last == 300) {
          assertThatThrownBy(() -> Stores.open(directory))
              .isInstanceOf(IOException.class)
              .hasMessageContaining("in use by another process");
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor(); // closes what is read above, so not earlier
    }
    assertThat(last).isGreaterThanOrEqualTo(300);
    try (LogStore store = Stores.open(directory)) {
      for (int i = last - 6; i <= last; i++) {
        String value = Stores.text(store, "key " + i % 7);
        int found = Integer.parseInt(value.substring("value ".length()));
        assertThat(found).isGreaterThanOrEqualTo(i).isLessThanOrEqualTo(last + 1);
      }
    }
  }
}
