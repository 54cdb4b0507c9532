package io.beltline.ottl.pattern;

import io.beltline.ottl.pattern.Rest.Step;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was found out of rests of texts. Memory is bounded: all is forgotten when it is too much.
 * Safe for all threads.
 */
final class RestCache {
  /** Of four or eight bytes each: so many are kept. */
  private static final int MOST_ENTRIES = 1 << 20;

  /** What is known of one rest takes so many at least. */
  private static final int OVERHEAD = 40;

  /** So does a step. */
  private static final int STEP = 4;

  private static final int MOST_PLACES = 1 << 15;

  final ByteClasses classes;

  /** How many places there are for each instruction: one for each kind of byte before it. */
  final int kinds;

  private final Program program;
  private final RestBuilder builder;
  private final Ways ways;

  /** Where one can stand: the instructions that follow a byte, the first of all at 0. */
  private final int[] places;

  private final int[] placeOf;
  private final Credit restCredit = new Credit();
  private final Credit stepCredit = new Credit();
  private Map<Kernel, Rest> known = new HashMap<>();
  private int entries;
  private volatile Rest none;

  private RestCache(Program program, int[] places, int[] placeOf) {
    this.program = program;
    this.classes = new ByteClasses(program);
    this.builder = new RestBuilder(program, classes);
    this.ways = new Ways(program);
    this.places = places;
    this.placeOf = placeOf;
    this.kinds = kinds(program);
    this.none = builder.none();
  }

  /** The one of a program, or null if it would take too much memory. */
  static @Nullable RestCache of(Program program) {
    int[] places = new int[program.size + 1];
    int[] placeOf = new int[program.size];
    Arrays.fill(placeOf, -1);
    int count = 0;
    places[count] = program.start;
    placeOf[program.start] = count++;
    for (int i = 0; i < program.size; i++) {
      int next = program.operation[i] == Program.BYTES ? program.next[i] : program.start;
      if (placeOf[next] < 0) {
        places[count] = next;
        placeOf[next] = count++;
      }
    }
    return count * kinds(program) > MOST_PLACES
        ? null
        : new RestCache(program, Arrays.copyOf(places, count), placeOf);
  }

  private static int kinds(Program program) {
    ByteClasses classes = new ByteClasses(program);
    return classes.words || classes.lines
        ? Kernel.PLACES
        : program.uses(Regex.Place.TEXT_START) ? Kernel.AT_START + 1 : 1;
  }

  /** What is known at the end of a text. */
  Rest none() {
    return none;
  }

  /** Adds what bytes that were read are good for. */
  void earn(int read) {
    restCredit.earn(read);
    stepCredit.earn(read);
  }

  /**
   * What is known of a rest and the byte before it, or null if too much is new.
   *
   * @param byteClass the class of the byte
   * @param sample the byte; -1 is the start of the text
   */
  synchronized @Nullable Rest longer(Rest rest, int byteClass, int sample) {
    if (!restCredit.spend()) {
      return null;
    }
    Kernel kernel = builder.longer(rest, sample);
    Rest longer = known.get(kernel);
    if (longer == null) {
      if (!takes(OVERHEAD + classes.count + 2 * kernel.waiting().length)) {
        return null;
      }
      longer =
          new Rest(
              kernel.waiting(), kernel.before(), kernel.matched().length > 0, classes.count + 1);
      known.put(kernel, longer);
    }
    rest.longer[byteClass] = longer;
    return longer;
  }

  /** Where to go at a rest from a place, or null if too much is new. */
  synchronized @Nullable Step step(Rest rest, int place) {
    @Nullable Step[] steps = rest.steps;
    if (steps == null) {
      int size = places.length * kinds;
      if (!takes(size)) {
        return null;
      }
      steps = new @Nullable Step[size];
      rest.steps = steps;
    }
    if (!stepCredit.spend()) {
      return null;
    }
    ways.begin();
    Preferred preferred = new Preferred(rest);
    ways.follow(places[place / kinds], place % kinds, rest.first, preferred);
    Step step = Objects.requireNonNull(preferred.step);
    if (!takes(STEP + step.saves().length)) {
      return null;
    }
    steps[place] = step;
    return step;
  }

  /** Takes the first way that leads to a match. */
  private final class Preferred implements Ways.End {
    private final Rest rest;
    private @Nullable Step step;

    Preferred(Rest rest) {
      this.rest = rest;
    }

    @Override
    public boolean at(int instruction) {
      if (program.operation[instruction] == Program.MATCH) {
        step = new Step(ways.filled(), -1);
      } else if (Arrays.binarySearch(rest.viable, instruction) >= 0) {
        step = new Step(ways.filled(), kinds * placeOf[program.next[instruction]]);
      }
      return step == null;
    }
  }

  private boolean takes(int more) {
    entries += more;
    if (entries <= MOST_ENTRIES) {
      return true;
    }
    known = new HashMap<>();
    entries = 0;
    none = builder.none();
    return false;
  }
}
