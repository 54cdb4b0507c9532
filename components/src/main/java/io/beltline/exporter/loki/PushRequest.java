package io.beltline.exporter.loki;

import io.beltline.components.loki.PushFields;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pieces of streams of one tenant that are sent together.
 *
 * @param tenant whose they are; empty for none
 * @param pieces the pieces, each of another stream
 */
record PushRequest(String tenant, List<Piece> pieces) {
  private static final long NANOS = 1_000_000_000L;

  /**
   * Puts streams together to requests. Those of one round have no stream in common and may be sent
   * at once; what a stream has in a later round belongs behind what it has in an earlier one.
   *
   * @param most how many bytes a request may have, as near as it can be told before it is written
   */
  static List<List<PushRequest>> rounds(Collection<Stream> streams, int most) {
    List<Round> rounds = new ArrayList<>();
    for (Stream stream : streams) {
      List<Piece> pieces = Piece.of(stream, most);
      for (int i = 0; i < pieces.size(); i++) {
        if (i == rounds.size()) {
          rounds.add(new Round(most));
        }
        rounds.get(i).add(pieces.get(i));
      }
    }
    return rounds.stream().map(Round::requests).toList();
  }

  /** The requests of a round while they are put together. */
  private static final class Round {
    private final int most;
    private final List<PushRequest> requests = new ArrayList<>();
    private final Map<String, PushRequest> open = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();

    Round(int most) {
      this.most = most;
    }

    void add(Piece piece) {
      String tenant = piece.stream().tenant();
      int size = piece.size();
      int before = sizes.getOrDefault(tenant, most);
      PushRequest request = open.get(tenant);
      if (request == null || before + size > most) {
        request = new PushRequest(tenant, new ArrayList<>());
        requests.add(request);
        open.put(tenant, request);
        before = 0;
      }
      request.pieces.add(piece);
      sizes.put(tenant, before + size);
    }

    List<PushRequest> requests() {
      return requests;
    }
  }

  /** All lines. */
  List<Line> lines() {
    return pieces.stream().flatMap(piece -> piece.lines().stream()).toList();
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** The same without some lines. */
  PushRequest without(Collection<Line> lines) {
    Set<Integer> items = new HashSet<>();
    lines.forEach(line -> items.add(line.item()));
    List<Piece> rest = new ArrayList<>();
    for (Piece piece : pieces) {
      List<Line> left = piece.lines(line -> !items.contains(line.item()));
      if (!left.isEmpty()) {
        rest.add(new Piece(piece.stream(), left));
      }
    }
    return new PushRequest(tenant, rest);
  }

  /** The request in protobuf. */
  Slice encode() {
    WireWriter out = new WireWriter(4096);
    for (Piece piece : pieces) {
      int stream = out.begin(PushFields.STREAMS);
      out.string(PushFields.LABELS, piece.stream().text());
      for (Line line : piece.lines()) {
        entry(out, line);
      }
      out.end(stream);
    }
    return out.toSlice();
  }

  private static void entry(WireWriter out, Line line) {
    int entry = out.begin(PushFields.ENTRIES);
    int time = out.begin(PushFields.TIMESTAMP);
    out.varint(1, Math.floorDiv(line.time(), NANOS));
    out.varint(2, Math.floorMod(line.time(), NANOS));
    out.end(time);
    out.bytes(PushFields.LINE, line.text());
    for (Pair pair : line.metadata()) {
      int metadata = out.begin(PushFields.METADATA);
      out.string(1, pair.name());
      out.string(2, pair.value());
      out.end(metadata);
    }
    out.end(entry);
  }
}
