package io.beltline.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beltline.api.Metadata;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metadata of calls between the two forms. */
final class Headers {
  private static final String BINARY = io.grpc.Metadata.BINARY_HEADER_SUFFIX;

  private Headers() {}

  /** All entries; binary values as base64. */
  static Metadata read(io.grpc.Metadata headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String name : headers.keys()) {
      List<String> values = new ArrayList<>();
      if (name.endsWith(BINARY)) {
        Iterable<byte[]> found = headers.getAll(binary(name));
        if (found != null) {
          found.forEach(v -> values.add(Base64.getEncoder().withoutPadding().encodeToString(v)));
        }
      } else {
        Iterable<String> found = headers.getAll(ascii(name));
        if (found != null) {
          found.forEach(values::add);
        }
      }
      all.put(name, values);
    }
    return Metadata.of(all);
  }

  /** Sets an entry, replacing others of its name. Binary values are given as base64. */
  static void set(io.grpc.Metadata headers, String name, String value) {
    remove(headers, name);
    String key = name.toLowerCase(Locale.ROOT);
    if (key.endsWith(BINARY)) {
      headers.put(binary(key), Base64.getDecoder().decode(value));
    } else {
      headers.put(ascii(key), value);
    }
  }

  /** Sets an entry to a text, replacing others of its name. Binary values are the text's bytes. */
  static void setText(io.grpc.Metadata headers, String name, String text) {
    boolean bytes = name.toLowerCase(Locale.ROOT).endsWith(BINARY);
    set(headers, name, bytes ? Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) : text);
  }

  /** Whether there is an entry of the name. */
  static boolean contains(io.grpc.Metadata headers, String name) {
    return headers.keys().contains(name.toLowerCase(Locale.ROOT));
  }

  /** Removes all entries of the name. */
  static void remove(io.grpc.Metadata headers, String name) {
    String key = name.toLowerCase(Locale.ROOT);
    if (key.endsWith(BINARY)) {
      headers.discardAll(binary(key));
    } else {
      headers.discardAll(ascii(key));
    }
  }

  private static io.grpc.Metadata.Key<byte[]> binary(String name) {
    return io.grpc.Metadata.Key.of(name, io.grpc.Metadata.BINARY_BYTE_MARSHALLER);
  }

  private static io.grpc.Metadata.Key<String> ascii(String name) {
    return io.grpc.Metadata.Key.of(name, io.grpc.Metadata.ASCII_STRING_MARSHALLER);
  }
}
