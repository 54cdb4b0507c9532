package io.beltline.extension.filestorage;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that writes to a store and says what is applied, until it is killed. */
final class StoreWriter {
  private StoreWriter() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    try (LogStore store = Stores.open(directory, Stores.rules(directory, 5000))) {
      for (int i = 0; ; i++) {
        Stores.set(store, "key " + i % 7, "value " + i);
        System.out.println(i);
        System.out.flush();
      }
    }
  }
}
