package io.beltline.verification.client;

/** How a client compresses what it sends. */
public enum Compression {
  NONE,
  GZIP
}
