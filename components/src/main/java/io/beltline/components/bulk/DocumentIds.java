package io.beltline.components.bulk;

import io.beltline.api.Origins;
import io.beltline.api.Origins.Run;
import io.beltline.components.bulk.DocumentIdsConfig.Source;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.model.Slice;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids of our own for documents, so that sending one again writes nothing twice: the time of the
 * document in milliseconds, which keeps look-ups cheap, and 96 bits of a SHA-256.
 *
 * <p>What is hashed is resource, scope and item, byte for byte, and the accepted request that an
 * item came with and its place there: these stay the same over attempts and restarts, and equal
 * items of other requests have others. Where that is not known or not wanted the bytes alone count,
 * but not when a log record was observed, so that a line that is read again from its file is the
 * same; and items of one attempt that are equal in all bytes are told apart by their order. One
 * thread, one attempt.
 */
public final class DocumentIds {
  private static final int TIME = 6;
  private static final int HASH = 12;
  private static final long MILLI = 1_000_000;
  private static final int OBSERVED = Wire.tag(11, Wire.FIXED64);
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private MessageDigest digest;
  private final MessageDigest surroundings = sha256();
  private byte[] around = new byte[0];

  /** What was hashed of the item with several documents that was written last. */
  private @Nullable MessageDigest begun;

  private int begunItem;

  /** An open-addressed map from the beginning of a hash to the item that had it first, plus one. */
  private long[] hashes = new long[256];

  private int[] firsts = new int[256];
  private int count;
  private final Map<Long, BitSet> twins = new LinkedHashMap<>();

  private final List<Run> runs;
  private final boolean ofContent;
  private int run;
  private int runFrom;

  /**
   * Ids for the documents of one attempt.
   *
   * @param source what they are made of
   * @param origins where its items come from
   */
  public DocumentIds(Source source, Origins origins) {
    this(source, origins, sha256());
  }

  DocumentIds(Source source, Origins origins, MessageDigest digest) {
    this.digest = digest;
    ofContent = source == Source.CONTENT;
    runs = ofContent ? List.of() : origins.runs();
  }

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
   * Writes the id of a log record's document as the next member of an action.
   *
   * @param item the record's number, none less than that of before
   */
  public void write(JsonBuffer out, int item, LogRecordView record) {
    Slice bytes = record.toSlice();
    if (ofContent) {
      digest.update(around);
      unobserved(bytes);
      finish(out, item, 0, record.timeUnixNano());
    } else {
      long time = record.timeUnixNano();
      write(out, item, bytes, 0, time == 0 ? record.observedTimeUnixNano() : time);
    }
  }

  /** Hashes a log record but the time when it was observed. */
  private void unobserved(Slice record) {
    byte[] bytes = record.array();
    int from = record.offset();
    for (int at = from; at < record.end(); ) {
      long tag = Wire.varint(bytes, at, record.end());
      int value = Wire.skipVarint(bytes, at, record.end());
      int next = Wire.skip(bytes, value, record.end(), (int) tag & 7);
      if (tag == OBSERVED) {
        digest.update(bytes, from, at - from);
        from = next;
      }
      at = next;
    }
    digest.update(bytes, from, record.end() - from);
  }

  /**
   * Writes the id of a document as the next member of an action.
   *
   * @param item the item's number, none less than that of before
   * @param bytes the item
   * @param part which of its documents
   * @param unixNanos the time of the document
   */
  public void write(JsonBuffer out, int item, Slice bytes, int part, long unixNanos) {
    MessageDigest known = begun;
    if (part > 0 && known != null && begunItem == item) {
      digest = copy(known);
    } else {
      digest.update(around);
      digest.update(bytes.array(), bytes.offset(), bytes.length());
      if (part > 0) {
        begun = copy(digest);
        begunItem = item;
      }
    }
    finish(out, item, part, unixNanos);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible); // that of the platform can be copied
    }
  }

  private void finish(JsonBuffer out, int item, int part, long unixNanos) {
    number(part);
    byte[] hash = runs.isEmpty() ? ofContent(item) : ofRequest(item);
    byte[] id = new byte[TIME + HASH];
    long millis = Long.divideUnsigned(unixNanos, MILLI);
    for (int i = 0; i < TIME; i++) {
      id[i] = (byte) (millis >>> (Byte.SIZE * (TIME - 1 - i)));
    }
    System.arraycopy(hash, 0, id, TIME, HASH);
    out.name("_id").text(new String(TEXT.encode(id), StandardCharsets.US_ASCII));
  }

  private byte[] ofRequest(int item) {
    while (item - runFrom >= runs.get(run).items()) {
      runFrom += runs.get(run++).items();
    }
    Run here = runs.get(run);
    number((int) (here.request() >>> Integer.SIZE));
    number((int) here.request());
    number(here.from() + item - runFrom);
    return digest.digest();
  }

  private byte[] ofContent(int item) {
    byte[] hash = digest.digest();
    int repeated = repeated(word(hash), item);
    if (repeated > 0) {
      digest.update(hash);
      number(repeated);
      hash = digest.digest();
    }
    return hash;
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
