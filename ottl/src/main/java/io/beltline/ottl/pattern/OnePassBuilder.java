package io.beltline.ottl.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link OnePass} of a program, if it can be one. Used once, by one thread. */
final class OnePassBuilder {
  /** 256 KiB; what would be larger is left to others. */
  static final int MOST_ENTRIES = 1 << 16;

  /** Some milliseconds; what would take longer is left to others, too. */
  private static final int MOST_WORK = 1 << 20;

  /** More different ones are not told apart: a quarter of a KiB each. */
  private static final int MOST_LOOPS = 256;

  /** What one entry has beside the next state. */
  private record Key(List<Integer> saves, @Nullable List<Integer> match, boolean last) {}

  private final Program program;
  private final ByteClasses classes;
  private final Ways ways;
  private final int width;
  private final int[] samples;
  private final Map<Kernel, Integer> numbers = new HashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private final Map<Key, Integer> actionNumbers = new HashMap<>();
  private final List<OnePass.Action> actions = new ArrayList<>();
  private final Map<BitSet, Integer> loopNumbers = new HashMap<>();
  private final List<boolean[]> loops = new ArrayList<>();
  private int[] table = new int[0];

  /** The byte that is taken; -1 is the end of the text. */
  private int sample;

  private final int[] waiting;
  private final int[] added; // the step that made an instruction wait
  private int step;
  private int count;
  private int @Nullable [] saves;
  private int @Nullable [] match;
  private boolean disagree;

  private OnePassBuilder(Program program) {
    this.program = program;
    this.classes = new ByteClasses(program);
    this.ways = new Ways(program);
    this.width = classes.count + 2;
    this.samples = new int[classes.count + 1];
    this.waiting = new int[program.size];
    this.added = new int[program.size];
    for (int c = 255; c >= 0; c--) {
      samples[classes.of[c] & 0xff] = c;
    }
    samples[classes.count] = -1;
  }

  /** The automaton of an expression that begins at the start of the text, or null. */
  static @Nullable OnePass build(Program program) {
    return new OnePassBuilder(program).build();
  }

  private @Nullable OnePass build() {
    loopNumbers.put(new BitSet(), loop(new BitSet())); // none
    action(Kernel.NONE, null, false);
    number(new Kernel(new int[] {program.start}, Kernel.AT_START, Kernel.NONE));
    for (int state = 0; state < kernels.size(); state++) {
      int size = width * kernels.size();
      if (size > MOST_ENTRIES || ways.work() > MOST_WORK) {
        return null;
      }
      table = table.length < size ? Arrays.copyOf(table, 2 * size) : table;
      for (int c = 0; c < samples.length; c++) {
        sample = samples[c];
        int entry = entry(kernels.get(state));
        if (disagree || actions.size() >= 1 << (Integer.SIZE - 1 - OnePass.SHIFT)) {
          return null;
        }
        table[state * width + c] = entry;
      }
      table[state * width + width - 1] = loop(state * width);
    }
    return new OnePass(
        Arrays.copyOf(table, width * kernels.size()),
        actions.toArray(OnePass.Action[]::new),
        loops.toArray(boolean[][]::new),
        classes);
  }

  /** The number of the bytes that leave a state as it is, or of none if there are too many. */
  private int loop(int state) {
    BitSet stays = new BitSet();
    for (int c = 0; c < classes.count; c++) {
      stays.set(c, table[state + c] == state);
    }
    if (!loopNumbers.containsKey(stays) && loops.size() == MOST_LOOPS) {
      stays.clear();
    }
    return loopNumbers.computeIfAbsent(stays, this::loop);
  }

  private int loop(BitSet stays) {
    boolean[] loop = new boolean[256];
    for (int c = 0; c < loop.length; c++) {
      loop[c] = stays.get(classes.of[c] & 0xff);
    }
    loops.add(loop);
    return loops.size() - 1;
  }

  private int entry(Kernel kernel) {
    int after = classes.flags(sample);
    step++;
    count = 0;
    saves = null;
    match = null;
    ways.begin();
    boolean open = true;
    for (int i = 0; open && i < kernel.waiting().length; i++) {
      open = ways.follow(kernel.waiting()[i], kernel.before(), after, this::end);
    }
    if (disagree) {
      return 0;
    }
    if (saves == null) {
      return action(Kernel.NONE, match, true) << OnePass.SHIFT;
    }
    int next = number(new Kernel(Arrays.copyOf(waiting, count), after, Kernel.NONE));
    return action(saves, match, false) << OnePass.SHIFT | next * width;
  }

  private boolean end(int instruction) {
    if (program.operation[instruction] == Program.MATCH) {
      match = ways.filled();
      return false;
    }
    if (sample < program.a[instruction] || sample > program.b[instruction]) {
      return true;
    }
    int[] filled = ways.filled();
    if (saves == null) {
      saves = filled;
    } else if (!Arrays.equals(saves, filled)) {
      disagree = true;
      return false;
    }
    await(program.next[instruction]);
    return true;
  }

  private void await(int instruction) {
    if (added[instruction] != step) {
      added[instruction] = step;
      waiting[count++] = instruction;
    }
  }

  private int number(Kernel kernel) {
    Integer there = numbers.putIfAbsent(kernel, kernels.size());
    if (there == null) {
      kernels.add(kernel);
      return kernels.size() - 1;
    }
    return there;
  }

  private int action(int[] saves, int @Nullable [] match, boolean last) {
    Key key = new Key(list(saves), match == null ? null : list(match), last);
    Integer there = actionNumbers.putIfAbsent(key, actions.size());
    if (there == null) {
      actions.add(new OnePass.Action(saves, match, last));
      return actions.size() - 1;
    }
    return there;
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
