package io.beltline.components.bulk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicLong;

/** A SHA-256 that counts what it and its copies read. */
final class CountingDigest extends MessageDigest {
  private final MessageDigest digest;
  private final AtomicLong bytes;

  CountingDigest() {
    this(sha256(), new AtomicLong());
  }

  private CountingDigest(MessageDigest digest, AtomicLong bytes) {
    super("SHA-256");
    this.digest = digest;
    this.bytes = bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** How many bytes were read. */
  long bytes() {
    return bytes.get();
  }

  @Override
  public Object clone() throws CloneNotSupportedException {
    return new CountingDigest((MessageDigest) digest.clone(), bytes);
  }

  @Override
  protected void engineUpdate(byte input) {
    bytes.incrementAndGet();
    digest.update(input);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int length) {
    bytes.addAndGet(length);
    digest.update(input, offset, length);
  }

  @Override
  protected byte[] engineDigest() {
    return digest.digest();
  }

  @Override
  protected void engineReset() {
    digest.reset();
  }
}
