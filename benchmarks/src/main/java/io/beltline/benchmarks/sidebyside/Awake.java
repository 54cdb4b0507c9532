package io.beltline.benchmarks.sidebyside;

import java.io.IOException;

/**
 * Keeps a core from sleeping by work that any other goes before. Under a hypervisor a core that
 * slept begins with what its caches and its clock had lost. The work ends with this process,
 * however that ends.
 */
final class Awake implements AutoCloseable {
  private static final String WORK =
      "while [ -d /proc/$PPID ]; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done";

  private final Process work;

  private Awake(Process work) {
    this.work = work;
  }

  /** From now on. */
  static Awake core(int core) throws IOException {
    String number = Integer.toString(core);
    return new Awake(
        new ProcessBuilder("chrt", "--idle", "0", "taskset", "-c", number, "sh", "-c", WORK)
            .inheritIO()
            .start());
  }

  /**
   * Makes sure that it still does.
   *
   * @throws IOException if it does not, as where chrt or taskset is missing or not allowed
   */
  void check() throws IOException {
    if (!work.isAlive()) {
      throw new IOException("the core may have slept: its work ended with " + work.exitValue());
    }
  }

  @Override
  public void close() {
    work.destroyForcibly();
  }
}
