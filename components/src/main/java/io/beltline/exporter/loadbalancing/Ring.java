package io.beltline.exporter.loadbalancing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Which backend a key belongs to. Each backend has 200 places on a ring; a key belongs to the
 * backend of the next place from its own on. A backend that comes or goes moves only the keys in
 * front of its own places.
 *
 * <p>Places and keys are put on the ring as the OpenTelemetry Collector does it, so that balancers
 * of both kinds side by side agree. Immutable.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/loadbalancingexporter/consistent_hashing.go">the
 *     places</a>
 */
final class Ring {
  private static final int POSITIONS = 131_071;
  private static final int PLACES = 200;
  private static final int PROBES = 10;

  private final int[] positions;
  private final int[] owners;

  private Ring(int[] positions, int[] owners) {
    this.positions = positions;
    this.owners = owners;
  }

  /** A place that a backend asks for. */
  private record Wish(int position, long hash, String name, int owner) {}

  /** The ring of backends by name; what it tells of them is their index in the list. */
  static Ring of(List<String> names) {
    Wish[] wishes = new Wish[names.size() * PLACES];
    for (int i = 0; i < names.size(); i++) {
      for (int place = 0; place < PLACES; place++) {
        long hash = hash(names.get(i), place);
        wishes[i * PLACES + place] = new Wish((int) (hash % POSITIONS), hash, names.get(i), i);
      }
    }
    Arrays.sort(
        wishes,
        Comparator.comparingInt(Wish::position)
            .thenComparingLong(Wish::hash)
            .thenComparing(Wish::name));
    int[] taken = new int[POSITIONS];
    for (Wish wish : wishes) {
      take(taken, wish);
    }
    int size = (int) Arrays.stream(taken).filter(owner -> owner != 0).count();
    int[] positions = new int[size];
    int[] owners = new int[size];
    int next = 0;
    for (int position = 0; position < POSITIONS; position++) {
      if (taken[position] != 0) {
        positions[next] = position;
        owners[next++] = taken[position] - 1;
      }
    }
    return new Ring(positions, owners);
  }

  /** A place that is taken is looked for a little further on; who finds none goes without. */
  private static void take(int[] taken, Wish wish) {
    int position = wish.position;
    int probes = 0;
    while (taken[position] != 0 && probes < PROBES) {
      position = (position + 1) % POSITIONS;
      probes++;
    }
    if (probes < PROBES) {
      taken[position] = wish.owner + 1;
    }
  }

  private static long hash(String name, int place) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      crc.update(place >>> shift);
    }
    return crc.getValue();
  }

  /** True if there is no backend. */
  boolean isEmpty() {
    return positions.length == 0;
  }

  /**
   * The index of the backend that a key belongs to.
   *
   * @param hash the key's CRC-32
   */
  int owner(long hash) {
    int found = Arrays.binarySearch(positions, (int) (hash % POSITIONS));
    int place = found >= 0 ? found : -found - 1;
    return owners[place == owners.length ? 0 : place];
  }
}
