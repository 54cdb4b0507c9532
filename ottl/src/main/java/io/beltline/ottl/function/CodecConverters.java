package io.beltline.ottl.function;

import static io.beltline.ottl.function.Parameter.optional;
import static io.beltline.ottl.function.Parameter.required;

import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converters between encodings. */
final class CodecConverters {
  private static final List<String> BASE64 =
      List.of("base64", "base64-raw", "base64-url", "base64-raw-url");

  private CodecConverters() {}

  static List<OttlFunction> all() {
    return List.of(
        OttlFunction.converter(
            "Base64Decode",
            ValueKind.STRING,
            List.of(required("value", ParameterKind.STRING).or("target")),
            a -> {
              Expression value = a.value("value");
              return (x, out) -> decoded(value.eval(x), "base64", out);
            }),
        OttlFunction.converter(
            "Base64Encode",
            ValueKind.STRING,
            List.of(
                required("value", ParameterKind.STRING).or("target"),
                optional("variant", ParameterKind.TEXT_LITERAL)),
            CodecConverters::encode),
        OttlFunction.converter(
            "Decode",
            ValueKind.STRING,
            List.of(
                required("value", ParameterKind.VALUE).or("target"),
                required("encoding", ParameterKind.STRING)),
            CodecConverters::decode));
  }

  private static Conversion encode(Arguments a) throws InvalidStatementException {
    Expression value = a.value("value");
    String variant = a.word("variant", "base64", BASE64);
    Base64.Encoder any = variant.endsWith("url") ? Base64.getUrlEncoder() : Base64.getEncoder();
    Base64.Encoder encoder = variant.contains("raw") ? any.withoutPadding() : any;
    return (x, out) -> {
      byte[] encoded = encoder.encode(value.eval(x).slice().toByteArray());
      out.text(encoded, 0, encoded.length);
    };
  }

  private static Conversion decode(Arguments a) throws InvalidStatementException {
    Expression value = a.value("value");
    Expression encoding = a.value("encoding");
    Cell constant = encoding.constant();
    if (constant != null && !isKnown(constant.text())) {
      throw a.problem("encoding", unknown(constant.text()));
    }
    return (x, out) -> {
      Cell in = value.eval(x);
      if (!in.is(ValueKind.STRING) && !in.is(ValueKind.BYTES)) {
        throw new EvaluationException("Decode takes a string or bytes, not " + in.kind().words());
      }
      decoded(in, encoding.eval(x).text(), out);
    };
  }

  private static boolean isKnown(String encoding) {
    return BASE64.contains(encoding) || charset(encoding) != null;
  }

  private static @Nullable Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }

  private static String unknown(String encoding) {
    return "\""
        + encoding
        + "\" is no encoding (expected: base64, base64-raw, base64-url, base64-raw-url, us-ascii,"
        + " iso-8859-1, ...)";
  }

  private static void decoded(Cell in, String encoding, Cell out) {
    if (BASE64.contains(encoding)) {
      base64(in, encoding, out);
      return;
    }
    Charset charset = charset(encoding);
    if (charset == null) {
      throw new EvaluationException(unknown(encoding));
    }
    out.text(new String(in.array(), in.from(), in.length(), charset));
  }

  private static void base64(Cell in, String variant, Cell out) {
    String text = new String(in.array(), in.from(), in.length(), StandardCharsets.UTF_8);
    String digits = text.strip().replace("\n", "").replace("\r", "");
    boolean padded = !variant.contains("raw");
    boolean wrongLength = padded ? digits.length() % 4 != 0 : digits.endsWith("=");
    try {
      if (wrongLength) {
        throw new IllegalArgumentException(padded ? "padding is missing" : "there is padding");
      }
      Base64.Decoder decoder =
          variant.endsWith("url") ? Base64.getUrlDecoder() : Base64.getDecoder();
      byte[] decoded = decoder.decode(digits);
      out.text(decoded, 0, decoded.length);
    } catch (IllegalArgumentException wrong) {
      throw new EvaluationException("the text is no " + variant + ": " + wrong.getMessage());
    }
  }
}
