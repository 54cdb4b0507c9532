package io.beltline.transport.grpc;

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
        Iterable<byte[]> found =
            headers.getAll(io.grpc.Metadata.Key.of(name, io.grpc.Metadata.BINARY_BYTE_MARSHALLER));
        if (found != null) {
          found.forEach(v -> values.add(Base64.getEncoder().withoutPadding().encodeToString(v)));
        }
      } else {
        Iterable<String> found =
            headers.getAll(io.grpc.Metadata.Key.of(name, io.grpc.Metadata.ASCII_STRING_MARSHALLER));
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
    String key = name.toLowerCase(Locale.ROOT);
    if (key.endsWith(BINARY)) {
      io.grpc.Metadata.Key<byte[]> binary =
          io.grpc.Metadata.Key.of(key, io.grpc.Metadata.BINARY_BYTE_MARSHALLER);
      headers.discardAll(binary);
      headers.put(binary, Base64.getDecoder().decode(value));
      return;
    }
    io.grpc.Metadata.Key<String> ascii =
        io.grpc.Metadata.Key.of(key, io.grpc.Metadata.ASCII_STRING_MARSHALLER);
    headers.discardAll(ascii);
    headers.put(ascii, value);
  }
}
