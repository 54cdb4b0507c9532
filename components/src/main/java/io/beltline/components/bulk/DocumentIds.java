package io.beltline.components.bulk;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ids that say what is in a document, so that sending it again writes nothing twice. An id is the
 * time of the document in milliseconds, which keeps look-ups cheap, and 96 bits of a SHA-256 of the
 * bytes of resource, scope and item. Items of one request that are equal in all bytes are told
 * apart by their order. One thread, one request.
 */
public final class DocumentIds {
  private static final int TIME = 6;
  private static final int HASH = 12;
  private static final long MILLI = 1_000_000;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final MessageDigest digest = sha256();
  private final MessageDigest surroundings = sha256();
  private byte[] around = new byte[0];

  /** An open-addressed map from the beginning of a hash to the item that had it first, plus one. */
  private long[] hashes = new long[256];

  private int[] firsts = new int[256];
  private int count;
  private final Map<Long, BitSet> twins = new LinkedHashMap<>();

  /** Ids for the documents of one request. */
  public DocumentIds() {}

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }

  /** Goes on to a scope. */
  public void scope(Slice resource, Slice scope) {
    surroundings.update(resource.array(), resource.offset(), resource.length());
    surroundings.update((byte) resource.length());
    surroundings.update(scope.array(), scope.offset(), scope.length());
    around = surroundings.digest();
  }

  /**
   * Writes the id of a document as the next member of an action.
   *
   * @param item the item's number
   * @param bytes the item
   * @param part which of its documents
   * @param unixNanos the time of the document
   */
  public void write(JsonBuffer out, int item, Slice bytes, int part, long unixNanos) {
    digest.update(around);
    digest.update(bytes.array(), bytes.offset(), bytes.length());
    number(part);
    byte[] hash = digest.digest();
    int repeated = repeated(word(hash), item);
    if (repeated > 0) {
      digest.update(hash);
      number(repeated);
      hash = digest.digest();
    }
    byte[] id = new byte[TIME + HASH];
    long millis = Long.divideUnsigned(unixNanos, MILLI);
    for (int i = 0; i < TIME; i++) {
      id[i] = (byte) (millis >>> (Byte.SIZE * (TIME - 1 - i)));
    }
    System.arraycopy(hash, 0, id, TIME, HASH);
    out.name("_id").text(new String(TEXT.encode(id), StandardCharsets.US_ASCII));
  }

  /**
   * Lets equal items travel together: where one of them comes again, all do, so that their order
   * stays the same.
   */
  public void keepTogether(ItemOutcomes outcomes) {
    twins.values().forEach(outcomes::keepTogether);
  }

  private void number(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (value >>> shift));
    }
  }

  private static long word(byte[] hash) {
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word = (word << Byte.SIZE) | (hash[i] & 0xff);
    }
    return word;
  }

  /** How many documents of this hash there were before. */
  private int repeated(long hash, int item) {
    int place = (int) hash & hashes.length - 1;
    while (firsts[place] != 0) {
      if (hashes[place] == hash) {
        BitSet equal = twins.computeIfAbsent(hash, _ -> new BitSet());
        equal.set(firsts[place] - 1);
        int before = equal.cardinality();
        equal.set(item);
        return before;
      }
      place = place + 1 & hashes.length - 1;
    }
    hashes[place] = hash;
    firsts[place] = item + 1;
    count++;
    if (2 * count > hashes.length) {
      grow();
    }
    return 0;
  }

  private void grow() {
    long[] before = hashes;
    int[] items = firsts;
    hashes = new long[2 * before.length];
    firsts = new int[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      if (items[i] != 0) {
        int place = (int) before[i] & hashes.length - 1;
        while (firsts[place] != 0) {
          place = place + 1 & hashes.length - 1;
        }
        hashes[place] = before[i];
        firsts[place] = items[i];
      }
    }
  }

  @Override
  public String toString() {
    return "DocumentIds" + Arrays.asList(count, twins.size());
  }
}
