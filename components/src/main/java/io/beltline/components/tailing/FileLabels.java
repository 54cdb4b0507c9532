package io.beltline.components.tailing;

import io.beltline.components.operators.FlatMap;
import io.beltline.components.operators.RequestBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives files the attributes that all their records get. Safe for all threads. */
final class FileLabels {
  private final FileAttributes ofFiles;
  private final Map<String, @Nullable Object> constants;

  FileLabels(TailConfig config, LineTaker taker) {
    this.ofFiles = new FileAttributes(config.labels());
    this.constants = taker.constantAttributes();
  }

  /** Sets a file's attributes: its own, those of its header, and those of the configuration. */
  void set(TailedFile file) {
    Map<String, @Nullable Object> attributes = new FlatMap();
    attributes.putAll(ofFiles.of(file.path));
    HeaderReader.Header header = file.header;
    if (header != null) {
      attributes.putAll(header.attributes());
    }
    attributes.putAll(constants);
    file.attributes = attributes;
    file.encoded = RequestBuilder.attributes(attributes);
  }
}
