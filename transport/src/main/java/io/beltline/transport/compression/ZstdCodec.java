package io.beltline.transport.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** zstd (RFC 8878). */
final class ZstdCodec {
  private static final Map<Integer, Natives<ZstdCompressCtx>> CONTEXTS = new ConcurrentHashMap<>();
  private static final int DEFAULT_LEVEL = 3;
  private static final int LEAST_WINDOW_LOG = 23; // what decoders must support at least

  private static final int LONGEST_HEADER = 18;

  private ZstdCodec() {}

  static Slice compress(int level, List<Slice> input) {
    Slice whole = Payload.of(input).contiguous();
    int used =
        level == 0 || level == -1
            ? DEFAULT_LEVEL
            : Math.clamp(level, Zstd.minCompressionLevel(), Zstd.maxCompressionLevel());
    Natives<ZstdCompressCtx> pool =
        CONTEXTS.computeIfAbsent(
            used, l -> new Natives<>(() -> context(l), ZstdCompressCtx::close));
    ZstdCompressCtx context = pool.take();
    try {
      byte[] out = new byte[(int) Zstd.compressBound(whole.length())];
      int size =
          context.compressByteArray(
              out, 0, out.length, whole.array(), whole.offset(), whole.length());
      return new Slice(out, 0, size);
    } finally {
      pool.give(context);
    }
  }

  private static ZstdCompressCtx context(int level) {
    return new ZstdCompressCtx().setLevel(level).setContentSize(true);
  }

  static void decompress(Slice input, Sink sink) throws CompressionException {
    long hint =
        input.length() < LONGEST_HEADER
            ? 0
            : Zstd.getFrameContentSize(input.array(), input.offset(), input.length());
    if (hint > sink.left()) {
      sink.require(hint);
    }
    if (hint > 0 && hint <= input.length() * 16L) {
      sink.expect(hint);
    }
    int window = 64 - Long.numberOfLeadingZeros(Math.max(1, sink.left() - 1));
    var bytes = new ByteArrayInputStream(input.array(), input.offset(), input.length());
    try (var in = new ZstdInputStreamNoFinalizer(bytes)) {
      in.setLongMax(Math.clamp(window, LEAST_WINDOW_LOG, 27));
      sink.readAll(in, Math.max(1024, input.length() * 4));
    } catch (ZstdException | IOException malformed) {
      throw Sink.corrupt("zstd: " + malformed.getMessage());
    }
  }
}
