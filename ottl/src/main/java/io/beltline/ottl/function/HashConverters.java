package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Converters that hash texts, and those that make identities. */
final class HashConverters {
  private static final HexFormat HEX = HexFormat.of();

  private HashConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "FNV",
            ValueKind.INT,
            List.of(required("value", ParameterKind.STRING).or("target")),
            a -> {
              Expression value = a.value("value");
              return (x, out) -> out.integer(fnv(value.eval(x)));
            }),
        digest("MD5", "MD5"),
        digest("SHA1", "SHA-1"),
        digest("SHA256", "SHA-256"),
        digest("SHA512", "SHA-512"),
        hash("Murmur3Hash", "target", HashConverters::murmur),
        hash("Murmur3Hash128", "target", HashConverters::murmur128),
        hash("XXH3", "value", bytes -> HEX.toHexDigits(Hashing.xxh3_64().hashBytesToLong(bytes))),
        hash("XXH128", "value", HashConverters::xxh128),
        OttlFunction.converter(
                "UUID",
                ValueKind.STRING,
                List.of(),
                a ->
                    (x, out) ->
                        out.text(
                            uuid(
                                x.environment().random().nextLong(),
                                x.environment().random().nextLong(),
                                4)))
            .impure(),
        OttlFunction.converter(
                "UUIDv7",
                ValueKind.STRING,
                List.of(),
                a ->
                    (x, out) -> {
                      long millis = x.environment().clock().unixNanos() / 1_000_000;
                      long low = x.environment().random().nextLong() & 0xffff;
                      out.text(uuid(millis << 16 | low, x.environment().random().nextLong(), 7));
                    })
            .impure(),
        OttlFunction.converter(
            "CommunityID",
            ValueKind.STRING,
            List.of(
                required("sourceIP", ParameterKind.STRING),
                required("sourcePort", ParameterKind.INT),
                required("destinationIP", ParameterKind.STRING),
                required("destinationPort", ParameterKind.INT),
                optional("protocol", ParameterKind.STRING),
                optional("seed", ParameterKind.INT)),
            CommunityId::of));
  }

  /** FNV-1a of 64 bits. Source: http://www.isthe.com/chongo/tech/comp/fnv/. */
  private static long fnv(Cell text) {
    long hash = 0xcbf29ce484222325L;
    byte[] bytes = text.array();
    for (int i = text.from(); i < text.to(); i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private static OttlFunction hash(
      String name, String parameter, Function<byte[], String> function) {
    return OttlFunction.converter(
        name,
        ValueKind.STRING,
        List.of(required(parameter, ParameterKind.STRING).or("target")),
        a -> {
          Expression value = a.value(parameter);
          return (x, out) -> out.text(function.apply(value.eval(x).slice().toByteArray()));
        });
  }

  private static OttlFunction digest(String name, String algorithm) {
    return hash(name, "value", bytes -> HEX.formatHex(digest(bytes, algorithm)));
  }

  /** A digest that every Java platform has. */
  static byte[] digest(byte[] bytes, String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String murmur(byte[] bytes) {
    int hash = Hashing.murmur3_32().hashBytesToInt(bytes);
    return HEX.toHexDigits(Integer.reverseBytes(hash));
  }

  private static String murmur128(byte[] bytes) {
    HashValue128 hash = Hashing.murmur3_128().hashBytesTo128Bits(bytes);
    return HEX.formatHex(
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(hash.getLeastSignificantBits())
            .putLong(hash.getMostSignificantBits())
            .array());
  }

  private static String xxh128(byte[] bytes) {
    HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(bytes);
    return HEX.toHexDigits(hash.getMostSignificantBits())
        + HEX.toHexDigits(hash.getLeastSignificantBits());
  }

  /** Lays version and variant over bits. Source: RFC 9562. */
  private static String uuid(long high, long low, int version) {
    return new UUID((high & ~0xf000L) | (long) version << 12, (low & ~(3L << 62)) | 1L << 63)
        .toString();
  }
}
