package io.beltline.extension.memoryballast;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code memory_ballast} extensions, which do nothing. */
public final class MemoryBallastFactory implements ExtensionFactory<MemoryBallastConfig> {

  @Override
  public String type() {
    return "memory_ballast";
  }

  @Override
  public List<String> aliases() {
    return List.of("memoryballast");
  }

  @Override
  public Class<MemoryBallastConfig> configType() {
    return MemoryBallastConfig.class;
  }

  @Override
  public String notice() {
    return "memory_ballast does nothing: it kept the Go runtime from collecting garbage too often,"
        + " and the JVM sizes its heap by itself; remove it, and set a memory_limiter instead";
  }

  @Override
  public Extension create(Settings settings, MemoryBallastConfig config) {
    return new Extension() {};
  }
}
