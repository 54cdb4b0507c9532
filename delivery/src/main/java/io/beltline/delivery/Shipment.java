package io.beltline.delivery;

import io.beltline.api.Context;
import io.beltline.api.Origins;
import io.beltline.delivery.Load.Piece;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is sent in one attempt, and for whom. Owned by one sender at a time. */
final class Shipment {
  final Context context;
  final Telemetry telemetry;
  final List<Share> shares;
  final int items;
  final long maxBytes;
  final Trial trial;
  final Origins origins;

  /** Where it waits without keeping others waiting; empty if it keeps them. */
  final String lane;

  Shipment(
      Context context,
      Telemetry telemetry,
      List<Share> shares,
      int items,
      long maxBytes,
      Trial trial,
      Origins origins) {
    this(context, telemetry, shares, items, maxBytes, trial, origins, "");
  }

  Shipment(
      Context context,
      Telemetry telemetry,
      List<Share> shares,
      int items,
      long maxBytes,
      Trial trial,
      Origins origins,
      String lane) {
    this.origins = origins;
    this.context = context;
    this.telemetry = telemetry;
    this.shares = shares;
    this.items = items;
    this.maxBytes = maxBytes;
    this.trial = trial;
    this.lane = lane;
  }

  /** Cuts the ranges out of their requests and puts them together. */
  static Shipment of(Load load, Splitter splitter) {
    if (load.pieces().size() == 1) {
      Piece only = load.pieces().getFirst();
      List<Share> shares = List.of(new Share(only.entry(), only.items()));
      Telemetry whole = cut(only, splitter);
      Trial trial = new Trial();
      trial.firstUnixNanos = only.entry().firstUnixNanos;
      trial.hasty = only.entry().hasty;
      return new Shipment(
          load.context(), whole, shares, load.items(), load.maxBytes(), trial, origins(only));
    }
    Trial trial = new Trial();
    trial.hasty = load.pieces().stream().allMatch(piece -> piece.entry().hasty);
    List<Telemetry> parts = new ArrayList<>(load.pieces().size());
    List<Share> shares = new ArrayList<>(load.pieces().size());
    List<Origins> origins = new ArrayList<>(load.pieces().size());
    for (Piece piece : load.pieces()) {
      parts.add(cut(piece, splitter));
      shares.add(new Share(piece.entry(), piece.items()));
      origins.add(origins(piece));
    }
    return new Shipment(
        load.context(),
        merge(parts),
        shares,
        load.items(),
        load.maxBytes(),
        trial,
        Origins.join(origins));
  }

  private static Origins origins(Piece piece) {
    Origins origins = Origins.of(piece.entry().acceptedUnixNanos, piece.from(), piece.items());
    return piece.entry().again ? origins.opened() : origins;
  }

  /** Telemetry of one signal as one, without a copy. */
  static Telemetry merge(List<Telemetry> parts) {
    List<Slice> chunks = new ArrayList<>();
    parts.forEach(part -> chunks.addAll(part.payload().chunks()));
    return parts.getFirst().with(Payload.of(chunks));
  }

  /** Two shipments: the first so many items, and the rest. Null if it must stay whole. */
  @Nullable List<Shipment> cut(int headItems, Splitter splitter) {
    if (headItems < 1 || headItems >= items || !splitter.canCut(telemetry)) {
      return null;
    }
    Splitter.Cut cut = splitter.cut(telemetry, headItems);
    List<Share> head = new ArrayList<>();
    List<Share> tail = new ArrayList<>();
    int left = headItems;
    for (Share share : shares) {
      int first = Math.min(left, share.items());
      if (first > 0) {
        head.add(new Share(share.stake(), first));
      }
      if (first < share.items()) {
        tail.add(new Share(share.stake(), share.items() - first));
      }
      left -= first;
    }
    return List.of(
        new Shipment(
            context,
            cut.head(),
            head,
            headItems,
            maxBytes,
            trial.part(),
            origins.slice(0, headItems),
            lane),
        new Shipment(
            context,
            cut.tail(),
            tail,
            items - headItems,
            maxBytes,
            trial.part(),
            origins.slice(headItems, items),
            lane));
  }

  /** The same, after an attempt that left it open whether the destination has the items. */
  Shipment opened() {
    return new Shipment(context, telemetry, shares, items, maxBytes, trial, origins.opened(), lane);
  }

  /** What is left of it when all is taken away. */
  Shipment nothing() {
    return new Shipment(
        context,
        telemetry.with(Payload.empty()),
        List.of(),
        0,
        maxBytes,
        trial,
        origins.slice(0, 0),
        lane);
  }

  /** Shipments that were cut from one as one again. */
  static Shipment join(List<Shipment> parts) {
    Shipment first = parts.getFirst();
    List<Share> shares = new ArrayList<>();
    parts.forEach(part -> shares.addAll(part.shares));
    return new Shipment(
        first.context,
        merge(parts.stream().map(part -> part.telemetry).toList()),
        shares,
        parts.stream().mapToInt(part -> part.items).sum(),
        first.maxBytes,
        first.trial,
        Origins.join(parts.stream().map(part -> part.origins).toList()),
        first.lane);
  }

  private static Telemetry cut(Piece piece, Splitter splitter) {
    Telemetry rest = piece.entry().telemetry;
    if (piece.from() > 0) {
      rest = splitter.cut(rest, piece.from()).tail();
    }
    return piece.from() + piece.items() < piece.entry().items
        ? splitter.cut(rest, piece.items()).head()
        : rest;
  }
}
