package io.beltline.transport.grpc;

import io.grpc.KnownLength;
import java.io.InputStream;

/** The bytes of a message for whose copy there is no memory. */
final class NoMemory extends InputStream implements KnownLength {
  @Override
  public int available() {
    throw new OutOfMemoryError("no room for a message");
  }

  @Override
  public int read() {
    throw new IllegalStateException("there is nothing to read into");
  }
}
