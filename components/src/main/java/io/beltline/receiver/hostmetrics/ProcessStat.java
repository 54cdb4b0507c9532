package io.beltline.receiver.hostmetrics;

/**
 * The stat file of a process ({@code man 5 proc_pid_stat}).
 *
 * @param name its name, cut at 15 bytes by the kernel
 * @param state its state
 * @param parent the number of its parent
 * @param minorFaults faults that needed no disk
 * @param majorFaults faults that did
 * @param user ticks in user mode
 * @param system ticks in the kernel
 * @param threads how many threads it has
 * @param started ticks from the host's start to its own
 * @param virtualBytes its virtual memory
 * @param residentPages its physical memory
 * @param waited ticks it waited for disks
 */
record ProcessStat(
    String name,
    char state,
    long parent,
    long minorFaults,
    long majorFaults,
    long user,
    long system,
    long threads,
    long started,
    long virtualBytes,
    long residentPages,
    long waited) {
  private static final int WAITED = 39;

  /** Reads it. The name stands in parentheses and may hold blanks and parentheses itself. */
  static ProcessStat parse(String text) throws MalformedLineException {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 0 || close < open) {
      throw new MalformedLineException("no (name) (expected: the stat of a process)");
    }
    Fields rest = Fields.of(text.substring(close + 1)); // the first is the third of the manual
    return new ProcessStat(
        text.substring(open + 1, close),
        rest.text(0).charAt(0),
        rest.number(1),
        rest.number(7),
        rest.number(9),
        rest.number(11),
        rest.number(12),
        rest.number(17),
        rest.number(19),
        rest.number(20),
        rest.number(21),
        rest.size() > WAITED ? rest.number(WAITED) : 0);
  }
}
