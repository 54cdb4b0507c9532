package io.beltline.components.tailing;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file a line comes from, while it is taken. */
public interface LineSource {

  /** Where the file stands, or stood when a pattern included it last. */
  Path path();

  /** What all its lines have as attributes. */
  Map<String, @Nullable Object> attributes();

  /** The same, as encoded fields of a log record. */
  byte[] encodedAttributes();

  /** The number of the line, from 1. */
  long record();

  /** Whether the line is a part of one that was too long. */
  boolean isPart();
}
